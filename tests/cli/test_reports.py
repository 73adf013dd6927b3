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
from spapi_stub import BASE, SINCE, SINCE_JAPAN, Stub, day, order, stamp  # noqa: E402

DAY = 24 * 3600 * 10 ** 6
TYPES = {'returns': 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE',
         'orders': 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL',
         'feedback': 'GET_SELLER_FEEDBACK_DATA'}
TABLES = {'returns': 'returns', 'orders': 'orders', 'feedback': 'feedback'}
STREAMS = {'orders': 'order-report'}


def table(headings, rows):
    return '\n'.join(['\t'.join(headings.split('|')), *('\t'.join(row) for row in rows)]) + '\n'


def returns_report(count):
    return table('Order ID|Return request date|Return request status|Amazon RMA ID|Merchant SKU|Return quantity|A-to-Z Claim',
                 [[order(i)['orderId'], day(15, '%d-%b-%Y'), 'Approved', f'RMA{i}', f'MUG-{i}', '1', 'N'] for i in range(count)])


def orders_report(count):
    return table('amazon-order-id|merchant-order-id|purchase-date|last-updated-date|order-status|fulfillment-channel|sales-channel|'
                 'ship-service-level|product-name|sku|asin|item-status|quantity|currency|item-price|item-tax|shipping-price',
                 [[order(i)['orderId'], '', stamp(BASE + 56), f'{day(7)}T01:00:00+00:00', 'Shipped', 'Merchant',
                   'Amazon.co.jp', 'Standard', '陶器マグカップ', f'MUG-{i}', f'B0{i:08d}', 'Shipped', '1', 'JPY', '1500', '0', '300']
                  for i in range(count)])


def feedback_report(count, stars=3):
    return table('Date|Rating|Comments|Your Response|Order ID|Rater Email',
                 [[day(6 + i % 20, '%Y/%m/%d'), str(stars), '陶器マグカップ', '', order(i)['orderId'], 'k1@marketplace.amazon.co.jp'] for i in range(count)])


REPORTS = {'returns': returns_report, 'orders': orders_report, 'feedback': feedback_report}


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
    for kind, words in (('orders', 'SELECT DISTINCT title FROM order_items'), ('feedback', 'SELECT DISTINCT comment FROM feedback')):
        for document in ({'encoding': 'cp932', 'kind': 'text/plain; charset=windows-31j'}, {'encoding': 'cp932', 'kind': 'text/plain; charset=UTF-8'},
                         {'encoding': 'utf-8', 'kind': 'text/plain; charset=Cp1252'}, {'encoding': 'utf-8-sig', 'gzip': True},
                         {'encoding': 'cp932', 'kind': 'text/plain; charset=Shift_JIS', 'gzip': True}):
            shop, _, _ = connected(REPORTS[kind](3), **document)
            check(read(shop, kind)['new'] == 3, f'{kind} {document}')
            db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
            check(db.execute(words).fetchall() == [('陶器マグカップ',)], f'{document}')
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
            db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
            check(db.execute(f'SELECT count (*) FROM {TABLES[kind]}').fetchone() == (3000,), f'{kind} {moment}: not whole')
            check(db.execute('PRAGMA integrity_check').fetchone() == ('ok',), 'the record is damaged')
            db.close()
            left = [name for name in os.listdir(shop.data) if name.startswith('report-')]
            check(not left, f'{kind} {moment}: {left} lies there')
            shop.clean()
        check(kills >= 3, f'{kind}: killed {kills} times only')


