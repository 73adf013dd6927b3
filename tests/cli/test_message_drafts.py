#!/usr/bin/env python3
# Messages through the marketplace that are being written: what takes them away, and what does not.
import os
import pathlib
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import ORDERS, Shop, check, run  # noqa: E402
from spapi_stub import JAPAN, Stub  # noqa: E402

NUMBER, OTHER = ORDERS[0]['orderId'], ORDERS[1]['orderId']
TEXT = 'ご注文の品は、明日お届けの予定です。ご都合はよろしいでしょうか。'
MORE = 'お届け先の建物名を教えていただけますでしょうか。'


def shop_with(*drafts):
    """drafts: (order, kind, text, paths)."""
    stub, files = Stub(ORDERS[:2]), Stub()
    stub.other, files.owner = files, stub
    stub.actions = {'_links': {'actions': [{'href': f'/messaging/v1/orders/{NUMBER}/messages/{kind}?marketplaceIds={JAPAN}', 'name': kind}
                                           for kind in ('confirmOrderDetails', 'unexpectedProblem', 'sendInvoice')]}}
    shop = Shop(stub)
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    db.executemany("INSERT INTO message_drafts VALUES (?, ?, ?, ?, '', '', 1)",
                   [(order, kind, text, '\n'.join(pathlib.Path(shop.dir, name).as_uri() for name in names)) for order, kind, text, names in drafts])
    db.commit()
    db.close()
    return shop, stub


def left(shop):
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    rows = db.execute('SELECT order_id, action, text FROM message_drafts ORDER BY 1, 2').fetchall()
    db.close()
    return rows


def send(shop, kind, *words, text=None, status=0):
    feed = (['--text', '-'] if text else [])
    shop.run('spapi', 'message', NUMBER, kind, *feed, *words, feed=text, status=status)


def test_sent():
    """What goes out takes its own draft away, and no other."""
    shop, stub = shop_with((NUMBER, 'confirmOrderDetails', TEXT + '\n', ()), (NUMBER, 'unexpectedProblem', TEXT, ()),
                           (OTHER, 'confirmOrderDetails', TEXT, ()))
    rest = [(OTHER, 'confirmOrderDetails', TEXT), (NUMBER, 'unexpectedProblem', TEXT)]
    send(shop, 'confirmOrderDetails', '--dry-run', text=TEXT)
    check(len(left(shop)) == 3, f'{left(shop)}')
    send(shop, 'confirmOrderDetails', text=TEXT)
    check(left(shop) == sorted(rest), f'{left(shop)}')
    # Another text of the same kind: what is being written stays.
    send(shop, 'unexpectedProblem', text=MORE)
    check(left(shop) == sorted(rest) and len(stub.sent) == 2, f'{left(shop)}')
    shop.clean()


def test_not_sent():
    """What was refused, or perhaps went out, stays."""
    for fault in ('invalid', 'close'):
        shop, stub = shop_with((NUMBER, 'confirmOrderDetails', TEXT, ()))
        stub.faults = ['ok', 'ok', fault]
        send(shop, 'confirmOrderDetails', text=TEXT, status=1)
        check(len(stub.sent) == 1 and len(left(shop)) == 1, f'{fault}: {left(shop)}')
        shop.clean()


def test_files():
    """Of a message that consists of files, the files are what counts."""
    shop, stub = shop_with((NUMBER, 'sendInvoice', '', ('請求書.pdf', 'b.txt')))
    paths = [os.path.join(shop.dir, name) for name in ('請求書.pdf', 'b.txt')]
    for path in paths:
        with open(path, 'wb') as out:
            out.write(b'%PDF-1.4 x')
    send(shop, 'sendInvoice', '--attach', paths[0])
    check(len(left(shop)) == 1, 'another file took it away')
    send(shop, 'sendInvoice', '--attach', paths[0], '--attach', paths[1])
    check(left(shop) == [] and len(stub.sent) == 2, f'{left(shop)}')
    shop.clean()


def test_found():
    """One of which nobody knew: the draft of what turns out to be there goes, and no other one."""
    for kept, words, n in ((TEXT + '\n', '--there', 0), (MORE, '--there', 1), (TEXT, '--not-there', 1)):
        shop, stub = shop_with((NUMBER, 'confirmOrderDetails', kept, ()), (OTHER, 'confirmOrderDetails', TEXT, ()))
        stub.fault_of = lambda asked: 'close' if asked.startswith('POST /messaging/') else None
        send(shop, 'confirmOrderDetails', text=TEXT, status=1)
        shop.run('spapi', 'looked', NUMBER, 'confirmOrderDetails', words)
        check(len([row for row in left(shop) if row[0] == NUMBER]) == n, f'{kept}, {words}: {left(shop)}')
        check((OTHER, 'confirmOrderDetails', TEXT) in left(shop), 'of another order')
        shop.clean()


def test_disconnected():
    """They stay when the connection goes, unless what it brought is to go."""
    for words, n in (((), 1), (('--remove-orders',), 0)):
        shop, _ = shop_with((NUMBER, 'confirmOrderDetails', TEXT, ()))
        shop.run('spapi', 'disconnect', *words)
        check(len(left(shop)) == n, f'{words}: {left(shop)}')
        shop.clean()


run([test_sent, test_not_sent, test_files, test_found, test_disconnected])
