# The marketplace connection in the window, against a stand-in of the service: a wrong secret and the right one,
# fifty orders and where they show, the log, a withdrawn authorisation, reminders, and leaving. Then twenty
# thousand orders while the window is used, with the longest stall of its main loop as a figure.
import json
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
import material  # noqa: E402
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for  # noqa: E402
from spapi_stub import Stub, order  # noqa: E402

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
MANY = os.path.join(TEMP, 'many')
ORDERS = [order(i) for i in range(50)]
ASKED = ORDERS[7]
SECRETS = ('stub-secret', 'Atzr|', 'Atza|')
stub = Stub(ORDERS)
window = None


def env(service, **more):
    return {'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': os.path.join(TEMP, 'keyring'),
            'SECRET_FILE_TEST_PASSWORD': 'test', 'HENJI_SPAPI_ENDPOINT': service.url,
            'HENJI_LWA_ENDPOINT': service.url + '/auth/o2/token', **more}


def type_in(name, text):
    window.find(name, 'text box').set_text(text)


def log():
    lines = map(json.loads, ctl(DATA, 'sync-log').stdout.splitlines())
    return [(line['stream'], line['outcome'], line['new'], line['reason']) for line in lines]


def day(ago):
    return time.strftime('%Y-%m-%d', time.localtime(time.time() - ago * 86400))


def fill(secret, since=day(57), made=day(26)):
    type_in('Client id', 'client-1')
    type_in('Client secret', secret)
    type_in('Refresh token', 'Atzr|stub-refresh')
    type_in('Day the client secret was made, like 2026-11-24', made)
    type_in('Orders changed since', since)


def no_secret_is_read():
    """No name and no text of the window holds a secret, nor does the log."""
    for text in window.texts():
        for secret in SECRETS:
            check(secret not in text, f'“{secret}” can be read in “{text}”')
    for secret in SECRETS:
        check(secret not in window.output(), f'“{secret}” is in the log')


def test_before():
    """The first window leads to the assistant, which says what is needed and where it is written"""
    global window
    path = material.write(os.path.join(TEMP, 'case.eml'), material.mail(
        'b0000000007@marketplace.amazon.co.jp', f'注文番号 {ASKED["orderId"]}', '届いたカップが割れていました。'))
    window = Window(env=env(stub), name='connection')
    window.click('Connect a Marketplace')
    window.find('Connect a Marketplace', depth=1)
    window.says('A Professional account')
    window.says('desktop programs with no connection')
    window.find('Not established')
    window.find('Page about “The policy on desktop programs”')
    window.click('Cancel')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.do_import(path)
    window.find('Done', 'button')
    window.give_keys_to('Import')
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)


def open_connection():
    window.give_keys_to('Henji')
    window.key('F10')
    window.click('Marketplace Connection')
    window.find('Marketplace Connection', depth=1)


def test_wrong():
    """What is missing or wrong is said, and nothing is kept"""
    open_connection()
    window.says('No Marketplace Connected')
    window.click('Connect…')
    window.click('Continue')
    window.click('Test and Connect')
    window.says('The client id is missing.')
    fill('wrong', since='someday')
    window.click('Test and Connect')
    window.says('someday')
    fill('wrong')
    window.click('Test and Connect')
    window.says('no longer accepts the authorisation')
    stub.login_faults = ['ok'] * stub.logins + ['invalid_client']
    window.click('Test and Connect')
    window.says('does not accept the client id and client secret')
    fill('stub-secret')
    stub.faults = ['ok'] * stub.calls + ['denied']
    window.click('Test and Connect')
    window.says('may not read the orders of amazon.co.jp')
    same(log(), [], 'the log')
    no_secret_is_read()


def test_connect():
    """The right secret is tried, kept, and the entries are emptied; nobody logs in twice"""
    logins = stub.logins
    window.click('Test and Connect')
    window.says('orders of amazon.co.jp can be read')
    same(stub.logins, logins + 1, 'logins')
    for name in ('Client secret', 'Refresh token'):
        check(not [n for n in window.all(name, 'text box') if n.text()], f'{name} still has a text')
    no_secret_is_read()


def test_named():
    """The order that the case names is asked for by itself, and nothing else is"""
    wait_for('the order', lambda: [line[:3] for line in log()] == [('order', 'done', 1)])
    window.says(ASKED['orderItems'][0]['product']['title'])


