#!/usr/bin/env python3
# Orders of the marketplace's service through henjictl, against a stand-in on the loopback: a table of faults and what
# comes of each, kill -9 at random moments, and what reports and the service say of one order.
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import ORDERS, Shop, check, run  # noqa: E402
from spapi_stub import BASE, JAPAN, SINCE_JAPAN, Stub, order, stamp  # noqa: E402


# Faults of the service one after the other | of the login | outcome | in the sentence
FAULTS = [
    ('undisturbed', [], [], 'done', ''),
    ('429 without a header', ['429', 'ok', '429'], [], 'done', ''),
    ('429 with a header', ['429_retry'], [], 'done', ''),
    ('429 for an hour', ['ok', '429_long'], [], 'paused', 'so many questions'),
    ('429 again and again', ['ok', '429', '429', '429'], [], 'paused', 'so many questions'),
    ('503', ['503', 'ok', '503', '503'], [], 'done', ''),
    ('503 again and again', ['503'] * 3, [], 'paused', 'fault of its own (503)'),
    ('500', ['500'], [], 'done', ''),
    ('500 again and again', ['500'] * 3, [], 'failed', 'fault of its own'),
    ('an expired token', ['ok', 'expired'], [], 'done', ''),
    ('a token that is always expired', ['expired'] * 2, [], 'failed', 'does not let'),
    ('access denied', ['denied'], [], 'failed', 'AccessDenied'),
    ('one byte now and then', ['drip'], [], 'done', ''),
    ('one byte of the head now and then', ['drip_head'], [], 'done', ''),
    ('one byte now and then, always', ['drip'] * 3, [], 'failed', 'too long'),
    ('a chunk cut off', ['ok', 'cut_chunk'], [], 'done', ''),
    ('cut off inside a chunk', ['cut_inside'], [], 'done', ''),
    ('a chunk cut off, always', ['cut_chunk'] * 3, [], 'failed', 'before its end'),
    ('a length that is too long', ['long_length'], [], 'done', ''),
    ('a length that is too short', ['short_length'], [], 'done', ''),
    ('no length and cut off', ['no_end'], [], 'done', ''),
    ('the connection ends', ['close'], [], 'done', ''),
    ('gzip', ['gzip'], [], 'done', ''),
    ('gzip cut off', ['gzip_cut'], [], 'done', ''),
    ('a gzip bomb', ['ok', 'gzip_bomb'], [], 'failed', 'larger'),
    ('too large', ['too_large'], [], 'failed', 'larger'),
    ('a page for people', ['html'], [], 'failed', 'page for people'),
    ('a page for people that says it is JSON', ['html_as_json'], [], 'failed', 'no JSON'),
    ('nothing', ['empty'] * 3, [], 'failed', 'empty'),
    ('200,000 levels', ['deep'], [], 'failed', 'nested'),
    ('orders that are none', ['not_orders'], [], 'failed', '“orders” is no list'),
    ('a redirect', ['ok', 'redirect'], [], 'failed', 'points to another place'),
    ('the same page again and again', ['ok', 'repeat'], [], 'failed', 'same page'),
    ('a page token that is no longer good', ['ok', 'invalid'], [], 'done', ''),
    ('a question that is refused', ['invalid'], [], 'failed', 'InvalidInput). It says: '),
    ('an error code without end', ['long_code'], [], 'failed', '(400, -)'),
    ('invalid_grant', [], ['ok', 'invalid_grant'], 'failed', 'Authorise your application'),
    ('invalid_client', [], ['ok', 'invalid_client'], 'failed', 'client secret'),
    ('a busy login', [], ['ok', 'temporarily_unavailable'], 'done', ''),
    ('a login that refuses', [], ['ok', 'invalid_request'], 'failed', 'status 400'),
]


def play(row):
    name, faults, login_faults, outcome, words = row
    stub, other = Stub(ORDERS, page=5), Stub(ORDERS, page=5)
    stub.other = other
    stub.login_faults = login_faults
    shop = Shop(stub)
    stub.faults = faults
    summary, said = shop.sync(1 if outcome == 'failed' else 0)
    said = summary['reason'] or ''
    check(summary['outcome'] == outcome, f'{summary["outcome"]} instead of {outcome}: {said}')
    check(words in said, f'“{words}” is not in “{said}”')
    check(outcome in ('done', 'paused') or said, 'no sentence')
    told = f'stub-login-{stub.logins}' if login_faults else f'stub-request-{stub.calls}'
    check(outcome != 'failed' or summary['request_id'] == told, f'{summary["request_id"]} instead of {told}')
    check(not other.tokens_seen and other.calls == 0, 'the token travelled')
    check(stub.logins <= 3, f'{stub.logins} logins')

    # Whatever happened, the next time makes the record whole; but for what only the seller can solve.
    record = shop.record()
    check(set(record['orders']) <= set(WHOLE['orders']), 'an order is not what it should be')
    if outcome == 'paused':
        check(summary['next_at'], 'no time to go on')
        db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
        db.execute('DELETE FROM sync_buckets')
        db.commit()
        db.close()
    stub.faults = stub.login_faults = []
    if login_faults and outcome == 'failed' and 'invalid_request' not in login_faults:
        logins = stub.logins
        shop.sync(1)
        check(stub.logins == logins, 'it asked again though only the seller can solve it')
        shop.connect()
    shop.sync()
    check(shop.record() == WHOLE, 'the record is not whole')
    shop.clean()
    stub.close()
    other.close()


