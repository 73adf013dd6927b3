# What every end-to-end test stands on: the real window, seen through AT-SPI and driven by its
# buttons and by key events of the X server.
import gettext
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import traceback

import a11y

BUILD = os.environ['HENJI_BUILD']
HENJI = os.path.join(BUILD, 'src/ui/henji')
HENJICTL = os.path.join(BUILD, 'src/cli/henjictl')
SOURCE = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
TEMP = os.environ['TMPDIR']
NOTICES = os.path.join(TEMP, 'notices')
APP_ID = 'io.github.henji.Henji'


# A program to run Henji under, for looking into a failure
WRAPPER = os.environ.get('HENJI_E2E_WRAPPER', '').split()


class Failure(Exception):
    pass


def check(condition, what):
    if not condition:
        raise Failure(what)


def same(have, want, what):
    if have != want:
        raise Failure(f'{what}: “{have}” instead of “{want}”')


def wait_for(what, condition, seconds=40):
    """Calls condition until it gives something true; fails saying what was waited for."""
    end = time.monotonic() + seconds
    while True:
        try:
            value = condition()
        except a11y.Gone:  # it went away while it was looked at
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise Failure(f'waited {seconds} s in vain for {what}')
        time.sleep(0.05)


def start_notifications():
    server = subprocess.Popen(['/usr/bin/python3', os.path.join(os.path.dirname(__file__), 'notices.py'), NOTICES],
                              stdout=subprocess.PIPE, text=True)
    check(server.stdout.readline() == 'there\n', 'no notifications on the desktop')
    return server


def notices():
    """What the desktop was to show and to take away, in order."""
    if not os.path.exists(NOTICES):
        return []
    with open(NOTICES, encoding='utf-8') as f:
        return [json.loads(line) for line in f]