def test_sync():
    """Fifty orders come and every report, one after the other, and the log tells of them"""
    logins = stub.logins
    window.click('Start the First Sync')
    window.find(starts='', has='Orders · Done, 49 new')
    kinds = ['feedback', 'returns', 'orders', 'order']
    wait_for('all lines', lambda: [line[0] for line in log() if line[0] in kinds and line[1] == 'done'] == kinds)
    same(stub.logins, logins, 'logins')
    window.find(starts='Copy the request id of')
    window.find(starts='Orders, Off, Last read', has='only when you ask for it')
    window.find(starts='Returns, Once a day, Last read', has='the next at')
    window.find(starts='Order Report, Off, Not needed as a rule')
    window.give_keys_to('Marketplace Connection')
    window.key('ctrl+w')  # Escape would take a toast away first
    wait_for('one window', lambda: len(window.windows()) == 1)


def choose(row, *keys):
    """Opens the list of a row and goes to another choice."""
    window.give_keys_to('Marketplace Connection')
    node = window.focused()
    for _ in range(40):
        if node is not None and node.name.startswith(row):
            break
        node = window.move('Tab', node)
    check(node is not None and node.name.startswith(row), f'{row} cannot be reached')
    window.key('space')
    window.key(*keys, 'Return')


def test_again():
    """Another sync finds them known; by itself it comes when the user likes"""
    window.give_keys_to('Henji')
    window.key('F5')
    window.says('Orders: ')
    wait_for('a second run', lambda: [line[0] for line in log()].count('orders') == 2)
    open_connection()
    choose('Orders, Off', 'Down', 'Down')
    window.find(starts='Orders, Every 15 minutes', has='the next at')
    choose('Returns, Once a day', 'Up', 'Up', 'Up', 'Up', 'Up', 'Up')
    window.find(starts='Returns, Off', has='only when you ask for it')


def test_one():
    """One kind is read when it is wanted; one that is being made is fetched later, though it is off, after a restart too"""
    global window
    change = sqlite3.connect(f'{DATA}/henji.db')
    with change:
        change.execute("UPDATE sync_cursors SET cursor = 0 WHERE stream = 'returns'")
    change.close()
    stub.waits = 1000
    window.click('Read now: Returns')
    window.find(starts='Returns, Off, Being read now')
    window.find(starts='Returns, Off, Waits for the marketplace, next look')
    same(log()[0][:2], ('returns', 'paused'), 'the log')
    window.find('Stop: Returns')
    same(window.complaints(), [], 'complaints')
    window.close()
    asked = len(stub.asked)
    stub.waits = 0
    window = Window(env=env(stub), name='again')
    wait_for('the report', lambda: log()[0][:2] == ('returns', 'done'), 90)
    same(len(stub.asked), asked, 'reports that were asked for')
    open_connection()
    window.find(starts='Returns, Off, Last read', has='only when you ask for it')


def take_case(made, name):
    """A case comes, of an order that the desk does not know; it is chosen."""
    path = material.write(os.path.join(TEMP, f'{name}.eml'), material.mail(
        f'{name.lower()}@marketplace.amazon.co.jp', f'注文番号 {made["orderId"]}', '商品が届きません。', name=name))
    window.do_import(path)
    window.find('Done', 'button')
    window.give_keys_to('Import')
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)
    box = window.find('Open cases', 'list')
    wait_for('its row', lambda: [n for n in box.read().children if name in n.name])
    box.select_child(next(i for i, n in enumerate(box.children) if name in n.name))
    window.says(made['orderId'])


def test_by_hand():
    """Whoever wants no question by itself asks on the case, and is told there what came of it"""
    choose('Unknown orders of cases', 'Down')
    wait_for('the choice', lambda: [n for n in window.all('Only when I ask') if n.now('visible')])
    window.give_keys_to('Marketplace Connection')
    window.key('ctrl+w')
    wait_for('one window', lambda: len(window.windows()) == 1)
    known, unknown, questions = order(60), order(61), len(log())
    stub.orders.append(known)
    take_case(known, 'Hanako')
    window.says('Order details are missing. The marketplace may know them.')
    same(len(log()), questions, 'lines of the log')
    window.click('Ask the Marketplace')
    window.says(known['orderItems'][0]['product']['title'])
    same(log()[0][:3], ('order', 'done', 1), 'the log')
    take_case(unknown, 'Taro')
    window.says('Order details are missing.')
    window.click('Ask the Marketplace')
    window.says('The marketplace does not know this order.')
    wait_for('the button', lambda: window.find('Ask the Marketplace').now('sensitive'))
    no_secret_is_read()
    open_connection()


