#!/usr/bin/env python3
# The marketplace's service through henjictl, against a stand-in on the loopback: a table of faults and what
# comes of each, kill -9 at random moments, and what reports and the service say of one order.
import json
import os
import random
import shutil
import sqlite3
import ssl
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import CTL, REFRESH, SECRET, Shop, check, run_jobs  # noqa: E402
from spapi_stub import JAPAN, Stub, order, stamp  # noqa: E402

ORDERS = [order(i) for i in range(25)]

# Faults of the service one after the other | of the login | outcome | in the sentence
FAULTS = [
    ('undisturbed', [], [], 'done', ''),
    ('429 without a header', ['429', 'ok', '429'], [], 'done', ''),
    ('429 with a header', ['429_retry'], [], 'done', ''),
    ('429 for an hour', ['ok', '429_long'], [], 'paused', 'so many questions'),
    ('429 again and again', ['ok', '429', '429', '429'], [], 'paused', 'so many questions'),
    ('503', ['503', 'ok', '503', '503'], [], 'done', ''),
    ('503 again and again', ['503'] * 3, [], 'paused', 'so many questions'),
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
    ('a page for people that says it is JSON', ['html_as_json'] * 3, [], 'failed', 'no JSON'),
    ('nothing', ['empty'] * 3, [], 'failed', 'empty'),
    ('200,000 levels', ['deep'] * 3, [], 'failed', 'nested'),
    ('orders that are none', ['not_orders'], [], 'failed', '“orders” is no list'),
    ('a redirect', ['ok', 'redirect'], [], 'failed', 'points to another place'),
    ('the same page again and again', ['ok', 'repeat'], [], 'failed', 'same page'),
    ('a page token that is no longer good', ['ok', 'invalid'], [], 'done', ''),
    ('a question that is refused', ['invalid'], [], 'failed', 'InvalidInput'),
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


# ---- Further tests -----------------------------------------------------------------------------------------


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
    check(f'marketplaceIds={JAPAN}&' in stub.queries[0] and 'lastUpdatedAfter=2026-09-30T15:00:00Z' in stub.queries[0],
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


def test_bucket():
    """Four at once, then one in a hundred seconds, whatever is restarted in between."""
    stub = Stub(ORDERS, page=5)
    shop = Shop(stub, usage='rate=0.01\nburst=4')
    summary, _ = shop.sync()
    check(summary['outcome'] == 'paused' and summary['pages'] == 4 and stub.calls == 4, f'{summary}')
    summary, _ = shop.sync()
    check(summary['outcome'] == 'paused' and summary['pages'] == 0 and stub.calls == 4, f'{summary}')
    shop.clean()


def test_endpoints():
    stub = Stub(ORDERS[:1])
    for place in ('http://192.0.2.1:80', 'http://localhost.example.com:80', 'https://example.com', 'http://127.0.0.1.example.com',
                  'file:///etc/passwd', 'http://localhost:80'):
        shop = Shop(stub, connect=False)
        shop.env['HENJI_SPAPI_ENDPOINT'] = place
        check('only an address of this computer' in shop.connect(status=1), place)
        shop.clean()
    check(stub.logins == 0, 'it logged in nonetheless')
    # A file of facts cannot send credentials elsewhere either.
    shop = Shop(stub, connect=False, limits='[region fe]\nhost=example.com\n')
    check('no host of the service' in shop.connect() + shop.log, 'a foreign host was taken')
    shop.clean()


def test_secrets():
    shop = Shop(Stub(ORDERS[:1]), connect=False)
    for name in ('SECRET_BACKEND', 'SECRET_FILE_TEST_PATH', 'SECRET_FILE_TEST_PASSWORD'):
        shop.env.pop(name)
    shop.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent'
    check('no Secret Service' in shop.connect(status=3), 'no sentence')
    check('no marketplace is connected' in shop.run('spapi', 'show', status=1)[1], 'it is connected')
    found = subprocess.run(['grep', '-rl', SECRET, shop.dir], capture_output=True, text=True).stdout
    check(not found, f'the secret is in {found}')
    shop.clean()

    shop = Shop(Stub(ORDERS[:1]))
    found = subprocess.run(['grep', '-rlE', f'{SECRET}|Atzr|Atza', shop.data], capture_output=True, text=True).stdout
    check(not found, f'the secret is in {found}')
    shown, _ = shop.run('spapi', 'show')
    check(shown[0]['region'] == 'fe' and shown[0]['marketplaces'] == [JAPAN], f'{shown}')
    check('client secret' in shop.connect(status=1, secret='two words'), 'a secret with a blank was taken')
    check('authorisation' in shop.connect(status=1, secret='wrong'), 'no sentence')
    shop.sync()
    shop.run('spapi', 'disconnect')
    check('No marketplace is connected' in shop.sync(1)[1], 'it is still connected')
    check(len(shop.record()['orders']) == 1, 'what it brought is gone')
    os.unlink(os.path.join(shop.dir, 'keyring'))
    shop.connect()
    os.unlink(os.path.join(shop.dir, 'keyring'))
    check('holds no credentials' in shop.sync(1)[1], 'no sentence')
    shop.clean()


KEYRING = '''
echo -n test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
lock () {
  dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \\
    org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null
}
login () {
  printf 'client-1\\nstub-secret\\nAtzr|stub-refresh\\n' | "$0" --data-dir "$1" spapi connect --since 2026-10-01 amazon.co.jp
}
login "$1"; echo "connect $?"
"$0" --data-dir "$1" sync orders >/dev/null; echo "sync $?"
lock
"$0" --data-dir "$1" sync orders; echo "locked sync $?"
"$0" --data-dir "$1" spapi disconnect; echo "locked disconnect $?"
login "$1"; echo "locked connect $?"
"$0" --data-dir "$1" --json spapi show >/dev/null; echo "still connected $?"
'''


def test_keyring():
    """The real Secret Service: there, and locked with nobody to ask."""
    if not shutil.which('gnome-keyring-daemon') or not shutil.which('dbus-run-session'):
        return
    shop = Shop(Stub(ORDERS[:3]), connect=False)
    for name in ('SECRET_BACKEND', 'SECRET_FILE_TEST_PATH', 'SECRET_FILE_TEST_PASSWORD', 'DISPLAY', 'WAYLAND_DISPLAY'):
        shop.env.pop(name, None)
    env = dict(shop.env, HOME=shop.dir, XDG_DATA_HOME=shop.dir + '/share', XDG_RUNTIME_DIR=shop.dir, G_MESSAGES_DEBUG='')
    done = subprocess.run(['dbus-run-session', '--', 'sh', '-c', KEYRING, CTL, shop.data], env=env, capture_output=True, text=True,
                          timeout=60)
    check(done.stdout.splitlines() == ['connect 0', 'sync 0', 'locked sync 3', 'locked disconnect 3', 'locked connect 3',
                                       'still connected 0'], f'{done.stdout} {done.stderr}')
    check(done.stderr.count('The keyring is locked') == 3, done.stderr)
    shop.clean()


def test_tls():
    """A server that cannot prove who it is gets neither credentials nor a token."""
    shop = Shop(Stub(ORDERS[:1]))
    shop.sync()
    key, cert = os.path.join(shop.dir, 'key.pem'), os.path.join(shop.dir, 'cert.pem')
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2',
                    '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    false = Stub(ORDERS[:1], tls=context)
    shop.env['HENJI_SPAPI_ENDPOINT'] = false.url
    summary, _ = shop.sync(1)
    check('could not prove who it is' in summary['reason'], f'{summary}')
    shop.env['HENJI_LWA_ENDPOINT'] = false.url + '/auth/o2/token'
    check('could not prove who it is' in shop.connect(status=1), 'no sentence')
    check(false.calls == false.logins == 0 and not false.tokens_seen, 'something was sent')
    shop.clean()


def test_regions():
    shop = Shop(Stub(), connect=False)
    feed = f'client-1\n{SECRET}\n{REFRESH}\n'
    for words, args in (('no marketplace', ['amazon.example']), ('another region', ['amazon.co.jp', 'amazon.com'])):
        check(words in shop.run('spapi', 'connect', '--since', '2026-10-01', *args, status=1, feed=feed)[1], words)
    check('no date' in shop.run('spapi', 'connect', '--since', '2026-13-01', 'amazon.co.jp', status=1, feed=feed)[1], 'date')
    check('future' in shop.run('spapi', 'connect', '--since', '2199-01-01', 'amazon.co.jp', status=1, feed=feed)[1], 'date')
    shop.clean()


REPORT = '\t'.join('order-id order-item-id purchase-date payments-date buyer-email buyer-name sku product-name quantity-purchased '
                   'currency item-price shipping-price ship-service-level recipient-name ship-address-1 ship-state '
                   'ship-postal-code ship-country note-of-the-shop'.split())


REPORT_ROW = '\t'.join([order(8)['orderId'], order(8)['orderItems'][0]['orderItemId'], '2026-10-26T05:47:36+00:00', '2026-10-26T06:00:00+00:00',
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


RETURNS = '\t'.join('Order ID|Order date|Return request date|Return request status|Amazon RMA ID|Label type|Currency code|Tracking ID|'
                    'A-to-Z Claim|ASIN|Merchant SKU|Item Name|Return quantity|Return Reason|Order Amount'.split('|'))


def returns_report(count, status='Approved'):
    rows = [RETURNS]
    for i in range(count):
        made = order(i)
        rows.append('\t'.join([made['orderId'], '26-Oct-2026', '10-Nov-2026', status, f'RMA{i}', 'Label', 'JPY', f'{10 ** 11 + i}', 'N',
                               f'B0{i:08d}', f'MUG-{i}', '陶器マグカップ ①㈱髙～', '1', 'DEFECTIVE', '1000']))
    return '\n'.join(rows) + '\n'


def known_returns(shop):
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    rows = db.execute('SELECT order_id, marketplace_rma, status, title FROM returns ORDER BY 1').fetchall()
    db.close()
    return rows


def returns_shop(interval=0, **document):
    files, stub = Stub(), Stub()
    stub.other, files.owner = files, stub
    stub.report, stub.document = returns_report(6).encode(document.pop('encoding', 'utf-8')), document
    shop = Shop(stub, interval=interval)
    return shop, stub, files


def test_returns():
    """Question, waiting, document; the file lies elsewhere and is read without a token."""
    for document in ({}, {'gzip': True}, {'encoding': 'cp932', 'kind': 'text/plain; charset=windows-31j'},
                     {'encoding': 'cp932', 'kind': 'text/plain'}, {'encoding': 'cp932', 'kind': 'text/plain; charset=UTF-8'},
                     {'encoding': 'utf-8-sig'}, {'gzip': True, 'kind': 'text/plain; charset=Shift_JIS', 'encoding': 'cp932'}):
        shop, stub, files = returns_shop(**document)
        stub.waits = 2
        lines, _ = shop.run('sync', 'returns')
        check(lines[-1]['outcome'] == 'done' and lines[-1]['new'] == 6, f'{document}: {lines[-1]}')
        check([row[3] for row in known_returns(shop)] == ['陶器マグカップ ①㈱髙～'] * 6, f'{document}: {known_returns(shop)}')
        check(stub.asked[0]['reportType'] == 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE', f'{stub.asked}')
        check(stub.asked[0]['marketplaceIds'] == [JAPAN], f'{stub.asked}')
        check(len(files.documents) == 1 and not files.tokens_seen, 'the file was read with a token')
        check('x-amz-access-token' not in files.documents[0][0] and 'Atza' not in str(files.documents), 'the token travelled')
        check(not [name for name in os.listdir(shop.data) if name.startswith('report')], 'a file was left behind')
        stub.report = returns_report(7, 'Completed').encode()
        stub.document = {}
        lines, _ = shop.run('sync', 'spapi')
        ends = {line['stream']: line for line in lines if line['type'] == 'summary'}
        check(list(ends)[:2] == ['orders', 'returns'], f'{lines}')
        check((ends['returns']['new'], ends['returns']['updated']) == (1, 6), f'{ends}')
        shop.clean()


def test_returns_faults():
    for fault, outcome, words in (('gone', 'done', ''), ('cut', 'done', ''), ('unsized', 'done', ''), ('bomb', 'failed', 'larger')):
        shop, stub, files = returns_shop(gzip=fault == 'bomb', fault=fault)
        lines, _ = shop.run('sync', 'returns', status=1 if outcome == 'failed' else 0)
        check(lines[-1]['outcome'] == outcome and words in (lines[-1]['reason'] or ''), f'{fault}: {lines[-1]}')
        check(len(known_returns(shop)) == (6 if outcome == 'done' else 0), f'{fault}: {known_returns(shop)}')
        shop.run('sync', 'returns')
        check(len(known_returns(shop)) == 6, fault)
        shop.clean()
    for final, outcome in (('CANCELLED', 'done'), ('FATAL', 'failed')):
        shop, stub, files = returns_shop()
        stub.final = final
        lines, _ = shop.run('sync', 'returns', status=1 if outcome == 'failed' else 0)
        check(lines[-1]['outcome'] == outcome and not files.documents, f'{final}: {lines[-1]}')
        stub.final = 'DONE'
        shop.run('sync', 'returns')
        check(len(known_returns(shop)) == 6, final)
        shop.clean()


def test_returns_waiting():
    """A report that takes its time is asked after the next time, not ordered anew."""
    shop, stub, _ = returns_shop(interval=60)
    stub.waits = 1000
    lines, _ = shop.run('sync', 'returns')
    check(lines[-1]['outcome'] == 'paused' and lines[-1]['next_at'], f'{lines[-1]}')
    stub.waits = 0
    lines, _ = shop.run('sync', 'returns')
    check(lines[-1]['outcome'] == 'done' and lines[-1]['new'] == 6 and len(stub.asked) == 1, f'{lines[-1]} {stub.asked}')
    shop.clean()


def test_returns_hosts():
    """A document that is said to lie elsewhere than documents do is not fetched."""
    shop, stub, files = returns_shop()
    for place in ('https://example.com/x', 'http://192.0.2.7/x', 'file:///etc/passwd', 'https://s3.amazonaws.com.example.com/x'):
        stub.other = type('Place', (), {'url': place})
        lines, _ = shop.run('sync', 'returns', status=1)
        check('no host of the marketplace' in lines[-1]['reason'], f'{place}: {lines[-1]}')
    shop.clean()


def test_actions():
    """What may be sent for an order, as its links say; kinds that nobody knows are named as such."""
    stub = Stub(ORDERS[:1])
    shop = Shop(stub)
    number = ORDERS[0]['orderId']
    names = ['sendInvoice', 'unexpectedProblem', 'updateFeedback', 'sendInvoice', '../../x']
    stub.actions = {'_links': {'self': {'href': '/x'}, 'actions': [{'href': f'/x/{name}', 'name': name} for name in names]},
                    '_embedded': {'actions': [{'_links': {'self': {'href': '/x', 'name': 'sendInvoice'}}, 'disabled': True,
                                               'disabledReason': 'Already sent'}, {}]}}
    lines, _ = shop.run('spapi', 'actions', number)
    check([(line['action'], line['known'], line['disabled']) for line in lines] == [
        ('sendInvoice', True, 'Already sent'), ('unexpectedProblem', True, None), ('updateFeedback', False, None)], f'{lines}')
    check(lines[1]['text'] == 2000 and lines[0]['attachments'] == 'needed', f'{lines}')
    check(stub.queries[-1] == f'/messaging/v1/orders/{number}?marketplaceIds={JAPAN}', stub.queries[-1])
    stub.actions = {'_links': {'actions': []}}
    check(shop.run('spapi', 'actions', number)[0] == [], 'no action')
    stub.actions = {'_links': []}
    check('“_links” is no object' in shop.run('spapi', 'actions', number, status=1)[1], 'no sentence')
    stub.faults = ['ok'] * stub.calls + ['denied']
    check('AccessDenied' in shop.run('spapi', 'actions', number, status=1)[1], 'no sentence')
    check('no order number' in shop.run('spapi', 'actions', 'x', status=1)[1], 'no sentence')
    shop.clean()


# ---- Messages ----------------------------------------------------------------------------------------------

TEXT = 'ご注文の品は、明日お届けの予定です。ご都合はよろしいでしょうか。'
KINDS = ('confirmCustomizationDetails', 'confirmDeliveryDetails', 'confirmOrderDetails', 'confirmServiceDetails', 'unexpectedProblem',
         'digitalAccessKey', 'legalDisclosure', 'sendInvoice', 'warranty')


def message_place(name):
    return f'/messaging/v1/orders/{ORDERS[0]["orderId"]}/messages/{name}?marketplaceIds={JAPAN}'


def offer(stub, **places):
    """All kinds but those whose place is None."""
    links = [{'href': places.get(name, message_place(name)), 'name': name} for name in KINDS if places.get(name, '') is not None]
    stub.actions = {'_links': {'actions': links}}


def message_shop():
    stub, files = Stub(ORDERS[:1]), Stub()
    stub.other, files.owner = files, stub
    offer(stub)
    shop = Shop(stub)
    shop.number = ORDERS[0]['orderId']
    return shop, stub, files


def events(shop):
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    rows = [(text, data) for text, data in db.execute('SELECT text, data FROM events ORDER BY id') if data and 'sent-action=' in data]
    db.close()
    return rows


# What the service does with the message | outcome | in the sentence | the next one may go out
ANSWERS = [
    ('201', 'ok', 'sent', '', False),
    ('201 without a body', 'empty_201', 'sent', '', False),
    ('201 cut off', 'long_length', 'unknown', 'Look at', False),
    ('400 with errors', 'invalid', 'refused', 'InvalidInput', True),
    ('403', 'denied', 'refused', 'AccessDenied', True),
    ('403, the token has expired', 'expired', 'sent', '', False),
    ('429', '429', 'refused', 'Nothing was sent', True),
    ('429 for an hour', '429_retry', 'refused', 'Nothing was sent', True),
    ('500', '500', 'unknown', 'Look at', False),
    ('503', '503', 'unknown', 'Look at', False),
    ('a lost answer', 'close', 'unknown', 'Look at', False),
    ('an answer that drips', 'drip_head', 'unknown', 'Look at', False),
    ('a redirect', 'redirect', 'refused', 'another place', True),
]


def answer_row(row):
    name, fault, outcome, words, again = row
    shop, stub, files = message_shop()
    stub.faults = ['ok', 'ok', fault]
    lines, said = shop.run('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', feed=TEXT,
                           status=0 if outcome == 'sent' else 1)
    check(lines[-1]['outcome'] == outcome, f'{lines[-1]} instead of {outcome}')
    check(words in said, f'“{words}” is not in “{said}”')
    # It went over the line once; but for a token that had to be renewed, which the service did not look past.
    check(len(stub.sent) == (2 if fault == 'expired' else 1), f'it was sent {len(stub.sent)} times')
    check(all(sent == (message_place('confirmOrderDetails'), {'text': TEXT}) for sent in stub.sent), f'{stub.sent}')
    check(not files.tokens_seen and not files.sent, 'the token travelled')
    told = events(shop)
    check(len(told) == (outcome != 'refused') and (not told or told[0][0] == TEXT), f'{told}')
    check(not told or f'sent-outcome={outcome}' in told[0][1], f'{told}')

    # The same once more.
    stub.faults, stub.sent = [], []
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    db.execute('DELETE FROM sync_buckets')
    db.commit()
    db.close()
    _, said = shop.run('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', feed=TEXT, status=0 if again else 1)
    check(len(stub.sent) == again, f'it was sent {len(stub.sent)} times more')
    if outcome == 'unknown':
        shop.run('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', '--not-there', feed=TEXT)
        check(len(stub.sent) == 1, 'it was not sent though somebody looked')
    shop.clean()


# Text | kind | in the sentence
FORBIDDEN = [
    ('', 'confirmOrderDetails', 'needs a text'),
    (' \n', 'confirmOrderDetails', 'needs a text'),
    ('あ' * 2001, 'confirmOrderDetails', '2001 characters'),
    ('あ' * 801, 'confirmCustomizationDetails', '800 at most'),
    ('あ' * 401, 'digitalAccessKey', '400 at most'),
    (TEXT + '<b>x</b>', 'confirmOrderDetails', 'HTML'),
    (TEXT + '＜b＞', 'confirmOrderDetails', 'HTML'),
    (TEXT + '&amp;', 'confirmOrderDetails', 'HTML'),
    (TEXT + ' a@example.com ', 'unexpectedProblem', 'mail address'),
    (TEXT + 'a＠example.com', 'unexpectedProblem', 'mail address'),
    (TEXT + ' https://example.com/x', 'confirmDeliveryDetails', 'link'),
    (TEXT + ' www.example.com', 'confirmServiceDetails', 'link'),
    (TEXT, 'sendInvoice', 'has no text'),
    ('', 'sendInvoice', 'attached file'),
    (TEXT + '良い評価をいただけましたら500円を返金いたします。', 'confirmOrderDetails', ''),
]


def test_message_content():
    """What may not go out is refused before anything goes out."""
    shop, stub, files = message_shop()
    for text, kind, words in FORBIDDEN:
        _, said = shop.run('spapi', 'message', shop.number, kind, '--text', '-', feed=text or '\n', status=1)
        check(words in said, f'{text[-40:]}: “{words}” is not in “{said}”')
    stub.locale = 'en-US'
    lines, _ = shop.run('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', '--dry-run',
                        feed='Your order will arrive tomorrow. Does this suit you?')
    check(lines[-1]['outcome'] == 'checked' and lines[-1]['locale'] == 'en-US', f'{lines}')
    check(not stub.sent and not files.uploads and not events(shop), 'something went out')
    shop.clean()


def test_message_offer():
    """Only what is offered just now goes out, and only to the place of this order at the service."""
    shop, stub, files = message_shop()
    other = f'/messaging/v1/orders/{ORDERS[1]["orderId"]}/messages/confirmOrderDetails?marketplaceIds={JAPAN}'
    here = message_place('confirmOrderDetails')
    for place, words in ((None, 'does not offer'), ('https://example.com' + here, 'leads elsewhere'), ('//example.com' + here, 'leads elsewhere'),
                         ('http://sellingpartnerapi-fe.amazon.com' + here, 'leads elsewhere'), (other, 'leads elsewhere'),
                         ('https://sellingpartnerapi-fe.amazon.com:444' + here, 'leads elsewhere'), ('/messaging/v1/../../x', 'leads elsewhere'),
                         ('https:' + here, 'leads elsewhere'),
                         ('https://a@sellingpartnerapi-fe.amazon.com' + here, 'leads elsewhere'), (here.replace('/messages/', '/messages/../'), 'leads elsewhere')):
        offer(stub, confirmOrderDetails=place)
        _, said = shop.run('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', feed=TEXT, status=1)
        check(words in said and not stub.sent, f'{place}: {said}')
    offer(stub, confirmOrderDetails='https://sellingpartnerapi-fe.amazon.com' + here)
    shop.run('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', feed=TEXT)
    check(stub.sent[0][0] == here, f'{stub.sent}')
    _, said = shop.run('spapi', 'message', shop.number, 'updateFeedback', '--text', '-', feed=TEXT, status=1)
    check('does not offer' in said, said)
    shop.clean()


def test_message_files():
    """Attached files go to another host, which sees no token, with the headers that were asked for."""
    import base64
    import hashlib
    import urllib.parse
    shop, stub, files = message_shop()
    paths = [os.path.join(shop.dir, name) for name in ('請求書.PDF', 'b.txt', 'c.exe', 'd.pdf')]
    for path, content in zip(paths, (b'%PDF-1.4 x', b'two', b'MZ', b'')):
        with open(path, 'wb') as out:
            out.write(content)
    send = ('spapi', 'message', shop.number, 'sendInvoice')
    for extra, words in (((paths[2],), 'kind of'), ((paths[3],), 'empty'), ((shop.dir + '/no.pdf',), 'cannot be read'), ([paths[1]] * 6, '5 attached')):
        _, said = shop.run(*send, *(word for path in extra for word in ('--attach', path)), status=1)
        check(words in said, said)
    check(not files.uploads, 'a file went out')
    for fault, words in (('redirect', 'another place'), ('gone', 'attached file')):
        stub.document['fault'] = fault
        _, said = shop.run(*send, '--attach', paths[0], status=1)
        check(words in said and not stub.sent, said)
    stub.document.clear()
    for told, words in (({'url': 'https://example.com/x'}, 'no host of the marketplace'), ({'headers': {'Host': 'x'}}, 'no header'),
                        ({'headers': {'x-amz-access-token': 'x'}}, 'no header'), ({'headers': []}, 'no object'), ({'url': None}, 'missing')):
        stub.upload = told
        _, said = shop.run(*send, '--attach', paths[0], status=1)
        check(words in said and not stub.sent, f'{told}: {said}')
    stub.upload, files.uploads = {}, []
    shop.run(*send, '--attach', paths[0], '--attach', paths[1])
    check([put[2] for put in files.uploads] == [b'%PDF-1.4 x', b'two'], f'{files.uploads}')
    check(all('x-amz-access-token' not in put[0] and put[0]['x-amz-meta-a'] == 'b' for put in files.uploads), f'{files.uploads}')
    place = [query for query in stub.queries if query.startswith('/uploads/')][-2]
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(place).query))
    check(asked['contentMD5'] == base64.b64encode(hashlib.md5(b'%PDF-1.4 x').digest()).decode() and asked['contentType'] == 'application/pdf', place)
    check(urllib.parse.urlsplit(place).path.endswith(f'/messaging/v1/orders/{shop.number}/messages/sendInvoice'), place)
    body = stub.sent[0][1]
    check('text' not in body and [file['fileName'] for file in body['attachments']] == ['請求書.PDF', 'b.txt'], f'{body}')
    check(events(shop)[0][0] == '請求書.PDF\nb.txt', f'{events(shop)}')
    shop.run('spapi', 'message', shop.number, 'warranty', '--attach', paths[0], '--from', '2026-11-01', '--until', '2027-10-31')
    check(stub.sent[1][1]['coverageStartDate'].startswith('2026-10-31T15:00:00'), f'{stub.sent[1]}')
    shop.clean()


def test_message_killed():
    """Cut off while the answer is awaited: it is not sent again by itself, and undo does not claim to take it back."""
    shop, stub, files = message_shop()
    stub.faults = ['ok', 'ok', 'drip_head']
    process = shop.start('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', feed=TEXT)
    process.stdin.write(TEXT)
    process.stdin.close()
    while not stub.sent:
        time.sleep(0.01)
    process.kill()
    process.wait()
    stub.faults = []
    _, said = shop.run('spapi', 'message', shop.number, 'confirmOrderDetails', '--text', '-', feed=TEXT + '。', status=1)
    check('nobody knows' in said and len(stub.sent) == 1, said)
    shop.clean()


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
    shop = Shop(stub, usage='rate=0.01\nburst=2')
    process = shop.start('sync', '--wait', 'orders')
    while stub.calls < 2:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(2)
    out, _ = process.communicate(timeout=5)
    summary = json.loads(out.splitlines()[-1])
    check(summary['outcome'] == 'stopped' and summary['new'] == 10 and process.returncode == 1, f'{summary}')
    shop.clean()


TESTS = [test_clock, test_pages, test_bad_orders, test_bucket, test_endpoints, test_secrets, test_keyring, test_tls, test_regions, test_merge, test_links,
         test_unknown, test_returns, test_returns_faults, test_returns_waiting, test_returns_hosts, test_actions, test_message_content, test_message_offer, test_message_files, test_message_killed,
         test_remove, test_kill, test_stop]
WHOLE = whole_record()
wanted = sys.argv[2:]
jobs = [(f'fault: {row[0]}', lambda row=row: play(row)) for row in FAULTS]
jobs += [(f'message: {row[0]}', lambda row=row: answer_row(row)) for row in ANSWERS]
jobs += [(test.__name__[5:].replace('_', ' '), test) for test in TESTS]
jobs = [job for job in jobs if not wanted or any(word in job[0] for word in wanted)]

run_jobs(jobs)