class Window:
    """One running Henji. clicks counts what a hand would have pressed."""

    bus = desktop = None

    def __init__(self, *args, language='en', env=None, name='henji', title='Henji'):
        self.clicks = self.keys = 0
        self.words = gettext.translation('henji', os.path.join(BUILD, 'po'), [language],
                                         fallback=True).gettext
        environment = {**os.environ, 'LANGUAGE': language, **(env or {})}
        if Window.desktop is None:
            Window.desktop = start_notifications()
        self.log_path = os.path.join(TEMP, f'{name}.log')
        with open(self.log_path, 'ab') as log:
            self.process = subprocess.Popen([*WRAPPER, HENJI, *args], env=environment, stdout=log, stderr=log)
        if Window.bus is None:
            Window.bus = a11y.connect()
        self.app = wait_for('the program on the accessibility bus', self._find_app, 40)
        self.frame = self.find(title, depth=1)

    def _find_app(self):
        if self.process.poll() is not None:
            raise Failure(f'Henji ended with {self.process.returncode}: {self.output()}')
        return a11y.application(Window.bus, self.process.pid)

    def output(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as f:
            return f.read()

    # Looking

    def all(self, name=None, role=None, starts=None, under=None, has=None):
        """What is visible now, by exact name, its beginning or a part of it."""
        top = under or self.app
        top.read()
        if self.process.poll() is not None:
            raise Failure(f'Henji ended with {self.process.returncode}: {self.output()}')
        return [node for node in top.walk()
                if (name is None or node.name == name) and (role is None or node.role == role)
                and (starts is None or node.name.startswith(starts))
                and (has is None or has in node.name)]

    def find(self, name=None, role=None, starts=None, under=None, has=None, seconds=40, depth=None):
        what = name or starts or has or role
        if depth == 1:  # a window: no need to read all
            return wait_for(f'the window “{what}”', lambda: next(
                (n for n in self.windows() if n.name == name), None), seconds)
        return wait_for(f'“{what}”', lambda: next(
            iter(self.all(name, role, starts, under, has)), None), seconds)

    def windows(self):
        found = []
        for owner, path in self.app.call(a11y.ACCESSIBLE, 'GetChildren')[0]:
            node = a11y.Node(Window.bus, owner, path, self.app)
            node.name = node.name_now()
            found.append(node)
        return found

    def gone(self, name=None, role=None, starts=None, under=None, seconds=40):
        wait_for(f'“{name or starts}” to go', lambda: not self.all(name, role, starts, under), seconds)

    def texts(self, under=None):
        """Every name and text that can be read now."""
        nodes = self.all(under=under)
        return [n.name for n in nodes if n.name] + self._written(nodes)

    @staticmethod
    def _written(nodes):
        """The texts of what has one beside its name."""
        told = a11y.texts([n for n in nodes if n.role in ('text box', 'label', 'search box', 'text')])
        return [text for node, text in told if text and text != node.name]

    def says(self, words, under=None, seconds=40):
        """Waits until the words stand somewhere."""
        wait_for(f'the words “{words}”', lambda: self._stands(words, under), seconds)

    def unsaid(self, words, under=None, seconds=40):
        """Waits until the words stand nowhere, not even in a longer name."""
        wait_for(f'the words “{words}” to go', lambda: not self._stands(words, under), seconds)

    def _stands(self, words, under):
        nodes = self.all(under=under)
        return any(words in n.name for n in nodes) or any(words in t for t in self._written(nodes))

    def rows(self):
        """The names of the rows of the list that were built."""
        return [n.name for n in self.find(self.words('Open cases'), 'list').children]

    # Doing

    def click(self, name=None, role=None, starts=None, under=None, has=None, seconds=40):
        """Presses a button; counts. One that goes away meanwhile, as with an older toast, is not it."""
        def pressed():
            node = next(iter(self.all(name, role, starts, under, has)), None)
            if node:
                node.do('click')
            return node
        node = wait_for(f'“{name or starts or has or role}” to press', pressed, seconds)
        self.clicks += 1
        return node

    def undo(self):
        """Presses the Undo of what was done last, once the toast before has gone."""
        wait_for('one Undo', lambda: len(self.all(starts='Undo', role='button')) == 1)
        self.click(starts='Undo', role='button')

    def press(self, node):
        self.clicks += 1
        node.do('click')

    def choose(self, starts, seconds=40):
        """Clicks on the row of the list of cases whose name begins so."""
        def row():
            box = next(iter(self.all('Open cases', 'list')), None)
            rows = box.children if box else []
            return next(((box, i) for i, n in enumerate(rows) if n.name.startswith(starts)), None)
        box, i = wait_for(f'the row “{starts}…”', row, seconds)
        self.clicks += 1
        box.select_child(i)

    @staticmethod
    def wheel(node, steps):
        """Turns the wheel over it: down, or up when negative."""
        x, y, w, h = node.box
        subprocess.run(['xdotool', 'mousemove', str(x + w // 2), str(y + h // 2), 'click', '--delay', '30',
                        '--repeat', str(abs(steps)), '5' if steps > 0 else '4'], check=True)

    def key(self, *names):
        self.keys += len(names)
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *names], check=True)

    @staticmethod
    def type(text, delay=15):
        subprocess.run(['xdotool', 'type', '--delay', str(delay), text], check=True)

    def focused(self):
        """What has the keyboard: in the window that keys go to, or where none is in any."""
        windows = self.windows()
        active = [w for w in windows if w.now('active')]
        return next(filter(None, (w.focused() for w in active or windows)), None)

    def move(self, key, node, seconds=2):
        """Presses a key that moves the keyboard on from node, and waits until it has: keys sent ahead would go too far."""
        self.key(key)
        end = time.monotonic() + (seconds if node is not None else 0.2)
        now = self.focused()
        while time.monotonic() < end and (now is None or (node is not None and now.path == node.path)):
            time.sleep(0.02)
            now = self.focused()
        return now

    def tab_to(self, name, most=60):
        """Goes there by Tab, once the keyboard is somewhere: a window that just got the keys may not tell yet."""
        end = time.monotonic() + 1
        node = self.focused()
        while node is None and time.monotonic() < end:
            time.sleep(0.02)
            node = self.focused()
        for _ in range(most):
            if node is not None and node.name == name:
                return node
            node = self.move('Tab', node)
        raise Failure(f'no way to “{name}” by Tab')

    def choose_in_row(self, row, title):
        """Opens the list of a row by keyboard and goes to the entry of this title."""
        self.tab_to(row)
        self.key('space')
        wait_for('the keyboard in the list', lambda: (node := self.focused()) is not None and node.role == 'list item')
        node = self.move('Home', self.focused(), 0.3)
        for _ in range(80):
            if node is not None and (node.name == title or any(n.name == title for n in node.read().walk())):
                break
            node = self.move('Down', node)
        self.key('Return')
        wait_for(f'“{title}” in the row', lambda: any(n.name == title for n in self.find(row).walk()))

    def reply(self):
        return self.find('Reply to buyer').text()

    @staticmethod
    def clipboard():
        return subprocess.run(['xclip', '-selection', 'clipboard', '-o', '-t', 'UTF8_STRING'],
                              capture_output=True, timeout=10).stdout

    def x_window(self):
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                               capture_output=True, text=True).stdout.split()
        return found[0] if found else None

    def give_keys_to(self, title):
        """Gives the keyboard to the window of this title, as a window manager does when a dialog goes."""
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{title}$'],
                               capture_output=True, text=True).stdout.split()
        subprocess.run(['xdotool', 'windowfocus', '--sync', found[-1]], check=True)

    @staticmethod
    def drop_files(title, *paths, over=None):
        """Lets go of files over the window of this title, or over what is in it, as a file manager does; True: they
        were taken."""
        window = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{title}$'],
                                capture_output=True, text=True).stdout.split()[-1]
        place = dict(line.split('=') for line in subprocess.run(
            ['xdotool', 'getwindowgeometry', '--shell', window], capture_output=True, text=True).stdout.split())
        x, y, width, height = over.box if over else (0, 0, int(place['WIDTH']), int(place['HEIGHT']))
        x, y = int(place['X']) + x + width // 2, int(place['Y']) + y + height // 2
        done = subprocess.run([os.path.join(BUILD, 'tests/e2e/drop-files'), window, str(x), str(y),
                               *(pathlib.Path(path).as_uri() for path in paths)])
        check(done.returncode in (0, 1), 'no answer to what was dropped')
        return done.returncode == 0

    def resize(self, width, height):
        subprocess.run(['xdotool', 'windowsize', self.x_window(), str(width), str(height)], check=True)

    def size(self):
        return self.frame.extents()[2:]

    @staticmethod
    def do_import(*paths):
        """Fires the import action of the running program from outside."""
        words = ', '.join("'" + p.replace('\\', '\\\\').replace("'", "\\'") + "'" for p in paths)
        subprocess.run(['gapplication', 'action', APP_ID, 'import', f'[{words}]'], check=True)

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure('Henji did not end within 20 s of SIGTERM')
        check(status == 0, f'Henji ended with {status}: {self.output()}')

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def complaints(self):
        """What GLib and GTK complained about, but for what GTK 4.8 says of parts of its own: the title of a
        submenu, the slider of a scroll bar that comes into view, the file chooser's look at the disk."""
        own = re.compile(r'\(label\) reported min width -3|Trying to snapshot GtkGizmo'
                         r'|Failed to measure available space')
        return [line for line in re.findall(r'.*(?:-WARNING|-CRITICAL|-ERROR) \*\*.*', self.output())
                if not own.search(line)]