def test_withdrawn():
    """A withdrawn authorisation turns it off, with a sentence, and nobody asks any more"""
    stub.token = 'Atza|other'
    stub.login_faults = ['ok'] * stub.logins + ['invalid_grant']
    window.click('Sync Now')
    window.says('Turned off: the marketplace no longer accepts the authorisation')
    logins = stub.logins
    wait_for('the button to be off', lambda: not window.find('Sync Now').now('sensitive'))
    same(stub.logins, logins, 'logins')
    same(log()[0][:2], ('orders', 'failed'), 'the log')
    window.click('Connect Again…')
    window.click('Continue')
    fill('stub-secret', made=day(175))
    window.click('Test and Connect')
    window.find('Start the First Sync')
    window.click('Close', under=window.find('Connect a Marketplace', depth=1))
    wait_for('Sync Now', lambda: window.find('Sync Now').now('sensitive'))


def test_reminder():
    """The end of the secret is said in the window and in the log, and may be put away"""
    window.says('The client secret ')
    wait_for('a line', lambda: log()[0][0] == 'secret')
    window.find(has='Reminder, The client secret')
    window.click('Later')
    wait_for('the strip to go', lambda: not window.all('Later'))


def test_clock():
    """A clock that is off is said"""
    stub.skew = 7200
    window.click('Sync Now')
    window.says("minutes behind")
    window.click('Later')
    stub.skew = 0


def test_leave():
    """Disconnecting takes out the secrets, and what came by it where that is wanted"""
    window.click('Menu of the connection', 'button')
    window.click('Disconnect…')
    window.says('51 orders that nothing else told of')
    window.click('Disconnect and Remove')
    window.says('No Marketplace Connected')
    window.unsaid(ASKED['orderItems'][0]['product']['title'])
    db = sqlite3.connect(f'file:{DATA}/henji.db?mode=ro', uri=True)
    same(db.execute("SELECT count(*) FROM reports WHERE source = 'spapi'").fetchone()[0], 0, 'what it said')
    same(db.execute('SELECT count(*) FROM orders').fetchone()[0], 0, 'orders')
    same(db.execute('SELECT count(*) FROM cases').fetchone()[0], 3, 'cases')
    db.close()
    no_secret_is_read()
    same(window.complaints(), [], 'complaints')
    window.close()


def test_many():
    """The window can be used while twenty thousand orders come"""
    global window
    service = Stub([order(i) for i in range(20000)])
    os.makedirs(os.path.join(MANY, 'facts', 'spapi'))
    ctl(MANY, 'sample')
    with open(os.path.join(MANY, 'facts', 'spapi', 'usage.ini'), 'w', encoding='utf-8') as out:
        out.write('[operation searchOrders]\nrate=1000\nburst=1000\n[operation getOrder]\nrate=1000\nburst=1000\n')
    window = Window('--data-dir', MANY, env=env(service, HENJI_TRACE='stalls'), name='many')
    wait_for('the list', lambda: len(window.rows()) > 10)
    open_connection()
    window.click('Connect…')
    window.click('Continue')
    fill('stub-secret')
    window.click('Test and Connect')
    window.find('Start the First Sync')
    begin = time.monotonic()
    window.click('Start the First Sync')
    window.give_keys_to('Henji')

    def come():
        db = sqlite3.connect(f'file:{MANY}/henji.db?mode=ro', uri=True)
        n = db.execute("SELECT count(*) FROM reports WHERE source = 'spapi'").fetchone()[0]
        db.close()
        return n
    wait_for('the first orders', lambda: come() >= 2000)  # the assistant has gone by then
    settled, half = time.monotonic(), None
    while come() < 20000 and time.monotonic() < begin + 200:
        if half is None and come() >= 10000:
            half = time.monotonic()
        if half is not None:
            window.key('Down')
        time.sleep(0.2)  # a seller who reads
    same(come(), 20000, 'orders')
    end = time.monotonic()
    stalls = [tuple(map(int, line.split()[2:])) for line in window.output().splitlines()
              if line.startswith('trace stall')]
    print(f'# 20,000 orders in {end - begin:.1f} s, load {os.getloadavg()[0]:.1f}', flush=True)
    for what, since, until in (('untouched', settled, half), ('cases being chosen', half, end)):
        during = [s for s in stalls if since * 1e6 < s[0] < until * 1e6] or [(0, 0, 0)]
        print(f'# {what}: the main loop was away {max(s[1] for s in during) / 1000:.1f} ms at most, and computed '
              f'{max(s[2] for s in during) / 1000:.1f} ms in one go; over 16 ms computed: {sum(s[2] > 16000 for s in during)} times', flush=True)
    window.close()


run(test_before, test_wrong, test_connect, test_named, test_sync, test_again, test_one, test_by_hand, test_withdrawn, test_reminder, test_clock, test_leave,
    test_many, chain=True)
