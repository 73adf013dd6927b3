#!/usr/bin/env python3
# The report on the seller's performance through henjictl, from the service and from a file: what it says of each
# marketplace, what came of reading it again, reports that are wrong, and kill -9.
import json
import os
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import Shop, check, run_jobs  # noqa: E402
from spapi_stub import Stub  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'performance')
DAY = 24 * 3600


def sample(name):
    with open(os.path.join(FOLDER, name + '.json')) as file:
        return json.load(file)


def connected(report, interval=0, **document):
    files, stub = Stub(), Stub()
    stub.other, files.owner = files, stub
    stub.report = report if isinstance(report, bytes) else json.dumps(report).encode(document.pop('encoding', 'utf-8'))
    stub.document = document
    return Shop(stub, interval=interval), stub, files


def read(shop, status=0):
    lines, said = shop.run('sync', 'reports', 'performance', status=status)
    check(lines[-1]['type'] == 'summary' and lines[-1]['stream'] == 'performance', f'{lines}')
    return lines[-1]


def came(end):
    return end['new'], end['updated'], end['unchanged'], end['rejected']


def readings(shop, *args):
    return {line['marketplace_id']: line for line in shop.run('performance', *args)[0] if line['type'] == 'reading'}


def figures(reading):
    return {figure['id']: figure for figure in reading['figures']}


def near(have, want, what):
    check(have is not None and abs(have - want) < 1e-6, f'{what}: {have} instead of {want}')


def test_service():
    """Asked for without a span, read, kept; again the same day makes no difference but where it says something else."""
    shop, stub, files = connected(sample('schema'), gzip=True)
    check(readings(shop) == {}, 'something before it was read')
    check(came(read(shop)) == (1, 0, 0, 0), 'the first time')
    asked = stub.asked[0]
    check(asked['reportType'] == 'GET_V2_SELLER_PERFORMANCE_REPORT' and 'dataStartTime' not in asked, f'{asked}')
    check(all('x-amz-access-token' not in headers for headers, _ in files.documents), 'the token travelled')
    reading = readings(shop)['A1VC38T7YXB528']
    check((reading['marketplace'], reading['account'], reading['health'], reading['health_score'])
          == ('amazon.co.jp', 'NORMAL', 'GREAT', 428), f'{reading}')
    have = figures(reading)
    near(have['order-defect']['rate'], 0.007389, 'order defect rate')
    near(have['order-defect']['target'], 0.01, 'its target')
    check((have['order-defect']['count'], have['order-defect']['whole'], have['order-defect']['status']) == (6, 812, 'GOOD'), f'{have}')
    check([have['order-defect-' + part]['count'] for part in ('feedback', 'claim', 'chargeback')] == [4, 2, 0], f'{have}')
    check(have['late-shipment']['status'] == 'BAD' and have['late-shipment']['to'] == '2026-11-23', f'{have}')
    check(have['listing']['count'] == 2 and 'on-time-units' not in have, f'{have}')
    check(came(read(shop)) == (0, 0, 1, 0), 'the same again')
    changed = sample('schema')
    changed['performanceMetrics'][0]['lateShipmentRate']['status'] = 'GOOD'
    stub.report = json.dumps(changed).encode()
    stub.document = {}
    check(came(read(shop)) == (0, 1, 0, 0), 'something else on the same day')
    check(figures(readings(shop)['A1VC38T7YXB528'])['late-shipment']['status'] == 'GOOD', 'the old one stayed')
    shop.clean()


