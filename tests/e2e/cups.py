# A print server and printers of our own on the loopback, for one test: no system service, no root, no systemd. A
# printer is CUPS's own model of a network printer (ippeveprinter): it keeps what it receives. The server runs as an
# ordinary user, whoever runs the test.
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

# A printer that has only these papers: width, height, then what it leaves free at each edge, in points.
PPD = '''*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TEST.PPD"
*Product: "(Test)"
*PSVersion: "(3010.000) 0"
*Manufacturer: "Test"
*ModelName: "Test printer"
*ShortNickName: "Test printer"
*NickName: "Test printer"
*ColorDevice: False
*DefaultColorSpace: Gray
*LanguageLevel: "3"
*FileSystem: False
*TTRasterizer: Type42
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: {first}
{sizes}*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: {first}
{regions}*CloseUI: *PageRegion
*DefaultImageableArea: {first}
{areas}*DefaultPaperDimension: {first}
{dimensions}'''


def ppd(papers):
    """papers: {name: (width, height, free)}, points."""
    def lines(form):
        return ''.join(form.format(name=n, w=w, h=h, f=f, r=w - f, t=h - f) + '\n' for n, (w, h, f) in papers.items())
    return PPD.format(first=next(iter(papers)),
                      sizes=lines('*PageSize {name}: "<</PageSize[{w} {h}]>>setpagedevice"'),
                      regions=lines('*PageRegion {name}: "<</PageSize[{w} {h}]>>setpagedevice"'),
                      areas=lines('*ImageableArea {name}: "{f} {f} {r} {t}"'),
                      dimensions=lines('*PaperDimension {name}: "{w} {h}"'))


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
        # Root starts it as somebody who may nothing, anybody else as himself.
        self.user = 'nobody' if os.geteuid() == 0 else None
        self.home = tempfile.mkdtemp(prefix='henji-cups-', dir='/tmp')
        os.chmod(self.home, 0o755)
        for folder in ('cache', 'state', 'tmp', 'spool', 'ppd', 'received'):
            os.mkdir(f'{self.home}/{folder}')
        self.server_port = free_port()
        self.env = {'CUPS_SERVER': f'127.0.0.1:{self.server_port}'}
        self.processes = []
        self.write('cupsd.conf', SERVER.format(port=self.server_port))
        self.write('cups-files.conf', FILES.format(home=self.home))
        self.write('device', DEVICE.format(home=self.home), 0o755)
        self.give(self.home)
        self.start(['cupsd', '-f', '-c', f'{self.home}/cupsd.conf', '-s', f'{self.home}/cups-files.conf'],
                   'server.log', {}, self.user)
        self.wait(lambda: answers(self.server_port), 'the print server')
        self.add_printer(name, f'{self.home}/received')

    def give(self, path):
        """It belongs to whom the server runs as."""
        if self.user:
            for folder, _, files in os.walk(path):
                for name in ('.', *files):
                    shutil.chown(f'{folder}/{name}', self.user)

    def add_printer(self, name, folder=None, papers=None):
        """A printer and its queue. papers: see ppd(); without any it takes all that is common."""
        port = free_port()
        folder = folder or f'{self.home}/received-{name}'
        os.makedirs(folder, exist_ok=True)
        known = ['-f', 'application/pdf']
        if papers:
            self.write(f'{name}.ppd', ppd(papers))
            known = ['-P', f'{self.home}/{name}.ppd']
        # It wants to announce itself over the system's bus; any bus does.
        bus = {'DBUS_SYSTEM_BUS_ADDRESS': os.environ.get('DBUS_SESSION_BUS_ADDRESS', '')}
        self.start(['ippeveprinter', '-v', '-k', '-d', folder, '-c', f'{self.home}/device', '-p', str(port),
                    '-n', 'localhost', '-r', 'off', *known, name], f'{name}.log', bus)
        self.wait(lambda: answers(port), name)
        self.admin('-p', name, '-E', '-v', f'ipp://localhost:{port}/ipp/print', '-m', 'everywhere',
                   '-o', 'printer-error-policy=abort-job')

    def write(self, name, text, mode=0o644):
        with open(f'{self.home}/{name}', 'w', encoding='utf-8') as out:
            out.write(text)
        os.chmod(f'{self.home}/{name}', mode)

    def start(self, command, log, env, user=None):
        with open(f'{self.home}/{log}', 'w', encoding='utf-8') as out:
            self.processes.append(subprocess.Popen(
                command, stdout=out, stderr=out, user=user, extra_groups=[] if user else None,
                env={**os.environ, 'PATH': PATH, 'HOME': self.home, 'TMPDIR': f'{self.home}/tmp', **env}))

    def wait(self, ready, what, seconds=15):
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end or any(p.poll() is not None for p in self.processes):
                raise RuntimeError(f'{what} did not start: {self.logs()}')
            time.sleep(0.05)

    def logs(self):
        words = ''
        for log in sorted(os.listdir(self.home)):
            if log.endswith('log'):
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
