#!/usr/bin/env python3
# ./dev shot: pictures of the real window with the sample shop, in both languages, light and dark, wide and
# small, into build/shots/ or the folder given.
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def outside(build, folder):
    os.makedirs(folder, exist_ok=True)
    for size in ('1366x768', '1024x600'):
        for language in ('en', 'ja'):
            for scheme in ('light', 'dark'):
                subprocess.run([sys.executable, os.path.join(HERE, 'session.py'), '--size', size, build,
                                'shot.py', '--inside', folder, size, language, scheme], check=True)
    for name in sorted(os.listdir(folder)):
        print(os.path.join(folder, name))


class Shots:
    def __init__(self, folder, size, language, scheme):
        self.prefix = os.path.join(folder, f'{{}}-{language}-{scheme}-{size}.png')
        settings = os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0')
        os.makedirs(settings)
        with open(os.path.join(settings, 'settings.ini'), 'w', encoding='ascii') as out:
            out.write('[Settings]\ngtk-font-name=Cantarell 11\ngtk-decoration-layout=:close\n'
                      'gtk-cursor-blink=false\ngtk-enable-animations=false\n')
        self.env = {**os.environ, 'LANGUAGE': language, 'GTK_A11Y': 'none',
                    'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark' if scheme == 'dark' else 'prefer-light'}

    def start(self, *args):
        henji = os.path.join(os.environ['HENJI_BUILD'], 'src/ui/henji')
        process = subprocess.Popen([henji, *args], env=self.env, stderr=subprocess.DEVNULL)
        time.sleep(4)
        return process

    @staticmethod
    def do(*words):
        subprocess.run(['xdotool', *words], check=True)
        time.sleep(1.2)

    def take(self, name):
        subprocess.run(['import', '-window', 'root', self.prefix.format(name)], check=True)


def inside(folder, size, language, scheme):
    shots = Shots(folder, size, language, scheme)
    process = shots.start('--demo')
    shots.do('mousemove', '120', '270', 'click', '1')
    shots.take('main')
    shots.do('key', 't')
    shots.take('palette')
    shots.do('key', 'Escape')
    if size == '1366x768':
        shots.do('mousemove', '120', '270', 'click', '1')
        shots.do('key', 'p')
        shots.take('label')
        shots.do('key', 'Escape')
        shots.do('key', 'ctrl+comma')
        shots.take('preferences')
    process.terminate()
    process.wait()
    if size == '1366x768':
        process = shots.start('--data-dir', os.path.join(os.environ['HOME'], 'empty'))
        shots.take('welcome')
        process.terminate()
        process.wait()


def main():
    if sys.argv[1] == '--inside':
        inside(*sys.argv[2:])
    else:
        build = sys.argv[1]
        outside(build, os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(build, 'shots')))


main()
