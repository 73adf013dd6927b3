#!/usr/bin/env python3
# Runs a test file inside a session of its own: private D-Bus, Xvfb, accessibility bus, empty home.
#   session.py [--size 1366x768] BUILD_DIR TEST.py [ARG...]
import os
import shutil
import signal
import subprocess
import sys
import tempfile


def start_display(size):
    read, write = os.pipe()
    xvfb = subprocess.Popen(
        ['Xvfb', '-displayfd', str(write), '-screen', '0', f'{size}x24', '-nolisten', 'tcp', '-noreset'],
        pass_fds=[write], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    if not number:
        sys.exit('Xvfb did not start')
    return xvfb, f':{number}'


def main():
    args = sys.argv[1:]
    size = '1366x768'
    if args[0] == '--size':
        size = args[1]
        args = args[2:]
    build, test, *rest = args
    home = tempfile.mkdtemp(prefix='henji-e2e-')
    xvfb, display = start_display(size)
    here = os.path.dirname(os.path.abspath(__file__))
    env = dict(os.environ)
    for name in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'XAUTHORITY',
                 'G_MESSAGES_DEBUG', 'LANGUAGE', 'LC_ALL', 'MALLOC_PERTURB_'):
        env.pop(name, None)
    env.update(
        DISPLAY=display, HOME=home, XDG_DATA_HOME=f'{home}/data', XDG_CONFIG_HOME=f'{home}/config',
        XDG_CACHE_HOME=f'{home}/cache', XDG_RUNTIME_DIR=f'{home}/run', TMPDIR=f'{home}/tmp',
        GDK_BACKEND='x11', GSK_RENDERER='cairo', GTK_A11Y='atspi', GSETTINGS_BACKEND='memory',
        GIO_USE_VFS='local', GTK_USE_PORTAL='0', GDK_DEBUG='', G_DEBUG='fatal-criticals',
        NO_AT_BRIDGE='0', LANG='C.UTF-8', TZ='Asia/Tokyo', PYTHONPATH=here,
        HENJI_BUILD=os.path.abspath(build))
    for name in ('data', 'config', 'cache', 'tmp'):
        os.makedirs(f'{home}/{name}')
    os.makedirs(f'{home}/run', mode=0o700)
    test = os.path.join(here, test)
    child = subprocess.Popen(['dbus-run-session', '--', '/usr/bin/python3', test, *rest], env=env,
                             start_new_session=True, stdout=subprocess.PIPE, text=True)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child.pid, signal.SIGKILL))
    signal.alarm(600)
    try:
        for line in child.stdout:
            if not line.startswith('SpiRegistry'):  # the accessibility bus greets whoever listens
                print(line, end='', flush=True)
        status = child.wait()
    finally:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        xvfb.terminate()
        xvfb.wait()
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(status)


main()
