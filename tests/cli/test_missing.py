#!/usr/bin/env python3
# Orders that a case names and nobody has told of, asked for one by one: which, how often, and what is said of
# those that the service does not know.
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import Shop, check, run_jobs  # noqa: E402
from spapi_stub import Stub, order  # noqa: E402


def name_orders(shop, numbers):
    """A mail for each, as if a buyer had asked about it."""
    for number in numbers:
        path = os.path.join(shop.dir, f'{number}.eml')
        with open(path, 'w', encoding='utf-8') as out:
            out.write(f'From: 佐伯 <b{number:010d}@marketplace.amazon.co.jp>\nTo: shop@example.com\nContent-Type: text/plain; charset=utf-8\n'
                      f'Subject: Inquiry (Order: {order(number)["orderId"]})\nMessage-ID: <{number}@example.invalid>\n'
                      f'X-Space-Notification-Type: BBC_MESSAGE_SENT_TO_MERCHANT\nDate: Thu, 26 Nov 2026 10:00:00 +0900\n\n届きません。\n')
        shop.run('import', path)


def ask(shop, status=0):
    lines, said = shop.run('sync', 'missing', status=status)
    check(lines[-1]['stream'] == 'order', f'{lines}')
    return lines[-1], said


def asked(stub):
    return [place.split('?')[0].split('/')[-1] for place in stub.queries]


def change(shop, statement):
    db = sqlite3.connect(os.path.join(shop.data, 'henji.db'))
    with db:
        rows = db.execute(statement).fetchall()
    db.close()
    return rows


def test_once():
    """Only those that nobody told of; what came is not asked for again, nor within a day what is not known."""
    stub = Stub([order(0), order(1)])
    shop = Shop(stub)
    name_orders(shop, (0, 1, 9))
    end, said = ask(shop, status=1)
    check((end['new'], end['rejected']) == (2, 1) and 'does not know this order' in said, f'{end} {said}')
    check(sorted(asked(stub)) == sorted(order(i)['orderId'] for i in (0, 1, 9)), f'{stub.queries}')
    calls = stub.calls
    end, _ = ask(shop)
    check(end['new'] == 0 and end['rejected'] == 0 and stub.calls == calls, f'{end} {stub.queries[calls:]}')
    change(shop, "UPDATE orders_asked SET at = at - 86400000000 - 1")
    stub.orders.append(order(9))
    end, _ = ask(shop)
    check(end['new'] == 1 and asked(stub)[calls:] == [order(9)['orderId']], f'{end} {stub.queries[calls:]}')
    check(change(shop, 'SELECT count (*) FROM orders') == [(3,)], 'not all orders came')
    shop.clean()


def test_closed():
    """Nobody asks about a case that is closed."""
    stub = Stub([order(0)])
    shop = Shop(stub)
    name_orders(shop, (0,))
    shop.run('close', shop.run('cases')[0][0]['case'])
    calls = stub.calls
    check(ask(shop)[0]['new'] == 0 and stub.calls == calls, f'{stub.queries}')
    shop.clean()


def test_heap():
    """No more than thirty in one go, the newest first; the next time brings the rest."""
    stub = Stub([order(i) for i in range(40)])
    shop = Shop(stub)
    name_orders(shop, range(40))
    check(ask(shop)[0]['new'] == 30 and order(39)['orderId'] in asked(stub) and order(0)['orderId'] not in asked(stub), f'{asked(stub)}')
    check(ask(shop)[0]['new'] == 10 and ask(shop)[0]['new'] == 0, f'{stub.queries}')
    shop.clean()


def test_plan():
    """As often as the usage plan allows: what is left over comes later, and none is asked for twice."""
    stub = Stub([order(i) for i in range(5)])
    shop = Shop(stub, usage='rate=0.01\nburst=3')
    name_orders(shop, range(5))
    end, _ = ask(shop)
    check(end['outcome'] == 'paused' and end['new'] == 3 and end['next_at'], f'{end}')
    end, _ = ask(shop)
    check(end['outcome'] == 'paused' and end['new'] == 0, f'{end}')
    check(len(asked(stub)) == 3, f'{stub.queries}')
    change(shop, 'DELETE FROM sync_buckets')
    check(ask(shop)[0]['new'] == 2 and len(set(asked(stub))) == 5 == len(asked(stub)), f'{stub.queries}')
    shop.clean()


def test_offline():
    """Nobody there: nothing is marked as asked for, and later all of it comes."""
    stub = Stub([order(0)])
    shop = Shop(stub)
    name_orders(shop, (0,))
    shop.env['HENJI_SPAPI_ENDPOINT'] = 'http://127.0.0.1:9'
    end, _ = ask(shop, status=1)
    check(end['outcome'] == 'failed' and end['rejected'] == 0, f'{end}')
    check(change(shop, 'SELECT count (*) FROM orders_asked') == [(0,)], 'it is marked as asked for')
    shop.env['HENJI_SPAPI_ENDPOINT'] = stub.url
    check(ask(shop)[0]['new'] == 1, f'{stub.queries}')
    shop.clean()


def test_kill():
    """Killed between two orders, the next time asks for the rest alone."""
    stub = Stub([order(i) for i in range(20)])
    stub.on_call = lambda stub: time.sleep(0.02)
    shop = Shop(stub)
    name_orders(shop, range(20))
    process = shop.start('sync', 'missing')
    while stub.calls < 8 and process.poll() is None:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    known = change(shop, 'SELECT count (*) FROM orders')[0][0]
    check(0 < known < 20, f'{known} orders')
    check(ask(shop)[0]['new'] == 20 - known, 'the rest')
    check(len(asked(stub)) <= 21, f'{len(asked(stub))} questions')
    shop.clean()


TESTS = [test_once, test_closed, test_heap, test_plan, test_offline, test_kill]
wanted = sys.argv[2:]
run_jobs([(test.__name__[5:].replace('_', ' '), test) for test in TESTS if not wanted or any(word in test.__name__ for word in wanted)])