def test_course():
    """What was read on other days stays; the latest of each marketplace is what counts."""
    shop, stub, _ = connected(sample('schema'))
    read(shop)
    today = readings(shop)['A1VC38T7YXB528']['day']
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    with db:
        db.execute("UPDATE performance_readings SET day = date (day, '-3 days'), read_at = read_at - ?", (3 * DAY * 10 ** 6,))
    db.close()
    worse = sample('schema')
    worse['accountStatuses'][0]['status'] = 'AT_RISK'
    stub.report = json.dumps(worse).encode()
    check(came(read(shop)) == (1, 0, 0, 0), 'another day')
    reading = readings(shop)['A1VC38T7YXB528']
    check(reading['day'] == today and reading['account'] == 'AT_RISK', f'{reading}')
    lines = shop.run('performance', '--from', '2020-01-01', '--to', today)[0]
    check([line['account'] for line in lines] == ['NORMAL', 'AT_RISK'] and lines[0]['day'] < today, f'{lines}')
    check(not shop.run('performance', '--from', '2020-01-01', '--to', '2020-12-31')[0], 'days on which nothing was read')
    shop.run('performance', '--from', '2020-01-01', status=2)
    shop.run('performance', '--from', '2020-13-01', '--to', '2020-12-31', status=2)
    shop.clean()


def test_day():
    """A report that was asked for yesterday and is fetched today tells of yesterday; that of today is asked for beside it."""
    shop, stub, _ = connected(sample('schema'))
    stub.waits = 1000
    check(read(shop)['outcome'] == 'paused', 'it did not wait')
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    with db:
        db.execute('UPDATE sync_cursors SET token_at = token_at - ?', (DAY * 10 ** 6,))
    db.close()
    stub.waits = 0
    read(shop)
    days = [time.strftime('%Y-%m-%d', time.gmtime(time.time() - ago + 9 * 3600)) for ago in (DAY, 0)]
    have = [line['day'] for line in shop.run('performance', '--from', '2020-01-01', '--to', days[1])[0]]
    check(have == days and len(stub.asked) == 2, f'{have} {stub.asked}')
    shop.clean()


def test_spellings():
    """The example's spellings say the same; what nobody knows is kept apart; an own target where the report tells none."""
    report = sample('example')
    entry = report['performanceMetrics'][0]
    entry['brandNewRate'] = {'rate': 0.25}
    del entry['prefulfillmentCancelRate']['targetValue']
    shop, stub, _ = connected(report)
    check(came(read(shop)) == (3, 0, 0, 0), 'three marketplaces')
    have = readings(shop)
    check({have[m]['account'] for m in have} == {'AT_RISK', 'NORMAL', 'SUSPENDED'}, f'{have}')
    reading = have['ATVPDKIKX0DER']
    check(reading['warnings'] == [{'type': 'spammingSellerMessaging', 'status': 'BAD'}] and reading['health'] == 'WARNED', f'{reading}')
    check(reading['extra']['brandNewRate'] == '{"rate":0.25}', f'{reading["extra"]}')
    cancellation = figures(reading)['cancellation']
    check(cancellation['rate'] == 0 and cancellation['target_of_report'] is False, f'{cancellation}')
    near(cancellation['target'], 0.025, 'the target of the rules')
    check(figures(reading)['documents']['count'] == 1 and figures(reading)['on-time-units']['count'] == 17, f'{reading}')
    shop.clean()


def test_one_fault():
    """A figure that is wrong is left out alone and told with its path; a rate that is not there is not told, never 0."""
    report = sample('schema')
    entry = report['performanceMetrics'][0]
    entry['lateShipmentRate']['rate'] = 'N/A'
    del entry['validTrackingRate']['rate']
    entry['orderDefectRate']['mfn']['rate'] = None
    shop, stub, _ = connected(report)
    end = read(shop, status=1)
    check(end['outcome'] == 'done' and came(end) == (1, 0, 0, 1), f'{end}')
    have = figures(readings(shop)['A1VC38T7YXB528'])
    check('late-shipment' not in have and have['valid-tracking']['rate'] is None and have['order-defect']['rate'] is None, f'{have}')
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    told = db.execute('SELECT reason FROM sync_faults').fetchall()
    db.close()
    check(len(told) == 1 and '“performanceMetrics[0].lateShipmentRate.rate” is no share' in told[0][0], f'{told}')
    shop.clean()