def whole_record():
    shop = Shop(Stub(ORDERS, page=5))
    shop.sync()
    record = shop.record()
    check(len(record['orders']) == 25, f'{len(record["orders"])} orders')
    shop.clean()
    return record


def test_clock():
    for skew, word in ((7200, 'behind'), (-7200, 'ahead')):
        stub = Stub(ORDERS[:3])
        stub.skew = skew
        shop = Shop(stub)
        summary, _ = shop.sync()
        check(summary['outcome'] == 'done' and word in summary['reason'], f'{summary}')
        shop.clean()


def test_pages():
    stub = Stub(ORDERS, page=4)
    shop = Shop(stub)
    summary, _ = shop.sync()
    check(summary['pages'] == 7 and summary['new'] == 25, f'{summary}')
    check(summary['request_id'].startswith('stub-request-'), 'no request id')
    check(stub.queries[0].startswith('/orders/2026-01-01/orders?'), stub.queries[0])
    check(f'marketplaceIds={JAPAN}&' in stub.queries[0] and f'lastUpdatedAfter={SINCE_JAPAN}Z' in stub.queries[0],
          stub.queries[0])
    for query in stub.queries[1:]:
        check(query.startswith(stub.queries[0] + '&paginationToken='), 'a page does not repeat its search')
    # The next time only what changed since, with some overlap.
    now = time.time()
    stub.orders[3] = order(3, updated=int(now) - 60, status='CANCELLED')
    summary, _ = shop.sync()
    check(summary['new'] == 0 and summary['updated'] == 1 and summary['unchanged'] == 0, f'{summary}')
    after = stub.queries[-1].split('lastUpdatedAfter=')[1][:20]
    check(stamp(now - 1200)[:19] < after[:19] < stamp(now - 600)[:19], f'asked from {after}')
    lines, _ = shop.run('sync-log')
    check([line['outcome'] for line in lines] == ['done', 'done'], f'{lines}')
    shop.clean()


def test_bad_orders():
    bad = [order(0, price='12.5'), order(1), order(2), order(3), order(4), order(5), order(6)]
    bad[1]['orderItems'][0]['quantityOrdered'] = 'many'
    bad[2]['lastUpdatedTime'] = 5
    bad[3]['orderId'] = 'S01-1-1'
    del bad[4]['orderItems']
    bad[5]['buyer'] = bad[5]['recipient'] = None
    del bad[6]['fulfillment'], bad[6]['proceeds'], bad[6]['salesChannel']
    shop = Shop(Stub(bad))
    lines, _ = shop.run('sync', 'orders', status=1)
    refused = {line['order_id']: line['reason'] for line in lines if line.get('status') == 'rejected'}
    check(len(refused) == 5 and lines[-1]['new'] == 2, f'{lines}')
    reasons = ' '.join(refused.values())
    for path in ('orders[0].orderItems[0].proceeds.breakdowns[0].subtotal.amount', 'orders[1].orderItems[0].quantityOrdered',
                 'orders[2].lastUpdatedTime', 'orders[3].orderId', 'orders[4].orderItems'):
        check(f'“{path}”' in reasons, f'{path} is not in {reasons}')
    shop.clean()


def test_odd_orders():
    """One buyer's odd character makes no other order unreadable; what was sold elsewhere is passed over."""
    odd, elsewhere = order(1), order(2, orderId='S01-1234567-1234567')
    odd['orderItems'][0]['fulfillment']['packing'] = {'giftOption': {'giftMessage': 'Happy @@day'}}
    elsewhere['salesChannel'] = {'channelName': 'NON_AMAZON'}
    stub = Stub([order(0), odd, elsewhere, order(3)])
    answer = stub.answer
    stub.answer = lambda *asked: [part if isinstance(part, int) else part.replace('@@', '\\ud83d\\u0000') for part in answer(*asked)]
    shop = Shop(stub)
    summary, _ = shop.sync()
    check(summary['outcome'] == 'done' and summary['new'] == 3 and summary['rejected'] == 0 and stub.calls == 1, f'{summary}')
    check('Happy ��day' in str(shop.record()['orders']), f'{shop.record()["orders"]}')
    shop.clean()


