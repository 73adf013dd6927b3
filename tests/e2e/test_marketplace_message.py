# A message of a fixed kind through the marketplace, against a stand-in of its service: why it cannot be opened, what may
# be sent and what not, what is refused before anything goes out, files, a lost answer with its two ways on, and no network.
import os
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
import material  # noqa: E402
from henji_e2e import HENJICTL, TEMP, Window, check, ctl, run, same, wait_for  # noqa: E402
from spapi_stub import JAPAN, SINCE, Stub  # noqa: E402

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
TITLE = 'Message through the Marketplace'
ITEM = 'Message through the marketplace'
TEXT = 'ご注文の品は、明日お届けの予定です。ご都合はよろしいでしょうか。'
MORE = 'お届け先の建物名を教えていただけますでしょうか。'
INVOICE, ODD, EMPTY = (os.path.join(TEMP, name) for name in ('invoice.pdf', '領収書 #2.pdf', 'empty.pdf'))
OPERATIONS = ('getMessagingActionsForOrder', 'getAttributes', 'sendMessage', 'createUploadDestinationForResource')
stub, files = Stub(), Stub()
stub.other, files.owner = files, stub
OTHERS = ('250-1234567-7654321', '250-7654321-1234567')  # of one case
window = None
for path, content in ((INVOICE, b'%PDF-1.4 x'), (ODD, b'%PDF-1.4 y'), (EMPTY, b'')):
    with open(path, 'wb') as out:
        out.write(content)


def place(kind):
    return f'/messaging/v1/orders/{material.ORDER}/messages/{kind}?marketplaceIds={JAPAN}'


def offer(*kinds, disabled=()):
    stub.actions = {'_links': {'actions': [{'href': place(kind), 'name': kind} for kind in kinds]},
                    '_embedded': {'actions': [{'_links': {'self': {'href': '/x', 'name': kind}}, 'disabled': True,
                                               'disabledReason': reason} for kind, reason in disabled]}}


def questions():
    """What was asked about messages. The window asks for other things in between, at times of its own."""
    return [place for place in stub.queries if place.startswith('/messaging/')]


def is_sending(asked):
    return asked.startswith('POST /messaging/')


def env():
    return {'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': os.path.join(TEMP, 'keyring'),
            'SECRET_FILE_TEST_PASSWORD': 'test', 'HENJI_SPAPI_ENDPOINT': stub.url,
            'HENJI_LWA_ENDPOINT': stub.url + '/auth/o2/token'}


def begin(buyer='長谷川'):
    global window
    window = Window(env=env(), name='message')
    wait_for('the rows', lambda: len(window.rows()) == 3)
    go_to(buyer)


def go_to(buyer):
    box = window.find('Open cases', 'list')
    box.select_child(next(i for i, n in enumerate(box.children) if buyer in n.name))
    wait_for('the case', lambda: buyer in window.reply() or any(buyer in n.name for n in window.all(role='label')))


def menu_item():
    """The item of the case's menu: (its words, can it be chosen)."""
    window.give_keys_to('Henji')
    window.click('Case menu')
    node = window.find(starts=ITEM)
    told = node.name, bool(node.now('sensitive'))
    window.key('Escape')
    window.gone(starts=ITEM)
    return told


def open_dialog():
    window.give_keys_to('Henji')
    window.key('ctrl+shift+m')
    window.find(TITLE, depth=1)


def has_form():
    return window.find('Kind of Message', 'combo box')


def dialog():
    return window.find(TITLE, depth=1)


def is_closed():
    wait_for('one window', lambda: len(window.windows()) == 1)


def write(text):
    window.find('Message to buyer').set_text(text)


def written():
    return window.find('Message to buyer').text()


def stands(text):
    wait_for(f'the text “{text}”', lambda: written() == text)


def kept():
    """What the record holds: {kind: (text, names of files)}."""
    db = sqlite3.connect(f'file:{DATA}/henji.db?mode=ro', uri=True, timeout=20)
    try:
        return {kind: (text, [os.path.basename(place) for place in places.split('\n') if place])
                for kind, text, places in db.execute('SELECT action, text, files FROM message_drafts WHERE order_id = ?', (material.ORDER,))}
    finally:
        db.close()