def test_wrong():
    """What is no such report fails with a sentence and changes nothing."""
    wrong = {'a table': b'order-id\tdate\n250-1\t2026-11-01\n', 'other JSON': b'{"orders":[]}', 'a list': b'[]',
             'a page': b'<!DOCTYPE html><html><body>Sorry</body></html>', 'a cut one': json.dumps(sample('schema')).encode()[:700],
             'nested': b'[' * 100000, 'lists that are none': b'{"performanceMetrics":{},"accountStatuses":{}}'}
    shop, stub, _ = connected(sample('schema'))
    read(shop)
    before = readings(shop)
    for name, text in wrong.items():
        stub.report = text
        end = read(shop, status=1)
        check(end['outcome'] == 'failed' and end['reason'] and came(end) == (0, 0, 0, 0), f'{name}: {end}')
        check(readings(shop) == before, f'{name}: something changed')
    for text in (b'{"accountStatuses":[],"performanceMetrics":[]}', b''):
        stub.report = text
        end = read(shop)
        check(end['outcome'] == 'done' and came(end) == (0, 0, 0, 0) and readings(shop) == before, f'{text}: {end}')
    stub.report = json.dumps(sample('schema')).encode('utf-8-sig')
    check(came(read(shop)) == (0, 0, 1, 0), 'with a byte order mark')
    shop.clean()


def written(shop, name, content):
    path = os.path.join(shop.dir, name)
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def imported(shop, *paths, status=0):
    """What henjictl import tells of reports on the performance: their items, and their numbers in the summary."""
    lines, said = shop.run('import', *paths, status=status)
    end = lines.pop()
    check(end['type'] == 'summary', f'{end}')
    return [(line['type'], line['status']) for line in lines], end['performance'], said


def test_import():
    """Taken in like any other file, among others, as what held on the day when the file was written."""
    shop = Shop(Stub(), connect=False)
    path = written(shop, 'report.json', sample('schema'))
    week_ago = time.time() - 7 * DAY
    os.utime(path, (week_ago, week_ago))
    items, counts, _ = imported(shop, path)
    check(items == [('performance', 'new')] and counts == {'new': 1, 'updated': 0, 'unchanged': 0, 'rejected': 0}, f'{items} {counts}')
    day = time.strftime('%Y-%m-%d', time.gmtime(week_ago + 9 * 3600))
    check([reading['day'] for reading in readings(shop).values()] == [day], f'{readings(shop)} instead of {day}')
    check(imported(shop, path)[0] == [('performance', 'unchanged')], 'the same again')
    changed = sample('schema')
    changed['accountStatuses'][0]['status'] = 'AT_RISK'
    written(shop, 'report.json', b'\xef\xbb\xbf\n' + json.dumps(changed, indent=2).encode())
    os.utime(path, (week_ago, week_ago))
    table = 'Date\tRating\tComments\tYour Response\tOrder ID\n2026/11/20\t5\tFine\t\t250-1234567-1234567\n'
    items = imported(shop, written(shop, 'feedback.txt', table.encode()), path)[0]
    check(items == [('feedback', 'new'), ('performance', 'updated')], f'{items}')
    shop.clean()


def test_import_wrong():
    """What is no such report is refused by a sentence; what is wrong in one is left out alone and told."""
    shop = Shop(Stub(), connect=False)
    for name, content, sentence in (('other.json', {'orders': []}, "no report on the seller's performance"),
                                    ('cut.json', json.dumps(sample('schema')).encode()[:300], 'cut.json: '),
                                    ('long.json', b'{"performanceMetrics": [' + b' ' * (17 << 20), "no report on the seller's performance"),
                                    ('letter.rtf', b'{\\rtf1 hello}', 'letter.rtf: ')):
        items, counts, said = imported(shop, written(shop, name, content), status=1)
        check(sentence in said and len(items) == 1 and items[0][1] == 'rejected', f'{name}: {said} {items}')
        check(counts['rejected'] == (not name.endswith('rtf')), f'{name}: {counts}')
    check(readings(shop) == {}, 'something was kept')
    report = sample('schema')
    report['performanceMetrics'][0]['lateShipmentRate']['rate'] = 'many'
    items, counts, said = imported(shop, written(shop, 'report.json', report), status=1)
    check(items == [('performance', 'new'), ('performance', 'rejected')] and 'lateShipmentRate' in said, f'{items} {said}')
    check(len(readings(shop)) == 1, 'the sound figures are not kept')
    shop.clean()