def test_delivery():
    """The promised days are days of the marketplace; those agreed upon with the buyer go before."""
    made = [order(i) for i in range(3)]
    for told in made[:2]:
        told['fulfillment']['deliverByWindow'] = {'earliestDateTime': '2026-11-22T15:00:00Z', 'latestDateTime': '2026-11-24T14:59:59Z'}
    made[1]['orderItems'][0]['fulfillment']['shipping'] = {
        'scheduledDeliveryWindow': {'earliestDateTime': '2026-11-20T01:00:00Z', 'latestDateTime': '2026-11-20T16:00:00Z'}}
    shop = Shop(Stub(made))
    shop.sync()
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    days = db.execute('SELECT delivery_start, delivery_end FROM orders ORDER BY order_id').fetchall()
    db.close()
    check(days == [('2026-11-23T00:00:00+09:00', '2026-11-24T23:59:59+09:00'),
                   ('2026-11-20T10:00:00+09:00', '2026-11-21T01:00:00+09:00'), (None, None)], f'{days}')
    shop.clean()


def test_untracked():
    """A parcel without a number is known to have left."""
    told = order(1, packages=[{'packageReferenceId': '1', 'carrier': '日本郵便', 'shipTime': '2026-11-20T03:00:00Z'}])
    shop = Shop(Stub([told]))
    shop.sync()
    check(shop.record()['shipments'] == [(told['orderId'], '', 0, '日本郵便', '2026-11-20', None)], f'{shop.record()["shipments"]}')
    shop.clean()


def test_bucket():
    """Five at once, the first of them for connecting, then one in a hundred seconds, whatever is restarted in between."""
    stub = Stub(ORDERS, page=5)
    shop = Shop(stub, usage='rate=0.01\nburst=5')
    summary, _ = shop.sync()
    check(summary['outcome'] == 'paused' and summary['pages'] == 4 and stub.calls == 4, f'{summary}')
    summary, _ = shop.sync()
    check(summary['outcome'] == 'paused' and summary['pages'] == 0 and stub.calls == 4, f'{summary}')
    shop.clean()


REPORT = '\t'.join('order-id order-item-id purchase-date payments-date buyer-email buyer-name sku product-name quantity-purchased '
                   'currency item-price shipping-price ship-service-level recipient-name ship-address-1 ship-state '
                   'ship-postal-code ship-country note-of-the-shop'.split())

REPORT_ROW = '\t'.join([order(8)['orderId'], order(8)['orderItems'][0]['orderItemId'], stamp(BASE + 56), stamp(BASE + 800),
                        'b0000000008@marketplace.amazon.co.jp', '佐伯 8', 'MUG-8', '陶器マグカップ 第8版', '1', 'JPY', '1008', '320',
                        'Standard', '佐伯 8', '神宮前8-2-3', '東京都', '150-0001', 'JP', '倉庫 B'])


def test_merge():
    """What a report and the service say of one order make the same order, whichever came first."""
    told = order(8)
    row = REPORT_ROW
    records = []
    for first in ('report', 'service'):
        shop = Shop(Stub([told]))
        path = os.path.join(shop.dir, 'orders.txt')
        with open(path, 'w', encoding='utf-8') as out:
            out.write(REPORT + '\n' + row + '\n')
        if first == 'report':
            shop.run('import', path)
        shop.sync()
        if first == 'service':
            shop.run('import', path)
        found = shop.record()
        check(len(found['orders']) == len(found['items']) == 1, f'{found}')
        for known in ('Shipped', 'Standard', 'merchant', 'note-of-the-shop\t倉庫 B', '渋谷区'):
            check(known in str(found['orders']).replace('\\t', '\t'), f'{known} is lost: {found}')
        for known in (1008, 320, 'MUG-8', 'B000000008'):
            check(known in found['items'][0], f'{known} is lost: {found}')
        check(len(found['shipments']) == 1, f'{found}')
        records.append(found)
        shop.run('import', path)
        check(shop.sync()[0]['updated'] == 0, 'the same again changed something')
        check(shop.record() == records[-1], 'the same again changed something')
        shutil.rmtree(shop.dir)
    check(records[0] == records[1], 'the order of reading makes a difference')


def test_links():
    first, second = order(1), order(2)
    second['associatedOrders'] = [{'orderId': first['orderId'], 'associationType': 'REPLACEMENT_ORIGINAL_ID'}]
    shop = Shop(Stub([first, second]))
    shop.sync()
    check(shop.record()['links'] == [(second['orderId'], first['orderId'], 0)], f'{shop.record()["links"]}')
    shop.clean()


