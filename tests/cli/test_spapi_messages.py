#!/usr/bin/env python3
# Messages to buyers through the marketplace's service: what is offered, what may be written, and that each goes out
# once at most.
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import ORDERS, Shop, check, run  # noqa: E402
from spapi_stub import JAPAN, Stub, order  # noqa: E402


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
    # A schema may allow less than the operation does, never more; an odd one says nothing.
    for schema, text in (({'properties': {'text': {'maxLength': 500}}}, 500), ({'properties': {'rawMessageBody': {'maxLength': 9000}}}, 2000),
                         ({'properties': []}, 2000), ({'properties': {'text': {'maxLength': 'x'}}}, 2000)):
        stub.actions['_embedded']['actions'] = [{'_links': {'self': {'href': '/x', 'name': 'unexpectedProblem'}},
                                                 '_embedded': {'schema': schema}}]
        check(shop.run('spapi', 'actions', number)[0][1]['text'] == text, f'{schema}')
    stub.actions = {'_links': {'actions': []}}
    check(shop.run('spapi', 'actions', number)[0] == [], 'no action')
    stub.actions = {'_links': []}
    check('“_links” is no object' in shop.run('spapi', 'actions', number, status=1)[1], 'no sentence')
    stub.faults = ['ok'] * stub.calls + ['denied']
    check('AccessDenied' in shop.run('spapi', 'actions', number, status=1)[1], 'no sentence')
    check('no order number' in shop.run('spapi', 'actions', 'x', status=1)[1], 'no sentence')
    shop.clean()


TEXT = 'ご注文の品は、明日お届けの予定です。ご都合はよろしいでしょうか。'

KINDS = ('confirmCustomizationDetails', 'confirmDeliveryDetails', 'confirmOrderDetails', 'confirmServiceDetails', 'unexpectedProblem',
         'digitalAccessKey', 'legalDisclosure', 'sendInvoice', 'warranty')


def message_place(name):
    return f'/messaging/v1/orders/{ORDERS[0]["orderId"]}/messages/{name}?marketplaceIds={JAPAN}'


def with_place(stub, name, place):
    """The link of one kind leads to another place below the order's messages."""
    link = next(link for link in stub.actions['_links']['actions'] if link['name'] == name)
    link['href'] = message_place(place)


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
    with_place(stub, 'sendInvoice', 'invoice')  # as it is at the service
    shop.run(*send, '--attach', paths[0], '--attach', paths[1])
    check([put[2] for put in files.uploads] == [b'%PDF-1.4 x', b'two'], f'{files.uploads}')
    check(all('x-amz-access-token' not in put[0] and put[0]['x-amz-meta-a'] == 'b' for put in files.uploads), f'{files.uploads}')
    place = [query for query in stub.queries if query.startswith('/uploads/')][-2]
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(place).query))
    check(asked['contentMD5'] == base64.b64encode(hashlib.md5(b'%PDF-1.4 x').digest()).decode() and asked['contentType'] == 'application/pdf', place)
    check(urllib.parse.urlsplit(place).path.endswith(f'/messaging/v1/orders/{shop.number}/messages/invoice') and stub.sent[0][0] == message_place('invoice'), place)
    body = stub.sent[0][1]
    check('text' not in body and [file['fileName'] for file in body['attachments']] == ['請求書.PDF', 'b.txt'], f'{body}')
    check(events(shop)[0][0] == '請求書.PDF\nb.txt', f'{events(shop)}')
    shop.run('spapi', 'message', shop.number, 'warranty', '--attach', paths[0], '--from', '2026-11-01', '--until', '2027-10-31')
    check(stub.sent[1][1]['coverageStartDate'].startswith('2026-10-31T15:00:00'), f'{stub.sent[1]}')
    check(stub.sent[1][1]['coverageEndDate'].startswith('2027-10-31T14:59:59'), f'{stub.sent[1]}')
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


run([test_actions, test_message_content, test_message_offer, test_message_files, test_message_killed],
    [(f'message: {row[0]}', answer_row, row) for row in ANSWERS])
