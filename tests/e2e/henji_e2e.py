# What every end-to-end test stands on: the real window, seen and driven through AT-SPI alone.
import os
import signal
import subprocess
import sys
import time
import traceback

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

BUILD = os.environ['HENJI_BUILD']
HENJI = os.path.join(BUILD, 'src/ui/henji')
HENJICTL = os.path.join(BUILD, 'src/cli/henjictl')
SOURCE = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))


class Failure(Exception):
    pass


def wait_for(what, condition, seconds=20):
    """Calls condition until it gives something true; fails saying what was waited for."""
    end = time.monotonic() + seconds
    while True:
        try:
            value = condition()
        except Exception:  # an object went away while it was looked at
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise Failure(f'waited {seconds} s in vain for {what}')
        time.sleep(0.05)


def walk(node, depth=0):
    """All accessibles under node, itself first."""
    if node is None or depth > 60:
        return
    yield node
    try:
        count = min(node.get_child_count(), 2000)
    except Exception:
        return
    for i in range(count):
        try:
            child = node.get_child_at_index(i)
        except Exception:
            continue
        yield from walk(child, depth + 1)


def showing(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.VISIBLE)


class Window:
    """One running Henji."""

    def __init__(self, *args, language='en', env=None, name='henji'):
        self.clicks = 0
        environment = {**os.environ, 'LANGUAGE': language, **(env or {})}
        self.log = open(os.path.join(os.environ['TMPDIR'], f'{name}.log'), 'ab')
        self.process = subprocess.Popen([HENJI, *args], env=environment, stdout=self.log,
                                        stderr=self.log)
        self.app = wait_for('the program on the accessibility bus', self._find_app, 40)
        self.frame = wait_for('the window', self._find_frame)

    def _find_app(self):
        if self.process.poll() is not None:
            raise SystemExit(f'Henji ended with {self.process.returncode}: {self.output()}')
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_process_id() == self.process.pid:
                return app
        return None

    def _find_frame(self):
        for i in range(self.app.get_child_count()):
            frame = self.app.get_child_at_index(i)
            if frame is not None and frame.get_name() == 'Henji':
                return frame
        return None

    def output(self):
        self.log.flush()
        with open(self.log.name, encoding='utf-8', errors='replace') as f:
            return f.read()

    # Looking

    def all(self, name=None, role=None, starts=None, under=None):
        for node in walk(under or self.app):
            try:
                have = node.get_name() or ''
                if name is not None and have != name:
                    continue
                if starts is not None and not have.startswith(starts):
                    continue
                if role is not None and node.get_role_name() != role:
                    continue
                if showing(node):
                    yield node
            except Exception:
                continue

    def find(self, name=None, role=None, starts=None, under=None, seconds=20):
        what = name or starts or role
        return wait_for(f'“{what}”',
                        lambda: next(self.all(name, role, starts, under), None), seconds)

    def gone(self, name=None, role=None, seconds=20):
        wait_for(f'“{name}” to go', lambda: next(self.all(name, role), None) is None, seconds)

    def texts(self, under=None):
        """Every name and text on screen, for reading what a person reads."""
        out = []
        for node in walk(under or self.app):
            try:
                if not showing(node):
                    continue
                if node.get_name():
                    out.append(node.get_name())
                text = self.text(node)
                if text:
                    out.append(text)
            except Exception:
                continue
        return out

    @staticmethod
    def text(node):
        face = node.get_text_iface()
        if face is None:
            return ''
        return Atspi.Text.get_text(face, 0, Atspi.Text.get_character_count(face))

    # Doing

    def click(self, name=None, role=None, starts=None, under=None, seconds=20):
        """Presses a button as a pointer would; counts."""
        node = self.find(name, role, starts, under, seconds)
        self.press(node)
        return node

    def press(self, node):
        action = node.get_action_iface()
        if action is None:
            raise Failure(f'“{node.get_name()}” cannot be pressed')
        for i in range(Atspi.Action.get_n_actions(action)):
            if Atspi.Action.get_action_name(action, i) in ('click', 'activate', 'press', 'toggle'):
                self.clicks += 1
                Atspi.Action.do_action(action, i)
                return
        raise Failure(f'“{node.get_name()}” has no click')

    def select(self, list_name, starts, seconds=20):
        """Selects the row of a list whose name begins so; counts as a click."""
        def row():
            box = next(self.all(list_name), None)
            if box is None:
                return None
            for i in range(box.get_child_count()):
                child = box.get_child_at_index(i)
                if child is not None and any((n.get_name() or '').startswith(starts)
                                             for n in walk(child)):
                    return box, i, child
            return None
        box, i, child = wait_for(f'the row “{starts}…” in “{list_name}”', row, seconds)
        self.clicks += 1
        Atspi.Selection.select_child(box.get_selection_iface(), i)
        return child

    @staticmethod
    def set_text(node, text):
        face = node.get_editable_text_iface()
        if face is None:
            for child in walk(node):
                face = child.get_editable_text_iface()
                if face is not None:
                    break
        if face is None:
            raise Failure(f'“{node.get_name()}” takes no text')
        Atspi.EditableText.set_text_contents(face, text)

    @staticmethod
    def focus(node):
        Atspi.Component.grab_focus(node.get_component_iface())

    @staticmethod
    def key(*names):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *names], check=True)

    @staticmethod
    def clipboard():
        return subprocess.run(['xclip', '-selection', 'clipboard', '-o', '-t', 'UTF8_STRING'],
                              capture_output=True, timeout=10).stdout.decode()

    def action(self, name, *args):
        """Fires an action of the application from outside."""
        subprocess.run(['gapplication', 'action', 'io.github.henji.Henji', name, *args], check=True)

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure('Henji did not end within 20 s of SIGTERM')

    def kill(self):
        self.process.kill()
        self.process.wait()


def ctl(data_dir, *args, check=True, now=None):
    command = [HENJICTL, '--data-dir', data_dir, '--json', *(['--now', now] if now else []), *args]
    done = subprocess.run(command, capture_output=True, text=True)
    if check and done.returncode not in (0,):
        raise Failure(f'henjictl {" ".join(args)}: {done.returncode}: {done.stderr}')
    return done


def check(condition, what):
    if not condition:
        raise Failure(what)


def start_accessibility():
    for path in ('/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher'):
        if os.path.exists(path):
            subprocess.Popen([path, '--launch-immediately'], stderr=subprocess.DEVNULL)
            break
    time.sleep(0.5)
    Atspi.init()


def run(*tests):
    """Runs test functions and prints TAP."""
    start_accessibility()
    failed = 0
    print(f'1..{len(tests)}')
    for i, test in enumerate(tests, 1):
        try:
            test()
            print(f'ok {i} - {test.__doc__ or test.__name__}', flush=True)
        except (Exception, SystemExit) as error:
            failed += 1
            print(f'not ok {i} - {test.__doc__ or test.__name__}: {error}', flush=True)
            for line in traceback.format_exc().split('\n'):
                print(f'# {line}', flush=True)
            directory = os.environ.get('HENJI_E2E_SHOTS')
            if directory:
                os.makedirs(directory, exist_ok=True)
                subprocess.run(['import', '-window', 'root', f'{directory}/{test.__name__}.png'])
    sys.exit(1 if failed else 0)