def test_feedback():
    """No end is named, as the service answers “cancelled” then; what is negative opens a case once, and counts."""
    shop, stub, _ = connected(feedback_report(2, 1))
    check(read(shop, 'feedback')['new'] == 2, 'new')
    check('dataEndTime' not in stub.asked[0] and stub.asked[0]['dataStartTime'] == SINCE_JAPAN + '+00:00', f'{stub.asked}')
    read(shop, 'feedback')
    check(len(stub.asked) == 2, f'{stub.asked}')
    cases, _ = shop.run('cases', '--court', 'all')
    check(len(cases) == 2 and {case['court'] for case in cases} == {'ours'}, f'{cases}')
    told, _ = shop.run('feedback', '--from', day(0), '--to', day(32))
    check([(one['stars'], one['marketplace']) for one in told] == [(1, 'amazon.co.jp')] * 2, f'{told}')
    defects = [row for row in shop.run('summary', '--from', day(0), '--to', day(32))[0] if row['table'] == 'defects']
    check([row['why'] for row in defects] == ['Negative feedback, told by a report'] * 2, f'{defects}')
    # The same as a file.
    path = os.path.join(shop.dir, 'feedback.txt')
    with open(path, 'w', encoding='cp932') as out:
        out.write(feedback_report(3, 1))
    summary = shop.run('import', path)[0][-1]
    check((summary['feedback']['new'], summary['feedback']['unchanged']) == (1, 2), f'{summary}')
    check(len(shop.run('cases', '--court', 'all')[0]) == 3, 'cases')
    shop.clean()


def merged(shop, number):
    found = shop.record()
    check(len(found['orders']) == len(found['items']) == 1, f'{found}')
    return found


def test_orders_merge():
    """What the order report and the service say of one order make one order, whichever came first; neither is lost."""
    records = []
    for first in ('report', 'service'):
        made = order(0)
        shop, stub, _ = connected(orders_report(1))
        stub.orders = [made]
        for what in (first, {'report': 'service', 'service': 'report'}[first]):
            end = read(shop, 'orders') if what == 'report' else shop.sync()[0]
            check(end['outcome'] == 'done', f'{what}: {end}')
        found = merged(shop, 0)
        for known in (made['orderItems'][0]['orderItemId'], 'MUG-0', 'B000000000', 'Shipped'):
            check(known in str(found['items']), f'{first} first: {known} is lost: {found}')
        check('渋谷区' in str(found['orders']), f'{first} first: the address is lost: {found["orders"]}')
        check(1500 in found['items'][0] and 300 in found['items'][0], f'{first} first: the report is the later word: {found["items"]}')
        records.append(found)
        check(read(shop, 'orders')['updated'] == shop.sync()[0]['updated'] == 0, 'the same again changed something')
        check(shop.record() == found, 'the same again changed something')
        shop.clean()
    check(records[0] == records[1], f'the order of reading makes a difference: {records}')


def test_orders_replaced():
    """A replacement keeps its link, whichever came first; and an older report does not take back what the service said later."""
    first, second = order(0), order(1)
    second['associatedOrders'] = [{'orderId': first['orderId'], 'associationType': 'REPLACEMENT_ORIGINAL_ID'}]
    for before in (True, False):
        shop, stub, _ = connected(orders_report(2))
        stub.orders = [first, second]
        if before:
            read(shop, 'orders')
        shop.sync()
        if not before:
            read(shop, 'orders')
        found = shop.record()
        check(found['links'] == [(second['orderId'], first['orderId'], 0)] and len(found['orders']) == 2, f'{found}')
        shop.clean()
    for before in (True, False):
        old = orders_report(1).replace(day(7), SINCE).replace('Shipped', 'Unshipped')
        shop, stub, _ = connected(old)
        stub.orders = [order(0)]
        for report in (before, not before):
            if report:
                read(shop, 'orders')
            else:
                shop.sync()
        found = shop.record()
        check('Shipped' in found['orders'][0] and 'Unshipped' not in found['orders'][0], f'{before}: {found["orders"]}')
        check(1000 in found['items'][0] and 300 in found['items'][0], f'{before}: {found["items"]}')
        shop.clean()


TESTS = [test_kinds, test_spans, test_interval, test_days, test_never_made, test_ends, test_wrong_files, test_charsets, test_feedback, test_orders_merge, test_orders_replaced, test_kill]
wanted = sys.argv[2:]
run_jobs([(test.__name__[5:].replace('_', ' '), test) for test in TESTS if not wanted or any(word in test.__name__ for word in wanted)])