def test_file():
    """The same from a file, without a connection; Looking Back says it in its tables."""
    shop = Shop(Stub(), connect=False)
    path = written(shop, 'schema.json', sample('schema'))
    lines, _ = shop.run('performance', '--take', path)
    check((lines[0]['new'], lines[0]['rejected']) == (1, 0) and lines[1]['marketplace'] == 'amazon.co.jp', f'{lines[0]}')
    check(shop.run('performance', '--take', path)[0][0]['unchanged'] == 1, 'the same again')
    check('No such file' in shop.run('performance', '--take', path + 'x', status=1)[1], 'no file')
    check('no JSON' in shop.run('performance', '--take', os.path.abspath(__file__), status=1)[1], 'no report')
    today = time.strftime('%Y-%m-%d', time.gmtime(time.time() + 9 * 3600))
    rows = shop.run('summary', '--from', today[:8] + '01', '--to', today)[0]
    theirs = {row['id']: row for row in rows if row['table'] == 'performance'}
    check(theirs['order-defect']['theirs'] == 0.7389 and theirs['order-defect']['target'] == 'below 1 %', f'{theirs}')
    check(theirs['late-shipment']['status'] == 'Bad' and theirs['account']['status'] == 'Normal', f'{theirs}')
    check(theirs['on-time']['status'] == 'Good; target not met', f'{theirs}')
    policies = [row for row in rows if row['table'] == 'performance-policies']
    check([row['number'] for row in policies] == [2, 0], f'{policies}')
    plain = subprocess.run([sys.argv[1], '--data-dir', shop.data, 'performance'], env=shop.env, capture_output=True, text=True).stdout
    check('Order defect rate, own shipping\t0.74 %\tbelow 1 %\tGood\t6 of 812' in plain, plain)
    csv = subprocess.run([sys.argv[1], '--data-dir', shop.data, 'summary', '--from', today[:8] + '01', '--to', today, '--csv', '-'],
                         env=shop.env, capture_output=True, text=True).stdout
    check('What amazon.co.jp Says' in csv and 'Late shipment rate,' in csv, csv)
    shop.clean()


def test_disconnect():
    """It stays when the connection goes, unless what it brought is to go."""
    for words, left in (((), 1), (('--remove-orders',), 0)):
        shop, stub, _ = connected(sample('schema'))
        read(shop)
        shop.run('spapi', 'disconnect', *words)
        check(len(readings(shop)) == left, f'{words}: {readings(shop)}')
        db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
        check((db.execute('SELECT count (*) FROM performance_figures').fetchone()[0] > 0) == bool(left), f'{words}')
        db.close()
        shop.clean()


def test_kill():
    """Killed at any moment, the next time makes it whole, and asks for no second report."""
    for moment in ('createReport', 'getReport', 'getReportDocument', 'document'):
        shop, stub, files = connected(sample('schema'), interval=600)
        calls = {'createReport': 1, 'getReport': 2, 'getReportDocument': 3}
        process = shop.start('sync', 'reports', 'performance')
        while not (files.documents if moment == 'document' else stub.calls >= calls[moment]) and process.poll() is None:
            time.sleep(0.001)
        process.kill()
        process.communicate()
        end = read(shop)
        check(end['outcome'] == 'done' and end['new'] + end['unchanged'] <= 1, f'{moment}: {end}')
        check(len(stub.asked) <= (2 if moment == 'createReport' else 1), f'{moment}: {stub.asked}')
        check(len(figures(readings(shop)['A1VC38T7YXB528'])) > 20, f'{moment}: not whole')
        shop.clean()


TESTS = [test_service, test_course, test_day, test_spellings, test_one_fault, test_wrong, test_file, test_import, test_import_wrong, test_disconnect, test_kill]
wanted = sys.argv[2:]
run_jobs([(test.__name__[5:].replace('_', ' '), test) for test in TESTS if not wanted or any(word in test.__name__ for word in wanted)])
