#!/usr/bin/env python3
# ./dev shot: pictures of the real window on the sample shop.
#   shot.py BUILD [DIR] [--update-readme]
# Runs itself once more inside a session for each language and style.
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.abspath(os.path.join(HERE, '..', '..'))
BUYER = '佐伯 真由'


def outside():
    args = [a for a in sys.argv[1:] if not a.startswith('--')]
    build = os.path.abspath(args[0])
    target = os.path.abspath(args[1] if len(args) > 1 else os.path.join(build, 'shots'))
    os.makedirs(target, exist_ok=True)
    for size in ('1366x768', '1024x600'):
        for language in ('en', 'ja'):
            for style in ('light', 'dark'):
                subprocess.run([sys.executable, os.path.join(HERE, 'session.py'), '--size', size, build,
                                'shot.py', '--inside', target, size, language, style],
                               check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if '--update-readme' in sys.argv:
        kept = os.path.join(SOURCE, 'data', 'screenshots')
        os.makedirs(kept, exist_ok=True)
        for language in ('en', 'ja'):
            shutil.copy(os.path.join(target, f'main-{language}-light-1366x768.png'),
                        os.path.join(kept, f'main-{language}.png'))
    print(target)


def write_settings():
    folder = os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'settings.ini'), 'w', encoding='utf-8') as out:
        out.write('[Settings]\ngtk-font-name=Cantarell 11\ngtk-hint-font-metrics=true\n'
                  'gtk-cursor-blink=false\ngtk-enable-animations=false\n'
                  'gtk-decoration-layout=:close\n')


def inside(target, size, language, style):
    import material
    from henji_e2e import TEMP, Window, ctl, screenshot, wait_for

    def shoot(name):
        time.sleep(0.8)
        screenshot(os.path.join(target, f'{name}-{language}-{style}-{size}.png'))

    write_settings()
    env = {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark' if style == 'dark' else 'prefer-light'}
    data = os.path.join(TEMP, 'sample')
    ctl(data, 'sample')
    window = Window('--data-dir', data, language=language, env=env, name='shot')
    wait_for('the sample shop', lambda: any(BUYER in row for row in window.rows()))
    box = window.find(window.words('Open cases'), 'list')
    box.select_child(next(i for i, n in enumerate(box.children) if BUYER in n.name))
    wait_for('the reply', lambda: any(BUYER[:2] in n.text() for n in window.all() if n.role == 'text box'))
    shoot('main')
    window.give_keys_to('Henji')
    window.key('ctrl+l')
    wait_for('looking back', lambda: len(window.windows()) == 2)
    wait_for('its charts', lambda: window.all(role='image', under=window.windows()[-1]))
    shoot('looking-back')
    window.give_keys_to(window.windows()[-1].name)
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)
    if size == '1366x768' and style == 'light':
        window.key('Escape', 't')
        shoot('palette')
        window.key('Escape')
        for name, key in (('label', 'ctrl+p'), ('preferences', 'ctrl+comma')):
            window.give_keys_to('Henji')
            window.key(key)
            wait_for(name, lambda: len(window.windows()) == 2)
            shoot(name)
            window.give_keys_to(window.windows()[-1].name)
            window.key('Escape')
            wait_for('one window', lambda: len(window.windows()) == 1)
        window.close()
        paths = material.story(os.path.join(TEMP, 'mail'))
        paths.append(material.write(os.path.join(TEMP, 'mail', 'scan.eml'), b'\x89PNG\r\n\x1a\n\0\0'))
        window = Window(*paths, language=language, env=env, name='import')
        wait_for('the import', lambda: len(window.windows()) == 2)
        time.sleep(1)
        shoot('import')
        window.close()
        window = Window('--data-dir', os.path.join(TEMP, 'nothing'), language=language, env=env,
                        name='welcome')
        shoot('welcome')
    window.close()


if '--inside' in sys.argv:
    inside(*sys.argv[2:])
else:
    outside()