def attach(path):
    window.click('Attach Files…')
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    window.type(path)
    window.key('Return')
    wait_for('the file chooser to go', lambda: len(window.windows()) == 2)


def choose(kind):
    window.give_keys_to(TITLE)
    window.choose_in_row('Kind of Message', kind)


def says(words):
    window.says(words, under=dialog())


def send():
    """Checks, then says yes to the question."""
    window.click('Send…')
    question = window.find('Send This to the Buyer?', 'dialog')
    window.click(starts='Send', role='button', under=question)


def does_not_ask(words):
    """Pressing Send says this instead of asking; nothing goes out."""
    before = len(stub.sent)
    window.click('Send…')
    says(words)
    wait_for('the answer', lambda: window.find('Send…').now('sensitive'))
    check(not window.all('Send This to the Buyer?'), 'it asks all the same')
    same(len(stub.sent), before, 'messages that went out')


def test_nothing_connected():
    """Without a connection the menu says why, and the key does nothing"""
    two = material.mail('q4r7s1t8@marketplace.amazon.co.jp', f'注文 {OTHERS[0]} と {OTHERS[1]}', '二つとも届け先は同じです。', name='山本 葵')
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')), material.write(os.path.join(TEMP, 'two.eml'), two))
    begin()
    same(menu_item(), (f'{ITEM} (no marketplace is connected)', False), 'the item')
    window.key('ctrl+shift+m')
    window.click('Note')
    same(len(window.windows()), 1, 'windows')
    window.close()


def test_connected():
    """With one the item can be chosen, but not for an order of another marketplace"""
    facts = os.path.join(DATA, 'facts', 'spapi')
    os.makedirs(facts)
    with open(os.path.join(facts, 'usage.ini'), 'w', encoding='utf-8') as out:
        out.write(''.join(f'[operation {name}]\nrate=1000\nburst=1000\n' for name in OPERATIONS))
    with open(os.path.join(facts, 'service.ini'), 'w', encoding='utf-8') as out:
        out.write('[limits]\ndeadline=3\nbody=8\nfirst-pause=1\nlongest-pause=2\ntries=2\n')
    done = subprocess.run([HENJICTL, '--data-dir', DATA, 'spapi', 'connect', '--since', SINCE, '--secret-date',
                           SINCE, 'amazon.co.jp'], input='client-1\nstub-secret\nAtzr|stub-refresh\n', text=True,
                          env={**os.environ, **env()}, capture_output=True)
    check(done.returncode == 0, done.stderr)
    begin('Wendy')
    same(menu_item(), (f'{ITEM} (amazon.com is not connected)', False), 'the item')
    go_to('長谷川')
    wait_for('the item', lambda: menu_item() == (f'{ITEM}…', True))


def test_nothing_offered():
    """Where the marketplace offers nothing, that is said, and where a reply goes"""
    offer()
    open_dialog()
    window.find('No Message Is Offered')
    says('answered by mail')
    check(not window.find('Send…').now('sensitive'), 'something can be sent')
    window.click('Cancel')
    is_closed()


def test_two_orders():
    """Of a case with two orders either can be chosen, and is asked about"""
    go_to('山本')
    wait_for('the item', lambda: menu_item()[1])
    open_dialog()
    window.find('No Message Is Offered')
    check(questions()[-1].startswith(f'/messaging/v1/orders/{OTHERS[0]}/'), questions()[-1])
    window.give_keys_to(TITLE)
    window.choose_in_row('Order', OTHERS[1])
    wait_for('the other order', lambda: questions()[-1].startswith(f'/messaging/v1/orders/{OTHERS[1]}/'))
    window.find('No Message Is Offered')
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()
    go_to('長谷川')
    wait_for('the item', lambda: menu_item()[1])


def test_kinds():
    """Only what may be sent can be chosen; the rest is listed with its reason"""
    offer('confirmOrderDetails', 'unexpectedProblem', 'sendInvoice', 'updateFeedback', 'legalDisclosure',
          disabled=[('legalDisclosure', 'Already sent for this order.')])
    open_dialog()
    has_form()
    says("a reply to a buyer's own message goes by mail")
    says('To be written in 日本語: the buyer reads ja-JP')
    says('0 of 2000 characters')
    for title, reason in (('updateFeedback', 'Not supported by Henji'),
                          ('Send a legal disclosure', 'Already sent for this order.')):
        row = window.find(title, 'list item')
        check(any(n.name == reason for n in row.walk()), f'{title} does not say {reason}')
    window.give_keys_to(TITLE)
    window.tab_to('Kind of Message')
    window.key('space')
    window.find('Send an invoice')
    check(len(window.all('updateFeedback', 'list item')) == 1, 'it can be chosen')
    window.key('Escape')


