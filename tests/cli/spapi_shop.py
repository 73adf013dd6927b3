# A shop in a folder of its own that is connected to a stand-in of the service, and what runs its tests.
import concurrent.futures
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback

from spapi_stub import SINCE, order

CTL = sys.argv[1]
REPORTS = os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'spapi', 'reports.ini')
OPERATIONS = ('searchOrders', 'getOrder', 'createReport', 'getReport', 'getReportDocument', 'getMessagingActionsForOrder',
              'sendMessage', 'getAttributes', 'createUploadDestinationForResource')
SECRET, REFRESH = 'stub-secret', 'Atzr|stub-refresh'
# What may never be read in a log, whatever is logged.
CANARIES = ('stub-secret', 'Atza|', 'Atzr|', '佐伯', '神宮前', '@marketplace')


class Failure(Exception):
    pass


def check(condition, what):
    if not condition:
        raise Failure(what)


class Shop:
    def __init__(self, stub, connect=True, usage='rate=1000\nburst=1000', limits='', interval=0):
        self.dir = tempfile.mkdtemp(prefix='henji-spapi-')
        self.data = os.path.join(self.dir, 'record')
        self.stub = stub
        facts = os.path.join(self.data, 'facts', 'spapi')
        os.makedirs(facts)
        with open(os.path.join(facts, 'usage.ini'), 'w') as out:
            out.write(''.join(f'[operation {name}]\n{usage}\n' for name in OPERATIONS))
        with open(os.path.join(facts, 'service.ini'), 'w') as out:
            out.write('[limits]\ndeadline=3\nbody=8\nfirst-pause=1\nlongest-pause=4\ntries=3\n' + limits)
        with open(REPORTS) as kinds, open(os.path.join(facts, 'reports.ini'), 'w') as out:
            out.write(re.sub('(?m)^interval=.*', f'interval={interval}', kinds.read()))
        self.env = dict(os.environ, SECRET_BACKEND='file', SECRET_FILE_TEST_PATH=os.path.join(self.dir, 'keyring'),
                        SECRET_FILE_TEST_PASSWORD='test', HENJI_SPAPI_ENDPOINT=stub.url,
                        HENJI_LWA_ENDPOINT=stub.url + '/auth/o2/token', G_MESSAGES_DEBUG='all', G_DEBUG='fatal-criticals')
        self.env.pop('DBUS_SESSION_BUS_ADDRESS', None)
        self.log = ''
        if connect:
            with stub.aside():
                self.connect()

    def start(self, *args, feed=None):
        # A bomb would not fit.
        return subprocess.Popen(['prlimit', f'--data={256 << 20}', CTL, '--data-dir', self.data, '--json', *args], env=self.env, text=True,
                                stdin=subprocess.PIPE if feed else subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *args, status=0, feed=None):
        process = self.start(*args, feed=feed)
        out, err = process.communicate(feed)
        self.log += err
        said = [line for line in err.splitlines() if line.startswith('henjictl: ')]
        check(process.returncode == status, f'{args}: exit {process.returncode} instead of {status}: {err}{out[-500:]}')
        check(status == 0 or said, f'{args}: exit {status} without a sentence')
        return [json.loads(line) for line in out.splitlines() if line.startswith('{')], ' '.join(said)

    def connect(self, status=0, marketplace='amazon.co.jp', secret=SECRET, more=()):
        return self.run('spapi', 'connect', '--since', SINCE, '--secret-date', SINCE, marketplace, *more,
                        status=status, feed=f'client-1\n{secret}\n{REFRESH}\n')[1]

    def sync(self, status=0, *args):
        lines, said = self.run('sync', 'orders', *args, status=status)
        return (lines[-1] if lines else None), said

    def record(self):
        """All that is known of the orders, without what differs from record to record."""
        db = sqlite3.connect(os.path.join(self.data, 'henji.db'))
        columns = [row[1] for row in db.execute('PRAGMA table_info (orders)') if row[1] not in ('id', 'uuid')]
        rows = {'orders': db.execute(f'SELECT {", ".join(columns)} FROM orders ORDER BY order_id').fetchall(),
                'items': db.execute('SELECT order_id, order_items.* FROM order_items JOIN orders ON id = parent '
                                    'ORDER BY order_id, position').fetchall(),
                'links': db.execute('SELECT * FROM order_links ORDER BY 1, 2').fetchall()}
        rows['items'] = [row[:1] + row[2:] for row in rows['items']]
        columns = [row[1] for row in db.execute('PRAGMA table_info (shipments)') if row[1] not in ('id', 'uuid')]
        rows['shipments'] = db.execute(f'SELECT {", ".join(columns)} FROM shipments ORDER BY order_id').fetchall()
        check(db.execute('PRAGMA integrity_check').fetchone() == ('ok',), 'the record is damaged')
        db.close()
        return rows

    def clean(self):
        for canary in CANARIES:
            check(canary not in self.log, f'“{canary}” is in the log')
        shutil.rmtree(self.dir, ignore_errors=True)  # a keyring that ends takes its folder along


ORDERS = [order(i) for i in range(25)]


def run_job(job):
    try:
        job[1]()
        return ''
    except Exception:
        return traceback.format_exc()


def run_jobs(jobs):
    """jobs: (name, function); says in TAP what came of each and ends the program."""
    print(f'1..{len(jobs)}', flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        for number, (job, fault) in enumerate(zip(jobs, pool.map(run_job, jobs)), 1):
            print(f'{"not ok" if fault else "ok"} {number} - {job[0]}', flush=True)
            for line in fault.splitlines():
                print('# ' + line, flush=True)
            failed += fault != ''
    sys.exit(failed > 0)


def run(tests, rows=()):
    """Runs tests, and functions with a row of a table as (name, function, row); of them those that the command line asks for."""
    jobs = [(name, lambda function=function, row=row: function(row)) for name, function, row in rows]
    jobs += [(test.__name__[5:].replace('_', ' '), test) for test in tests]
    wanted = sys.argv[2:]
    run_jobs([job for job in jobs if not wanted or any(word in job[0] for word in wanted)])
