# A real input method for the tests: ibus with the engine anthy, on the private session's bus.
import contextlib
import os
import re
import signal
import subprocess

from gi.repository import Gio, GLib

from henji_e2e import wait_for

CONTEXT = 'org.freedesktop.IBus.InputContext'


def ask(*args):
    return subprocess.run(['ibus', *args], capture_output=True, text=True, timeout=20).stdout.strip()


COMPONENT = """<component>
  <name>org.freedesktop.IBus.Anthy</name>
  <description>Anthy</description>
  <version>1</version>
  <author>-</author>
  <license>-</license>
  <homepage>-</homepage>
  <textdomain>ibus-anthy</textdomain>
  <exec>/usr/bin/python3 {here}/anthy_engine.py --ibus</exec>
  <engines exec="/usr/libexec/ibus-engine-anthy --xml"/>
</component>"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)


class Engine:
    """Hiragana from the first key on. clears: when the focus leaves, anthy (as it comes) throws the word
    that is being composed away, instead of leaving it in the text."""

    def __init__(self, clears=True):
        components = os.path.join(os.environ['HOME'], 'components')
        write(os.path.join(components, 'anthy.xml'), COMPONENT.format(here=os.path.dirname(__file__)))
        write(os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile'),
              '[org/freedesktop/ibus/engine/anthy/common]\ninput-mode=0\n'
              f'behavior-on-focus-out={0 if clears else 1}\n')
        # The engine is a Python program of the system, whatever Python comes first otherwise.
        env = {**os.environ, 'GSETTINGS_BACKEND': 'keyfile', 'IBUS_COMPONENT_PATH': components,
               'PATH': f'/usr/bin:{os.environ["PATH"]}'}
        env.pop('G_DEBUG')  # what others complain about is not ours
        self.process = subprocess.Popen(
            ['ibus-daemon', '--replace', '--panel', 'disable', '--emoji-extension', 'disable', '--config',
             'disable'], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for('the address of ibus', lambda: ask('address').startswith('unix:'), 40)
        wait_for('the engine', self._set_engine, 60)
        self.preedit = ''
        self.bus = Gio.DBusConnection.new_for_address_sync(
            ask('address'), Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.signal_subscribe(None, CONTEXT, None, None, None, Gio.DBusSignalFlags.NO_MATCH_RULE,
                                  self._heard)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'AddMatch', GLib.Variant('(s)', (
                               f"type='signal',interface='{CONTEXT}',eavesdrop='true'",)),
                           None, 0, 20000, None)

    @staticmethod
    def _set_engine():
        ask('engine', 'anthy')  # its exit code also speaks of the keyboard's layout
        return ask('engine') == 'anthy'

    def _heard(self, bus, sender, path, interface, signal, parameters):
        if signal == 'UpdatePreeditTextWithMode':
            text, _, visible, _ = parameters.unpack()
            self.preedit = text[2] if visible else ''

    def now(self):
        """What is being composed, as the window was told."""
        while GLib.MainContext.default().iteration(False):
            pass
        return self.preedit

    def composes(self, what=None):
        """Waits until the word is being composed; any if none is named. Gives what stands there."""
        wait_for(f'“{what or "a word"}” to be composed',
                 lambda: self.now() == what if what is not None else self.now())
        return self.preedit

    def rests(self):
        wait_for('the end of composing', lambda: not self.now())

    def stop(self):
        ask('exit')
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid in filter(str.isdigit, os.listdir('/proc')):
            if self._is_ours(pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)

    @staticmethod
    def _is_ours(pid):
        try:
            with open(f'/proc/{pid}/environ', 'rb') as env, open(f'/proc/{pid}/cmdline', 'rb') as words:
                return (f'HOME={os.environ["HOME"]}'.encode() in env.read().split(b'\0')
                        and re.search(rb'ibus-|anthy_engine', words.read()))
        except OSError:
            return False