def test_refused():
    """What may not stand in a message is said while it is written, and stops it"""
    does_not_ask('needs a text')
    write(TEXT + ' <b>x</b>')
    says('takes no HTML')
    does_not_ask('takes no HTML')
    write('あ' * 2001)
    says('2001 of 2000 characters: too long')
    does_not_ask('2000 at most')
    write(TEXT + '良い評価をいただけましたら500円を返金いたします。')
    wait_for('the finding', lambda: window.all('Show', under=dialog()))
    window.click('Send…')
    check(not window.all('Send it all the same', under=dialog()), 'it can be let pass')
    same(stub.sent, [], 'what went out')


def test_called_off():
    """While the marketplace is asked whether it takes a message, that can be called off"""
    write(TEXT)
    stub.fault_of = lambda asked: 'drip' if '/messaging/' in asked else None
    window.click('Send…')
    says('Asking the marketplace whether it takes this')
    window.click('Cancel')
    says('Cancelled. Nothing was sent.')
    check(not window.all('Send This to the Buyer?'), 'it asks all the same')
    same((written(), stub.sent), (TEXT, []), 'the text, and what went out')
    stub.fault_of = None


def test_kept():
    """The reply can be taken over and taken back; each kind keeps a text of its own, also when it is closed"""
    write('')
    window.click("Take the Reply's Text")
    wait_for('the reply', lambda: written() == window.reply())
    check('長谷川' in written(), written())
    window.give_keys_to(TITLE)
    window.key('ctrl+z')
    wait_for('the text before', lambda: written() == '')
    write(MORE)
    choose('Tell of an unexpected problem')
    stands('')
    write(TEXT)
    choose('Ask about the order before shipping')
    stands(MORE)
    choose('Tell of an unexpected problem')
    stands(TEXT)
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()
    open_dialog()
    row = has_form()
    stands(TEXT)
    check(any(n.name == 'Tell of an unexpected problem' for n in row.walk()), 'another kind is chosen')
    same(stub.sent, [], 'what went out')


def test_sent():
    """It is asked once, goes out once, and stands in the conversation"""
    window.click('Send…')
    window.find('Send This to the Buyer?', 'dialog')
    same(stub.sent, [], 'what went out before the answer')
    window.key('Escape')
    window.gone('Send This to the Buyer?')
    send()
    is_closed()
    same(stub.sent, [(place('unexpectedProblem'), {'text': TEXT})], 'what went out')
    window.find(has='Sent through the marketplace: Tell of an unexpected problem')
    open_dialog()
    has_form()
    stands(MORE)  # of the other kind, which was not sent
    same(kept(), {'confirmOrderDetails': (MORE, [])}, 'what is kept')
    choose('Tell of an unexpected problem')
    stands('')
    write(TEXT)
    window.click('Send…')
    says('Just this message was sent')
    same(len(stub.sent), 1, 'messages')


def test_killed():
    """Killed while somebody writes, it all is there again: each kind's text, and its files"""
    write(TEXT + MORE)
    choose('Send an invoice')
    check(not window.all('invoice.pdf'), 'a file of another kind')
    attach(INVOICE)
    window.find('invoice.pdf')
    all_of_it = {'confirmOrderDetails': (MORE, []), 'unexpectedProblem': (TEXT + MORE, []), 'sendInvoice': ('', ['invoice.pdf'])}
    wait_for('all of it in the record', lambda: kept() == all_of_it)
    window.kill()
    begin()
    open_dialog()
    row = has_form()
    check(any(n.name == 'Send an invoice' for n in row.walk()), 'another kind is chosen')
    window.find('invoice.pdf')
    choose('Tell of an unexpected problem')
    stands(TEXT + MORE)
    check(not window.all('invoice.pdf', under=dialog()), 'a file of another kind')
    choose('Ask about the order before shipping')
    stands(MORE)
    same(kept(), all_of_it, 'what is kept')


