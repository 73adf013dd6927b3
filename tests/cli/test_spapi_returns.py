#!/usr/bin/env python3
# The service's report of returns: ordered, waited for, fetched from where it lies.
import os
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import Shop, check, run  # noqa: E402
from spapi_stub import JAPAN, Stub, day, order  # noqa: E402


RETURNS = '\t'.join('Order ID|Order date|Return request date|Return request status|Amazon RMA ID|Label type|Currency code|Tracking ID|'
                    'A-to-Z Claim|ASIN|Merchant SKU|Item Name|Return quantity|Return Reason|Order Amount'.split('|'))


def returns_report(count, status='Approved'):
    rows = [RETURNS]
    for i in range(count):
        made = order(i)
        rows.append('\t'.join([made['orderId'], day(0, '%d-%b-%Y'), day(15, '%d-%b-%Y'), status, f'RMA{i}', 'Label', 'JPY', f'{10 ** 11 + i}', 'N',
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
    for document in ({}, {'gzip': True}, {'gzip': True, 'packed': True}, {'encoding': 'cp932', 'kind': 'text/plain; charset=windows-31j'},
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


def test_returns_unreadable():
    """A report whose file cannot be read is asked for a day long; then a new one is made."""
    shop, stub, files = returns_shop(gzip=True, fault='bomb')
    shop.run('sync', 'returns', status=1)
    stub.document['fault'] = 'bomb'
    shop.run('sync', 'returns', status=1)
    check(len(stub.asked) == 1, 'a new one was made at once')
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    db.execute('UPDATE sync_cursors SET token_at = token_at - 90000000000')
    db.commit()
    db.close()
    stub.document['fault'] = 'bomb'
    shop.run('sync', 'returns', status=1)
    lines, _ = shop.run('sync', 'returns')
    check(len(stub.asked) == 2 and lines[-1]['new'] == 6, f'{stub.asked} {lines[-1]}')
    check(stub.asked[1]['dataStartTime'] == stub.asked[0]['dataStartTime'], f'{stub.asked}')
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


run([test_returns, test_returns_faults, test_returns_unreadable, test_returns_waiting, test_returns_hosts])
