# A print server and a printer of our own on the loopback, for one test: no system service, no root, no systemd. The
# printer is CUPS's own model of a network printer (ippeveprinter): it keeps what it receives.
import os
import shutil
import socket
import subprocess
import tempfile
import time

TOOLS = ('ippeveprinter', 'cupsd', 'lpadmin', 'cancel')
PATH = os.environ['PATH'] + ':/usr/sbin:/sbin'

SERVER = '''LogLevel warn
MaxLogSize 0
Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
WebInterface No
JobRetryInterval 1
PreserveJobHistory Yes
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
'''

FILES = '''ServerRoot {home}
CacheDir {home}/cache
StateDir {home}/state
TempDir {home}/tmp
RequestRoot {home}/spool
AccessLog {home}/access_log
ErrorLog {home}/error_log
PageLog {home}/page_log
Printcap
'''

# What the printer does with a job: prints it, or stands still in the middle.
DEVICE = '''#!/bin/sh
while [ -e {home}/stop ]; do sleep 0.1; done
exit 0
'''


def missing():
    """The names of what is not installed."""
    return [tool for tool in TOOLS if shutil.which(tool, path=PATH) is None]


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def answers(port):
    with socket.socket() as s:
        s.settimeout(1)
        return s.connect_ex(('127.0.0.1', port)) == 0


class Cups:
    """name: of the queue. The environment variable that leads programs there is in `env`."""

    def __init__(self, name):
        self.name = name
        # The server's helpers run as another user when it is started by root.
        self.home = tempfile.mkdtemp(prefix='henji-cups-', dir='/tmp')
        os.chmod(self.home, 0o711)
        for folder in ('cache', 'state', 'tmp', 'spool', 'ppd', 'received'):
            os.mkdir(f'{self.home}/{folder}')
        self.server_port, self.printer_port = free_port(), free_port()
        self.env = {'CUPS_SERVER': f'127.0.0.1:{self.server_port}'}
        self.processes = []
        self.write('cupsd.conf', SERVER.format(port=self.server_port))
        self.write('cups-files.conf', FILES.format(home=self.home))
        self.write('device', DEVICE.format(home=self.home), 0o755)
        # It wants to announce itself over the system's bus; any bus does.
        bus = {'DBUS_SYSTEM_BUS_ADDRESS': os.environ.get('DBUS_SESSION_BUS_ADDRESS', '')}
        self.start(['ippeveprinter', '-v', '-k', '-d', f'{self.home}/received', '-c', f'{self.home}/device',
                    '-p', str(self.printer_port), '-n', 'localhost', '-f', 'application/pdf', '-r', 'off', name],
                   'printer.log', bus)
        self.start(['cupsd', '-f', '-c', f'{self.home}/cupsd.conf', '-s', f'{self.home}/cups-files.conf'],
                   'server.log', {})
        self.wait(lambda: answers(self.server_port) and answers(self.printer_port), 'the print server')
        self.admin('-p', name, '-E', '-v', f'ipp://localhost:{self.printer_port}/ipp/print', '-m', 'everywhere',
                   '-o', 'printer-error-policy=abort-job')

    def write(self, name, text, mode=0o644):
        with open(f'{self.home}/{name}', 'w', encoding='utf-8') as out:
            out.write(text)
        os.chmod(f'{self.home}/{name}', mode)

    def start(self, command, log, env):
        with open(f'{self.home}/{log}', 'w', encoding='utf-8') as out:
            self.processes.append(subprocess.Popen(command, stdout=out, stderr=out,
                                                   env={**os.environ, 'PATH': PATH, **env}))

    def wait(self, ready, what, seconds=15):
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end or any(p.poll() is not None for p in self.processes):
                raise RuntimeError(f'{what} did not start: {self.logs()}')
            time.sleep(0.05)

    def logs(self):
        words = ''
        for log in ('printer.log', 'server.log', 'error_log'):
            if os.path.exists(f'{self.home}/{log}'):
                with open(f'{self.home}/{log}', encoding='utf-8', errors='replace') as lines:
                    words += f'\n{log}: ' + lines.read()[-1500:]
        return words

    def admin(self, *args):
        subprocess.run(['lpadmin', *args], check=True, timeout=20,
                       env={**os.environ, 'PATH': PATH, **self.env})

    def stand_still(self):
        """The printer stands still in the middle of its next job."""
        self.write('stop', '')

    def end_job(self):
        """Somebody ends the job at the print server; the printer goes on."""
        subprocess.run(['cancel', '-a', self.name], check=True, timeout=20,
                       env={**os.environ, 'PATH': PATH, **self.env})
        os.unlink(f'{self.home}/stop')

    def received(self):
        """The files that reached the printer, oldest first."""
        folder = f'{self.home}/received'
        return [f'{folder}/{n}' for n in sorted(os.listdir(folder)) if n.endswith('.pdf')]

    def remove(self):
        """The printer is gone."""
        self.admin('-x', self.name)

    def close(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        shutil.rmtree(self.home, ignore_errors=True)