def test_unknown():
    """An order that a case names and nobody has told of is asked for."""
    stub = Stub(ORDERS[:3])
    shop = Shop(stub)
    shop.sync()
    old, gone = order(900), order(901)
    for number, made in enumerate((old, gone)):
        path = os.path.join(shop.dir, f'{number}.eml')
        with open(path, 'w', encoding='utf-8') as out:
            out.write('From: 佐伯 <b0000000900@marketplace.amazon.co.jp>\nTo: shop@example.com\nContent-Type: text/plain; charset=utf-8\n'
                      f'Subject: Inquiry (Order: {made["orderId"]})\nMessage-ID: <{number}@example.invalid>\n'
                      f'X-Space-Notification-Type: BBC_MESSAGE_SENT_TO_MERCHANT\nDate: Thu, 26 Nov 2026 10:00:00 +0900\n\n届きません。\n')
        shop.run('import', path)
    stub.orders = [old]
    for made in stub.orders:
        made['lastUpdatedTime'] = stamp(1600000000)
    calls = stub.calls
    summary, _ = shop.sync()
    check(summary['new'] == 1 and summary['rejected'] == 0 and stub.calls == calls + 3, f'{summary} {stub.queries}')
    summary, _ = shop.sync()
    check(stub.calls == calls + 4, 'an order that is not known is asked for again at once')
    lines, said = shop.run('sync', 'orders', gone['orderId'], status=1)
    check('does not know this order' in said, said)
    check(shop.sync(0, old['orderId'])[0]['unchanged'] == 1, 'one order alone')
    check('no order number' in shop.run('sync', 'orders', 'x', status=1)[1], 'x')
    shutil.rmtree(shop.dir)


def test_remove():
    """Who disconnects may take back what the service said; what reports said stays as they said it."""
    told = order(8)
    shop = Shop(Stub([told, order(9)]))
    path = os.path.join(shop.dir, 'orders.txt')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(REPORT + '\n' + REPORT_ROW + '\n')
    shop.run('import', path)
    before = shop.record()
    shop.sync()
    check(len(shop.record()['orders']) == 2 and shop.record() != before, 'nothing came')
    found, _ = shop.run('search', order(9)['orderId'])
    check(found, 'the order is not found')
    shop.run('spapi', 'disconnect', '--remove-orders')
    after = shop.record()
    check(after['orders'] == before['orders'] and after['items'] == before['items'], f'{after}')
    found, _ = shop.run('search', order(9)['orderId'])
    check(not found, f'the search still finds it: {found}')
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    check(db.execute("SELECT count (*) FROM reports WHERE source = 'spapi'").fetchone() == (0,), 'something is left')
    db.close()
    shop.run('spapi', 'disconnect', '--remove-orders')
    check('No marketplace is connected' in shop.sync(1)[1], 'it is still connected')
    shutil.rmtree(shop.dir)


def test_kill():
    """kill -9 at random moments: what is resumed equals what was never disturbed."""
    random.seed(os.environ.get('HENJI_TEST_SEED', '6'))
    made = [order(i) for i in range(int(os.environ.get('HENJI_TEST_ORDERS', '3000')))]
    made[7]['orderItems'][0]['quantityOrdered'] = -1
    undisturbed = Shop(Stub(made))
    undisturbed.sync(1)
    expected = undisturbed.record()
    check(len(expected['orders']) == len(made) - 1, f'{len(expected["orders"])} orders')
    stub = Stub(made)
    shop = Shop(stub)
    kills = 0
    while True:
        process = shop.start('sync', 'orders')
        try:
            process.communicate(timeout=random.uniform(0.03, 0.35))
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
    check(kills >= 3, f'killed {kills} times only')
    check(shop.record() == expected, f'the record differs after {kills} kills')
    pages = stub.calls
    check(pages <= len(made) // 100 + kills + 2, f'{pages} pages were asked for after {kills} kills: it began anew')
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    counted = db.execute('SELECT sum (n_new), sum (n_rejected) FROM sync_runs').fetchone()
    db.close()
    check(counted == (len(made) - 1, 1), f'the log counts {counted}')
    undisturbed.clean()
    shop.clean()


def test_stop():
    """Ctrl+C while it waits ends at once and keeps what came."""
    stub = Stub(ORDERS, page=5)
    shop = Shop(stub, usage='rate=0.01\nburst=3')
    process = shop.start('sync', '--wait', 'orders')
    while stub.calls < 2:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(2)
    out, _ = process.communicate(timeout=5)
    summary = json.loads(out.splitlines()[-1])
    check(summary['outcome'] == 'stopped' and summary['new'] == 10 and process.returncode == 1, f'{summary}')
    shop.clean()


WHOLE = whole_record()
run([test_clock, test_pages, test_bad_orders, test_odd_orders, test_delivery, test_untracked, test_bucket, test_merge, test_links, test_unknown, test_remove, test_kill, test_stop],
    [(f'fault: {row[0]}', play, row) for row in FAULTS])