def test_file_gone():
    """A file that went away meanwhile stays attached, and says why it cannot go out"""
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()
    os.rename(INVOICE, INVOICE + '.away')
    open_dialog()
    has_form()
    choose('Send an invoice')
    window.find('invoice.pdf')
    window.find('cannot be sent')
    does_not_ask('“invoice.pdf” cannot be read')
    os.rename(INVOICE + '.away', INVOICE)


def test_discarded():
    """What was written can be thrown away and put back, each kind for itself"""
    choose('Tell of an unexpected problem')
    stands(TEXT + MORE)
    window.click('Discard Draft')
    stands('')
    wait_for('the record', lambda: 'unexpectedProblem' not in kept())
    window.click('Put Back')
    stands(TEXT + MORE)
    wait_for('the record', lambda: kept().get('unexpectedProblem') == (TEXT + MORE, []))
    window.click('Discard Draft')
    stands('')
    choose('Send an invoice')
    window.click('Discard Draft')
    window.gone('invoice.pdf')
    window.click('Put Back')
    window.find('invoice.pdf')
    window.click('Remove invoice.pdf')
    window.gone('invoice.pdf')
    window.gone('Discard Draft')
    choose('Ask about the order before shipping')
    stands(MORE)
    write('')
    wait_for('the record', lambda: kept() == {})


def test_not_saved():
    """What the disk does not take is said, waits in the window, and is saved as soon as it can be"""
    db = sqlite3.connect(os.path.join(DATA, 'henji.db'), timeout=20, isolation_level=None)
    db.execute("CREATE TRIGGER full BEFORE INSERT ON message_drafts BEGIN SELECT RAISE (ABORT, 'full'); END")
    write(TEXT)
    says('could not be saved')
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()
    same(kept(), {}, 'what is kept')
    open_dialog()
    has_form()
    stands(TEXT)
    db.execute('DROP TRIGGER full')
    wait_for('the record', lambda: kept() == {'confirmOrderDetails': (TEXT, [])})
    write('')
    wait_for('the record', lambda: kept() == {})
    db.close()


def test_files():
    """Files are looked at, listed, removed, and go out without a text"""
    choose('Send an invoice')
    says('At most 5 files')
    check(not window.all('Message to buyer'), 'there is a text')
    does_not_ask('needs an attached file')
    for path in (EMPTY, INVOICE):
        attach(path)
        if path != INVOICE:
            says('is empty')
    window.find('invoice.pdf')
    window.click('Remove invoice.pdf')
    window.gone('invoice.pdf')
    attach(INVOICE)
    window.find('invoice.pdf')
    send()
    is_closed()
    same([put[2] for put in files.uploads], [b'%PDF-1.4 x'], 'files')
    same([file['fileName'] for file in stub.sent[-1][1]['attachments']], ['invoice.pdf'], 'names')
    window.find(has='Sent through the marketplace: Send an invoice')


def test_dropped():
    """Files that are dropped are attached where the kind takes some, also when they are dropped on the text"""
    offer('unexpectedProblem', 'confirmCustomizationDetails', 'confirmOrderDetails')
    open_dialog()
    has_form()
    write(TEXT)
    check(not window.drop_files(TITLE, INVOICE, over=window.find('Message to buyer')), 'a kind without files took one')
    says('takes no attached file')
    same(written(), TEXT, 'the text')
    write('')
    choose('Confirm customisation details')
    write(MORE)
    check(window.drop_files(TITLE, INVOICE, ODD, over=window.find('Message to buyer')), 'it took none')
    window.find('invoice.pdf')
    window.find('領収書 #2.pdf')
    same(written(), MORE, 'the text')
    check(window.drop_files(TITLE, EMPTY), 'it did not look at it')
    says('“empty.pdf” is empty')
    check(not window.all('Remove empty.pdf'), 'it is attached')
    names = ['invoice.pdf', '%E9%A0%98%E5%8F%8E%E6%9B%B8%20%232.pdf']
    wait_for('the record', lambda: kept() == {'confirmCustomizationDetails': (MORE, names)})
    window.click('Discard Draft')
    window.gone('invoice.pdf')
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()


