#!/usr/bin/env python3
# The service's reports through henjictl, against a stand-in on the loopback: every kind, how often one is asked
# for, one that is fetched days later or never made, files that are not what they should be, and kill -9.
import json
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import Shop, check, run_jobs  # noqa: E402
from spapi_stub import Stub, order  # noqa: E402

DAY = 24 * 3600 * 10 ** 6
TYPES = {'returns': 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE',
         'orders': 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL'}
STREAMS = {'orders': 'order-report'}


def table(headings, rows):
    return '\n'.join(['\t'.join(headings.split('|')), *('\t'.join(row) for row in rows)]) + '\n'


def returns_report(count):
    return table('Order ID|Return request date|Return request status|Amazon RMA ID|Merchant SKU|Return quantity|A-to-Z Claim',
                 [[order(i)['orderId'], '10-Nov-2026', 'Approved', f'RMA{i}', f'MUG-{i}', '1', 'N'] for i in range(count)])


def orders_report(count):
    return table('amazon-order-id|merchant-order-id|purchase-date|last-updated-date|order-status|fulfillment-channel|sales-channel|'
                 'ship-service-level|product-name|sku|asin|item-status|quantity|currency|item-price|item-tax|shipping-price',
                 [[order(i)['orderId'], '', '2026-10-26T05:47:36+00:00', '2026-11-02T01:00:00+00:00', 'Shipped', 'Merchant',
                   'Amazon.co.jp', 'Standard', '陶器マグカップ', f'MUG-{i}', f'B0{i:08d}', 'Shipped', '1', 'JPY', '1500', '0', '300']
                  for i in range(count)])


REPORTS = {'returns': returns_report, 'orders': orders_report}


def connected(text, interval=0, **document):
    files, stub = Stub(), Stub()
    stub.other, files.owner = files, stub
    stub.report, stub.document = text.encode(document.pop('encoding', 'utf-8')), document
    return Shop(stub, interval=interval), stub, files


def read(shop, kind, status=0):
    lines, _ = shop.run('sync', 'reports', kind, status=status)
    check(lines[-1]['type'] == 'summary' and lines[-1]['stream'] == STREAMS.get(kind, kind), f'{lines}')
    return lines[-1]


def change(shop, statement, *values):
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    with db:
        db.execute(statement, values)
    rows = db.execute('SELECT stream, search FROM sync_cursors').fetchall()
    db.close()
    return dict(rows)


def kinds(shop):
    return {line['report']: line for line in shop.run('sync-reports')[0]}


def test_kinds():
    for kind, report in REPORTS.items():
        shop, stub, files = connected(report(5))
        known = kinds(shop)
        check(list(known)[0] == 'returns' and kind in known, f'{known}')
        check(known[kind]['known_until'] is None and known[kind]['title_ja'], f'{known[kind]}')
        end = read(shop, kind)
        check((end['outcome'], end['new'], end['rejected']) == ('done', 5, 0), f'{kind}: {end}')
        check({asked['reportType'] for asked in stub.asked} == {TYPES[kind]}, f'{kind}: {stub.asked}')
        check(all('x-amz-access-token' not in headers for headers, _ in files.documents), 'the token travelled')
        check(kinds(shop)[kind]['known_until'], f'{kind}: not known')
        end = read(shop, kind)
        check((end['outcome'], end['new'], end['updated']) == ('done', 0, 0), f'{kind}: {end}')
        check(not [name for name in os.listdir(shop.data) if name.startswith('report-')], 'a file was left behind')
        shop.clean()
    shop, _, _ = connected('')
    check('is no report' in shop.run('sync', 'reports', 'weather', status=1)[1], 'a kind that is none')
    shop.run('sync', 'reports', '--all', status=2)
    shop.run('sync', 'returns', 'orders', status=2)
    shop.clean()


def test_spans():
    """A long time is asked for in spans that the kind covers, each beginning a little before what is known."""
    shop, stub, _ = connected(orders_report(1))
    since = int(time.time() * 10 ** 6) - 100 * DAY
    change(shop, 'UPDATE connections SET since = ?', since)
    end = read(shop, 'orders')
    starts = [asked['dataStartTime'] for asked in stub.asked]
    check(end['outcome'] == 'done' and end['pages'] == 4 and starts == sorted(starts), f'{end} {stub.asked}')
    check(all(earlier['dataEndTime'] > later['dataStartTime'] for earlier, later in zip(stub.asked, stub.asked[1:])), f'{stub.asked}')
    read(shop, 'orders')
    check(len(stub.asked) == 5 and stub.asked[4]['dataStartTime'] > starts[-1], f'{stub.asked}')
    shop.clean()


def test_interval():
    """One that was made a moment ago is not asked for again; the other kinds are."""
    shop, stub, _ = connected(returns_report(2), interval=60)
    read(shop, 'returns')
    end = read(shop, 'returns')
    check(end['outcome'] == 'done' and end['pages'] == 0 and 'less than 60 minutes' in end['reason'] and end['next_at'], f'{end}')
    check(len(stub.asked) == 1 and kinds(shop)['returns']['next_at'] == end['next_at'], f'{stub.asked}')
    stub.report = orders_report(2).encode()
    check(read(shop, 'orders')['new'] == 2, 'the other kind')
    change(shop, "UPDATE sync_cursors SET cursor = cursor - ? WHERE stream = 'returns'", DAY // 24)
    stub.report = returns_report(3).encode()
    check(read(shop, 'returns')['new'] == 1, 'after an hour')
    shop.clean()


def test_days():
    """One that was asked for days ago is fetched, however long ago, as long as the service keeps it."""
    for days, asked in ((3, 1), (70, 1), (85, 2)):
        shop, stub, files = connected(returns_report(2), interval=10 ** 4)
        stub.waits = 1000
        end = read(shop, 'returns')
        check(end['outcome'] == 'paused' and end['next_at'], f'{end}')
        check(kinds(shop)['returns']['asked_at'], 'none is under way')
        change(shop, 'UPDATE sync_cursors SET token_at = token_at - ?', days * DAY)
        stub.waits = 0
        end = read(shop, 'returns')
        check((end['outcome'], end['new'], len(stub.asked)) == ('done', 2, asked), f'{days}: {end} {stub.asked}')
        shop.clean()


def test_never_made():
    """One that is still not made after a day never will be: the next time asks anew."""
    shop, stub, files = connected(returns_report(2))
    stub.waits = 1000
    read(shop, 'returns')
    change(shop, 'UPDATE sync_cursors SET token_at = token_at - ?', 2 * DAY)
    end = read(shop, 'returns', status=1)
    check(end['outcome'] == 'failed' and 'could not make' in end['reason'], f'{end}')
    stub.waits = 0
    check(read(shop, 'returns')['new'] == 2 and len(stub.asked) == 2, f'{stub.asked}')
    shop.clean()


def test_ends():
    """Nothing to report is done; one that cannot be made fails and is asked for anew, at once."""
    for kind, report in REPORTS.items():
        for final, outcome in (('CANCELLED', 'done'), ('FATAL', 'failed')):
            shop, stub, files = connected(report(2), interval=60)
            stub.final = final
            end = read(shop, kind, status=1 if outcome == 'failed' else 0)
            check(end['outcome'] == outcome and not files.documents, f'{kind} {final}: {end}')
            stub.final, before = 'DONE', len(stub.asked)
            end = read(shop, kind)
            check(end['outcome'] == 'done' and len(stub.asked) == before + (outcome == 'failed') * (1 + (kind == 'orders')),
                  f'{kind} {final}: {end} {stub.asked}')
            shop.clean()


def test_wrong_files():
    """What is no such report fails with a sentence, keeps nothing, and is asked for anew."""
    wrong = {'JSON': json.dumps({'accountStatuses': [{'marketplaceId': 'A1VC38T7YXB528', 'status': 'NORMAL'}]}), 'XML': '<?xml version="1.0"?><a/>',
             'a page': '<!DOCTYPE html><html><body>Sorry</body></html>', 'other headings': table('a|b|c', [['1', '2', '3']])}
    for kind, report in REPORTS.items():
        for name, text in wrong.items():
            shop, stub, _ = connected(text)
            end = read(shop, kind, status=1)
            check(end['outcome'] == 'failed' and 'cannot be read' in end['reason'] and end['new'] == end['rejected'] == 0, f'{kind} {name}: {end}')
            check(kinds(shop)[kind]['known_until'] is None and kinds(shop)[kind]['asked_at'] is None, f'{kind} {name}: {kinds(shop)}')
            stub.report = report(3).encode()
            check(read(shop, kind)['new'] == 3, f'{kind} {name}: not made good')
            shop.clean()


def test_charsets():
    """Whatever the answer says of the character set, Japanese words come as they are."""
    for kind in ('orders',):
        for document in ({'encoding': 'cp932', 'kind': 'text/plain; charset=windows-31j'}, {'encoding': 'cp932', 'kind': 'text/plain; charset=UTF-8'},
                         {'encoding': 'utf-8', 'kind': 'text/plain; charset=Cp1252'}, {'encoding': 'utf-8-sig', 'gzip': True},
                         {'encoding': 'cp932', 'kind': 'text/plain; charset=Shift_JIS', 'gzip': True}):
            shop, _, _ = connected(REPORTS[kind](3), **document)
            check(read(shop, kind)['new'] == 3, f'{kind} {document}')
            db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
            check(db.execute('SELECT DISTINCT title FROM order_items').fetchall() == [('陶器マグカップ',)], f'{document}')
            db.close()
            shop.clean()


def test_kill():
    """Killed at any moment between the question and the record, the next time makes it whole, and asks for no second report."""
    for kind, report in REPORTS.items():
        kills = 0
        for moment in ('createReport', 'getReport', 'getReportDocument', 'document', 'import', 'import'):
            shop, stub, files = connected(report(3000))
            calls = {'createReport': 1, 'getReport': 2, 'getReportDocument': 3}
            process = shop.start('sync', 'reports', kind)
            ready = {'document': lambda: files.documents, 'import': lambda: process.stdout.readline()}.get(
                moment, lambda: stub.calls >= calls[moment])
            while not ready() and process.poll() is None:
                time.sleep(0.001)
            kills += process.poll() is None
            process.kill()
            process.communicate()
            end = read(shop, kind)
            check(end['outcome'] == 'done', f'{kind} {moment}: {end}')
            names = {'returns': 'returns', 'orders': 'orders'}
            db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
            check(db.execute(f'SELECT count (*) FROM {names[kind]}').fetchone() == (3000,), f'{kind} {moment}: not whole')
            check(db.execute('PRAGMA integrity_check').fetchone() == ('ok',), 'the record is damaged')
            db.close()
            shop.clean()
        check(kills >= 3, f'{kind}: killed {kills} times only')


TESTS = [test_kinds, test_spans, test_interval, test_days, test_never_made, test_ends, test_wrong_files, test_charsets, test_kill]
wanted = sys.argv[2:]
run_jobs([(test.__name__[5:].replace('_', ' '), test) for test in TESTS if not wanted or any(word in test.__name__ for word in wanted)])