def ctl(data_dir, *args, check=True, now=None):
    command = [HENJICTL, '--data-dir', data_dir, '--json', *(['--now', now] if now else []), *args]
    done = subprocess.run(command, capture_output=True, text=True)
    if check and done.returncode != 0:
        raise Failure(f'henjictl {" ".join(args)}: {done.returncode}: {done.stderr}')
    return done


def screenshot(path):
    subprocess.run(['import', '-window', 'root', path], check=True)


def run(*tests, chain=False):
    """Runs test functions and prints TAP. A chain ends with its first failure."""
    failed = 0
    wanted = sys.argv[1:]
    tests = [t for t in tests if not wanted or t.__name__ in wanted]
    print(f'1..{len(tests)}', flush=True)
    for i, test in enumerate(tests, 1):
        start = time.monotonic()
        try:
            test()
            print(f'ok {i} - {test.__doc__ or test.__name__}', flush=True)
        except Exception as error:
            failed += 1
            print(f'not ok {i} - {test.__doc__ or test.__name__}', flush=True)
            for line in [*str(error).split('\n'), *traceback.format_tb(error.__traceback__)]:
                print('# ' + line.rstrip().replace('\n', '\n# '), flush=True)
            directory = os.environ.get('HENJI_E2E_SHOTS')
            if directory:
                os.makedirs(directory, exist_ok=True)
                screenshot(f'{directory}/{test.__name__}.png')
        print(f'# {test.__name__}: {time.monotonic() - start:.1f} s', flush=True)
        if failed and chain:
            print('Bail out! The rest stands on this')
            break
    sys.exit(1 if failed else 0)