def lose(text):
    """Sends it; the answer is lost."""
    open_dialog()
    has_form()
    choose('Ask about the order before shipping')
    write(text)
    stub.fault_of = lambda asked: 'close' if is_sending(asked) else None
    send()
    window.find('It Is There')
    stub.fault_of = None


def test_unknown():
    """A lost answer is said; until somebody has looked nothing of its kind goes out"""
    lose(TEXT)
    window.says('Perhaps sent through the marketplace')
    n = len(stub.sent)
    does_not_ask('First say whether')
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()
    open_dialog()
    has_form()
    window.find('It Is There')
    same(written(), TEXT, 'the text')
    does_not_ask('First say whether')
    window.click('It Is Not There')
    window.gone('It Is There')
    send()
    is_closed()
    same(len(stub.sent), n + 1, 'messages')
    window.find(has='the message is not there: Ask about the order')


def test_found():
    """One that turns out to be there counts as sent, also when the dialog was closed meanwhile"""
    lose(MORE)
    n = len(stub.sent)
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()
    open_dialog()
    has_form()
    stands(MORE)
    window.click('It Is There')
    is_closed()
    window.find(has='the message is there: Ask about the order')
    open_dialog()
    has_form()
    choose('Ask about the order before shipping')
    stands('')
    write(MORE)
    window.click('Send…')
    says('Just this message was sent')
    same(len(stub.sent), n, 'messages')
    write('')


def test_taken_away():
    """What is no longer offered when it is sent does not go out"""
    write(TEXT + MORE)
    offer('unexpectedProblem')
    does_not_ask('does not offer this message')
    same(written(), TEXT + MORE, 'the text')
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()
    open_dialog()
    has_form()
    same(written(), '', 'the text of another kind')
    title = 'Ask about the order before shipping'
    row = window.find(title, 'list item')
    for words in ('The marketplace does not offer it now', f'Kept: {TEXT}{MORE}'):
        check(any(words in n.name for n in row.walk()), f'it does not say “{words}”')
    window.click(f'Copy Text: {title}')
    wait_for('the clipboard', lambda: window.clipboard().decode() == TEXT + MORE)
    window.find(f'Copied: {title}')
    window.click(f'Discard: {title}')
    wait_for('the record', lambda: kept() == {})
    window.click(f'Put Back: {title}')
    wait_for('the record', lambda: kept() == {'confirmOrderDetails': (TEXT + MORE, [])})
    window.give_keys_to(TITLE)
    window.key('Escape')
    is_closed()


def test_offline():
    """Without the network it says so and can be tried again; what was written is still there"""
    offer('confirmOrderDetails', 'warranty')
    stub.fault_of = lambda asked: 'close'
    open_dialog()
    window.find('The Marketplace Could Not Be Asked')
    check(not window.find('Send…').now('sensitive'), 'something can be sent')
    n = len(questions())
    window.click('Try Again')
    # That it asks stands there for as long as that takes, which may be too short to be seen; the question stays.
    wait_for('another question', lambda: len(questions()) > n)
    window.find('Try Again')
    stub.fault_of = None
    window.click('Try Again')
    has_form()
    same(written(), TEXT + MORE, 'the text')


def test_warranty():
    """Dates are asked for where they belong, and have to be days"""
    choose('Send a warranty')
    attach(INVOICE)
    window.find('invoice.pdf')
    window.find('The warranty holds from', 'text box').set_text('someday')
    does_not_ask('someday')
    window.find('The warranty holds from', 'text box').set_text('2026-11-01')
    window.find('Until, that day included', 'text box').set_text('2026-10-01')
    does_not_ask('no dates from and until')
    window.find('Until, that day included', 'text box').set_text('2027-10-31')
    send()
    is_closed()
    check(stub.sent[-1][1]['coverageStartDate'].startswith('2026-10-31T15:00:00'), f'{stub.sent[-1]}')
    same(window.complaints(), [], 'complaints')
    window.close()


try:
    run(test_nothing_connected, test_connected, test_nothing_offered, test_two_orders, test_kinds, test_refused, test_called_off, test_kept,
        test_sent, test_killed, test_file_gone, test_discarded, test_not_saved, test_files, test_dropped, test_unknown, test_found, test_taken_away, test_offline, test_warranty, chain=True)
finally:
    if window is not None and window.process.poll() is None:
        window.kill()
