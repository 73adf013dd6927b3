#!/usr/bin/env python3
# henjictl as a script sees it: JSON lines, exit codes, and the whole way from files to a label.
import csv
import email
import email.policy
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import traceback
from email.message import EmailMessage

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))
import postal

CTL = sys.argv[1]
NOW = '2026-11-24T09:00:00+09:00'
ORDER = '250-1234567-1234567'
ALIAS = 'abcd1234efgh567'
KINDS = set('damaged defective missing-item missing-part wrong-item not-as-described address-change '
            'late-delivery lost cancel-request return-request refund-status how-to-use warranty invoice '
            'product-question a-to-z thanks other'.split())

ORDERS = '\t'.join(
    'order-id order-item-id purchase-date payments-date buyer-email buyer-name buyer-phone-number sku '
    'product-name quantity-purchased currency item-price item-tax shipping-price shipping-tax '
    'ship-service-level recipient-name ship-address-1 ship-address-2 ship-city ship-state '
    'ship-postal-code ship-country'.split())


def order_row(order=ORDER, item='10001', sku='MUG-BL-01', title='陶器マグカップ "青" A & B <b>', price='2480',
              quantity='1', date='2026-11-17T22:30:00+00:00'):
    return '\t'.join([
        order, item, date, date, f'{ALIAS}@marketplace.amazon.co.jp', '佐伯 真由', '03-0000-0000', sku,
        title, quantity, 'JPY', price, '0', '0', '0', 'Standard', '佐伯 真由', '神宮前1-2-3', '', '渋谷区',
        '東京都', '150-0001', 'JP'])


class Failure(Exception):
    pass


def check(condition, what):
    if not condition:
        raise Failure(what)


class Desk:
    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix='henjictl-test-')
        self.data = os.path.join(self.dir, 'record')

    def run(self, *args, status=0, now=NOW):
        done = subprocess.run([CTL, '--data-dir', self.data, '--now', now, '--json', *args],
                              capture_output=True, text=True)
        check(done.returncode == status,
              f'{args}: exit {done.returncode} instead of {status}: {done.stderr}{done.stdout[:500]}')
        check(status == 0 or done.stderr.strip(), f'{args}: exit {status} without a sentence')
        return [json.loads(line) for line in done.stdout.splitlines()]

    def file(self, name, content):
        path = os.path.join(self.dir, name)
        with open(path, 'wb') as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def mail(self, name, body, subject='お問い合わせ', order=ORDER, suffix='', type_='BBC_MESSAGE_SENT_TO_MERCHANT',
             sender=None, date='Mon, 23 Nov 2026 11:00:00 +0900', charset='utf-8', ident=None, attach=None):
        message = EmailMessage()
        address = sender or f'{ALIAS}{suffix}@marketplace.amazon.co.jp'
        message['From'] = f'=?UTF-8?B?5L2Q5Lyv?= <{address}>'
        message['To'] = 'shop@example.com'
        message['Subject'] = f'{subject}(注文: {order})' if order else subject
        message['Date'] = date
        message['Message-ID'] = f'<{ident or name}@eu-west-1.amazonses.com>'
        if type_:
            message['X-Space-Notification-Type'] = type_
        message.set_content(body, charset=charset)
        for attached, data in (attach or {}).items():
            message.add_attachment(data, maintype='image', subtype='jpeg', filename=attached)
        return self.file(name, message.as_bytes())

    def close(self):
        shutil.rmtree(self.dir, ignore_errors=True)


def with_mail(desk, body='届いたマグカップの取っ手が割れていました。交換をお願いします。', **more):
    desk.run('import', desk.file('orders.txt', ORDERS + '\n' + order_row() + '\n'))
    lines = desk.run('import', desk.mail('a.eml', body, **more))
    return lines[0]


def test_import_message(desk):
    """a mail becomes a case with kind, language, facts and attachments"""
    line = with_mail(desk, attach={'../../割れた.jpg': b'\xff\xd8\xff\xe0 not really'})
    for key in ('type', 'file', 'index', 'status', 'reason', 'case', 'order_ids', 'language', 'kind',
                'other_kinds', 'reply_needed', 'from', 'subject', 'body', 'attachments', 'notification',
                'facts'):
        check(key in line, f'{key} is missing')
    check(line['type'] == 'message' and line['status'] == 'new' and line['index'] == 0, str(line))
    check(line['language'] == 'ja' and line['kind'] == 'damaged', f"{line['language']} {line['kind']}")
    check(line['order_ids'] == [ORDER], str(line['order_ids']))
    check(set(line['other_kinds']) <= KINDS and line['reply_needed'] is True, str(line))
    check(line['from'] == f'{ALIAS}@marketplace.amazon.co.jp', line['from'])
    check(set(line['facts']) == {'postal_code', 'address', 'phone', 'part', 'amount', 'told'}, str(line['facts']))
    check(line['facts']['phone'] is False, 'no phone is in it')
    check(line['facts']['told'] == ['wants-replacement', 'received'], str(line['facts']))
    check(len(line['attachments']) == 1 and '/' not in line['attachments'][0]['name'],
          str(line['attachments']))
    check(set(line['attachments'][0]) == {'name', 'size', 'type'}, str(line['attachments']))


def test_duplicates(desk):
    """the same mail twice is one message, also out of an mbox"""
    path = desk.mail('a.eml', '割れていました')
    first = desk.run('import', path)
    again = desk.run('import', path)
    check(first[0]['status'] == 'new' and again[0]['status'] == 'duplicate', str(again))
    check(first[0]['case'] == again[0]['case'], 'another case')
    raw = open(path, 'rb').read()
    mbox = desk.file('a.mbox', b'From x@example.com Mon Nov 23 11:00:00 2026\n' + raw + b'\n')
    third = desk.run('import', mbox)
    check(third[0]['status'] == 'duplicate', str(third[0]))
    check(third[-1] == {'type': 'summary', 'messages': {'new': 0, 'duplicate': 1, 'rejected': 0},
                        'orders': {'new': 0, 'updated': 0, 'unchanged': 0, 'rejected': 0},
                        'returns': {'new': 0, 'updated': 0, 'unchanged': 0, 'rejected': 0},
                        'shipments': {'new': 0, 'updated': 0, 'unchanged': 0, 'rejected': 0},
                        'feedback': {'new': 0, 'updated': 0, 'unchanged': 0, 'rejected': 0},
                        'performance': {'new': 0, 'updated': 0, 'unchanged': 0, 'rejected': 0}},
          str(third[-1]))


def test_not_mail(desk):
    """garbage is refused with a reason, the rest goes in"""
    bad = desk.file('garbage.eml', bytes(range(256)) * 40)
    empty = desk.file('empty.eml', b'')
    good = desk.mail('good.eml', '割れていました')
    lines = desk.run('import', bad, empty, good, status=1)
    by_file = {line.get('file'): line for line in lines}
    check(by_file[bad]['status'] == 'rejected' and by_file[bad]['reason'], str(by_file[bad]))
    check(by_file[empty]['status'] == 'rejected' and by_file[empty]['reason'], str(by_file[empty]))
    check(by_file[good]['status'] == 'new', str(by_file[good]))
    check(lines[-1]['messages'] == {'new': 1, 'duplicate': 0, 'rejected': 2}, str(lines[-1]))


def test_threading(desk):
    """one case per relay address and order number, whatever the suffix"""
    a = desk.run('import', desk.mail('a.eml', '割れています', suffix='+11111111-2222-3333-4444-555555555555'))[0]
    b = desk.run('import', desk.mail('b.eml', 'まだ返事がありません', date='Mon, 23 Nov 2026 12:00:00 +0900'))[0]
    c = desk.run('import', desk.mail('c.eml', '住所を変更したい', order='250-7654321-7654321'))[0]
    d = desk.run('import', desk.mail('d.eml', 'よろしくお願いします', order=None, subject='Re',
                                     suffix='+11111111-2222-3333-4444-555555555555'))[0]
    check(a['case'] == b['case'], 'same address and order, two cases')
    check(a['case'] != c['case'], 'another order, one case')
    check(d['case'] == a['case'], 'the suffix decides between two cases of one address')
    check(len(desk.run('cases')) == 2, 'two cases')


def test_clock(desk):
    """a reply clock of 24 hours runs through the night"""
    line = with_mail(desk)
    case = desk.run('cases', '--court', 'ours')[0]
    for key in ('case', 'court', 'kind', 'language', 'buyer', 'order_ids', 'subject', 'due', 'due_rule',
                'messages', 'draft'):
        check(key in case, f'{key} is missing')
    check(case['case'] == line['case'] and case['court'] == 'ours', str(case))
    check(case['due'] == '2026-11-24T11:00:00+09:00' and case['due_rule'] == 'reply', str(case))
    check(case['buyer'] == '佐伯 真由' and case['messages'] == 1 and case['draft'] is False, str(case))


def test_triage(desk):
    """answered, closed, reopened, noted, corrected; each seen in show"""
    case = with_mail(desk)['case']
    check(desk.run('kind', case[:13], 'defective')[0]['kind'] == 'defective', 'kind')
    desk.run('note', case, 'A & B <b> 在庫3個')
    check(desk.run('answered', case)[0]['court'] == 'theirs', 'answered')
    shown = desk.run('show', case)[0]
    check(shown['confirmation'] == 'unconfirmed' and shown['due'] is None, str(shown['due']))
    check([e['type'] for e in shown['events']] == ['kind-changed', 'note', 'answered'],
          str([e['type'] for e in shown['events']]))
    check(desk.run('close', case)[0]['court'] == 'closed', 'closed')
    check(desk.run('reopen', case)[0]['court'] == 'ours', 'reopened')
    check(desk.run('kind', case, 'nonsense', status=2) == [], 'a kind that is none')
    desk.run('answered', 'ffffffff', status=1)


def test_copy_confirms(desk):
    """the marketplace's copy confirms our answer and is no second message"""
    case = with_mail(desk)['case']
    desk.run('draft', case)
    desk.run('answered', case)
    before = desk.run('show', case)[0]
    check([m['direction'] for m in before['messages']] == ['in', 'out'], str(before['messages']))
    copy = desk.mail('copy.eml', 'ご連絡ありがとうございます。', subject='あなたの返信', type_='BBC_MESSAGE_CONFIRMATION_TO_MERCHANT',
                     sender='donotreply@amazon.co.jp', date='Tue, 24 Nov 2026 09:05:00 +0900')
    check(desk.run('import', copy)[0]['case'] == case, 'another case')
    after = desk.run('show', case)[0]
    check(after['confirmation'] == 'confirmed', str(after['confirmation']))
    check([m['direction'] for m in after['messages']] == ['in', 'out'], 'a second message')
    check(desk.run('import', copy)[0]['status'] == 'duplicate', 'the copy again')


def test_notices(desk):
    """return request, claim and refund are events of the case, with their clocks"""
    case = with_mail(desk)['case']
    for name, type_, sender in (('r', 'RETURN_REQUEST', 'no-reply@amazon.co.jp'),
                                ('c', 'A_Z_CLAIM_RESPONDENT_NOTIFY', 'atoz-guarantee-no-reply@amazon.co.jp'),
                                ('f', 'REFUND_ISSUED', 'payments@amazon.co.jp')):
        line = desk.run('import', desk.mail(f'{name}.eml', f'通知 {ORDER}', subject=f'通知 {name}', type_=type_,
                                            sender=sender))[0]
        check(line['case'] == case and line['notification'], f'{type_}: {line}')
    shown = desk.run('show', case)[0]
    check({'return-requested', 'claim-opened', 'refund-issued'} <= {e['type'] for e in shown['events']},
          str(shown['events']))
    check(shown['kind'] == 'a-to-z', shown['kind'])
    check({'reply', 'return-request', 'claim-answer'} <= {c['rule'] for c in shown['clocks']},
          str(shown['clocks']))
    check([m['direction'] for m in shown['messages']] == ['in'], 'notices are no messages')


def test_claim(desk):
    """a claim comes from its notice or by hand, moves from stage to stage, and its evidence is a PDF"""
    case = with_mail(desk)['case']
    check(desk.run('claim', case) == [], 'a claim out of nothing')
    desk.run('claim', case, '--stage', 'granted', status=1)
    desk.run('claim', case, '--stage', 'won', status=2)
    desk.run('claim', status=2)
    line = desk.run('claim', case, '--stage', 'opened', '--amount', '2480')[0]
    check(line['stage'] == 'opened' and line['rule'] == 'claim-answer' and line['order_id'] == ORDER
          and line['amount'] == {'minor': 2480, 'currency': 'JPY'}
          and line['due'] == '2026-11-26T09:00:00+09:00', str(line))
    desk.run('claim', case, '--amount', 'much', status=1)
    desk.run('claim', case, '--stage', 'appealed', status=1)
    check(desk.run('claim', case, '--stage', 'answered')[0]['due'] is None, 'a clock after the answer')
    notice = desk.mail('n.eml', f'{ORDER} 申請が認められました。', subject='マーケットプレイス保証の審査結果',
                       type_='A_Z_CLAIM_RESPONDENT_CLOSE', sender='atoz-guarantee-no-reply@amazon.co.jp',
                       date='Wed, 25 Nov 2026 09:00:00 +0900')
    later = '2026-11-25T10:00:00+09:00'
    desk.run('import', notice, now=later)
    line = desk.run('claim', case, now=later)[0]
    check(line['stage'] == 'granted' and line['rule'] == 'appeal'
          and line['due'] == '2026-12-25T23:59:59+09:00', str(line))

    path = os.path.join(desk.dir, 'evidence.pdf')
    desk.run('evidence', case, status=2)
    desk.run('evidence', case, '--output', path, '--language', 'fr', status=2)
    line = desk.run('evidence', case, '--output', path)[0]
    check(line['language'] == 'ja' and line['pages'] >= 1 and line['bytes'] == os.path.getsize(path)
          and not line['photos_shrunk'], str(line))
    with open(path, 'rb') as pdf:
        check(pdf.read(5) == b'%PDF-', 'no PDF')
    line = desk.run('evidence', case, '--text', '--language', 'en')[0]
    check(line['text'].startswith('We ask you to review') and len(line['text']) <= line['limit'], str(line))
    nowhere = os.path.join(desk.dir, 'no', 'such', 'evidence.pdf')
    desk.run('evidence', case, '--output', nowhere, status=1)
    check([e['type'] for e in desk.run('show', case)[0]['events']].count('evidence-saved') == 1,
          'a file that was not saved is an event')


def test_orders(desk):
    """orders come in once, whatever the order of the files; bad rows are told with their line"""
    text = '\n'.join([ORDERS, order_row(), order_row(item='10002', sku='PLATE', title='皿', price='1200'),
                      order_row(order='250-0000000-0000001', price='12.5'), order_row(order='nonsense')])
    path = desk.file('orders.txt', text.encode('cp932'))
    lines = desk.run('import', path, status=1)
    good = [x for x in lines if x['type'] == 'order' and x['status'] == 'new']
    bad = [x for x in lines if x['type'] == 'order' and x['status'] == 'rejected']
    check([x['order_id'] for x in good] == [ORDER], str(good))
    check(sorted(x['line'] for x in bad) == [4, 5] and all(x['reason'] for x in bad), str(bad))
    again = desk.run('import', path, status=1)
    check({x['status'] for x in again if x['type'] == 'order'} == {'unchanged', 'rejected'}, str(again))
    case = desk.run('import', desk.mail('a.eml', '割れています'))[0]['case']
    order = desk.run('show', case)[0]['orders'][0]
    check([i['price'] for i in order['items']] == [{'minor': 2480, 'currency': 'JPY'},
                                                   {'minor': 1200, 'currency': 'JPY'}], str(order))
    check(order['purchased'] == '2026-11-18T07:30:00+09:00', order['purchased'])
    check(order['shipments'] == [], 'a shipment nobody told of')
    check(order['items'][0]['title'] == '陶器マグカップ "青" A & B <b>', order['items'][0]['title'])


def test_missing_heading(desk):
    """a report without its order numbers is refused by the heading's name"""
    path = desk.file('orders.txt', 'sku\tpurchase-date\tquantity-purchased\tproduct-name\nA\t2026-11-18\t1\tB\n')
    line = desk.run('import', path, status=1)[0]
    check(line['status'] == 'rejected' and 'order-id' in line['reason'], str(line))


def test_draft(desk):
    """a draft in both languages, with the fields and clauses asked for"""
    case = with_mail(desk)['case']
    draft = desk.run('draft', case)[0]
    check(set(draft) == {'case', 'situation', 'language', 'ja', 'en', 'unfilled'}, str(draft))
    check(draft['situation'] == 'damaged' and draft['language'] == 'ja', str(draft))
    check('佐伯' in draft['ja'] and '様' in draft['ja'] and '様様' not in draft['ja'], draft['ja'])
    for text in (draft['ja'], draft['en']):
        check(not re.search(r'\{[a-z-]+\}', text), 'a raw placeholder: ' + text)
    situations = {s['id']: s for s in desk.run('situations')}
    clauses = [clause['id'] for clause in situations['damaged']['clauses']]
    for clause in ('apology', 'photos-ask', 'replace', 'refund', 'partial'):
        check(clause in clauses, f'no clause {clause}')
        off = desk.run('draft', case, '--no-clause', clause)[0]
        on = desk.run('draft', case, '--clause', clause)[0]
        check(on['ja'] != off['ja'] and on['en'] != off['en'], f'clause {clause} makes no difference')
    desk.run('draft', case, '--situation', 'nonsense', status=1)
    desk.run('draft', case, '--set', 'nonsense=1', status=1)
    check(desk.run('cases')[0]['draft'] is True, 'the draft is kept')


def test_draft_as_mail(desk):
    """a reply as a mail: to the address as received, as an answer, with the label that was made"""
    suffix = '+0a1b2c3d-1111-2222-3333-444455556666'
    case = with_mail(desk, suffix=suffix)['case']
    path = os.path.join(desk.dir, 'reply.eml')
    desk.run('draft', case, '--set', 'amount=', '--clause', 'partial', '--eml', path, status=1)
    check(not os.path.exists(path), 'an open field was written out')
    draft = desk.run('draft', case, '--situation', 'general', '--eml', path)[0]
    check(os.stat(path).st_mode & 0o777 == 0o600, 'others may read it')
    with open(path, 'rb') as f:
        mail = email.message_from_binary_file(f, policy=email.policy.default)
    check(mail['To'] == f'{ALIAS}{suffix}@marketplace.amazon.co.jp', mail['To'])
    check(mail['From'] is None, 'the shop has no address yet')
    check(mail['Subject'] == f'Re: お問い合わせ(注文: {ORDER})', mail['Subject'])
    check(mail['In-Reply-To'] == '<a.eml@eu-west-1.amazonses.com>' == mail['References'], str(mail.items()))
    check(mail['X-Unsent'] == '1', str(mail.items()))
    check(mail.get_content().replace('\r\n', '\n').strip() == draft['ja'].strip(), mail.get_content())
    check(draft['en'][:20] not in mail.get_content(), 'both languages')
    desk.run('draft', case, '--eml', path, status=1)  # never over what is there

    desk.run('label', case, '--stock', 'hisago-elm013', '--output', os.path.join(desk.dir, 'l.pdf'))
    path = os.path.join(desk.dir, 'label.eml')
    desk.run('draft', case, '--situation', 'return-accepted', '--eml', path)
    with open(path, 'rb') as f:
        mail = email.message_from_binary_file(f, policy=email.policy.default)
    attached = list(mail.iter_attachments())
    check([a.get_content_type() for a in attached] == ['application/pdf'], str(attached))
    check(attached[0].get_content().startswith(b'%PDF'), 'no PDF')
    path = os.path.join(desk.dir, 'without.eml')
    desk.run('draft', case, '--situation', 'return-accepted', '--no-clause', 'return-label', '--eml', path)
    with open(path, 'rb') as f:
        check(not email.message_from_binary_file(f).is_multipart(), 'a label nobody speaks of')


def test_promise(desk):
    """what a reply promises is a clock, which gives us the turn a day before"""
    case = with_mail(desk)['case']
    desk.run('draft', case, '--situation', 'general', '--set', 'reply-by=2026-11-28')
    check(desk.run('answered', case)[0]['court'] == 'theirs', 'the buyer has the turn')
    shown = desk.run('show', case)[0]
    clock = [c for c in shown['clocks'] if c['rule'] == 'promise']
    check([(c['until'], c['note'], c['stopped']) for c in clock]
          == [('2026-11-28T23:59:59+09:00', '次の連絡 / We write by', None)], str(clock))
    check('promise' in {e['type'] for e in shown['events']}, str(shown['events']))
    check(shown['messages'][-1]['counterpart'].startswith('Dear'), str(shown['messages'][-1]))
    plain = subprocess.run([CTL, '--data-dir', desk.data, '--now', NOW, 'show', case],
                           capture_output=True, text=True).stdout
    check('promise: 次の連絡 / We write by' in plain, plain)
    check(desk.run('note', case, 'x', now='2026-11-27T23:00:00+09:00')[0]['court'] == 'theirs', 'too early')
    check(desk.run('note', case, 'y', now='2026-11-28T09:00:00+09:00')[0]['court'] == 'ours', 'too late')


def test_every_situation(desk):
    """every situation renders in both languages"""
    case = with_mail(desk)['case']
    situations = desk.run('situations')
    check({'damaged', 'defective', 'missing-item', 'missing-part', 'wrong-item', 'general'}
          <= {s['id'] for s in situations}, str([s['id'] for s in situations]))
    for situation in situations:
        check(set(situation) == {'id', 'kinds', 'title', 'fields', 'clauses'}, str(situation))
        draft = desk.run('draft', case, '--situation', situation['id'])[0]
        check(len(draft['ja']) > 40 and len(draft['en']) > 60, situation['id'])
        check(re.search('[ぁ-ん]', draft['ja']) and not re.search('[ぁ-ん]', draft['en']), draft['en'])


ADDRESS = {'name': '青葉雑貨店 返品係', 'line1': '一番町4-5-6', 'line2': '青葉ビル2階', 'city': '仙台市青葉区', 'state': '宮城県',
           'postal-code': '980-0811', 'country': 'JP'}


def decode(pdf, dpi, page=1):
    prefix = pdf[:-4]
    subprocess.run(['pdftoppm', '-r', str(dpi), '-gray', '-png', '-singlefile', '-f', str(page), '-l', str(page),
                    pdf, prefix], check=True)
    out = subprocess.run(['zbarimg', '--quiet', '--raw', prefix + '.png'], capture_output=True, text=True)
    return out.stdout.split()


def test_label(desk):
    """a label as PDF whose barcodes read back, with neither phone nor mail"""
    case = with_mail(desk)['case']
    sets = [f'--set=return-address/amazon.co.jp/ja/{k}={v}' for k, v in ADDRESS.items()]
    desk.run('shop', *sets)
    for stock in ('100x150', '4x6in', 'a4', 'hisago-elm013'):
        out = os.path.join(desk.dir, f'{stock}.pdf')
        line = desk.run('label', case, '--stock', stock, '--output', out)[0]
        check(set(line) == {'case', 'rma', 'page', 'cell', 'payloads'} and line['case'] == case, str(line))
        check(line['rma'] in line['payloads'], str(line))
        for dpi in (203, 300):
            found = decode(out, dpi)
            check(found and set(found) == set(line['payloads']), f'{stock} at {dpi} dpi: {found}')
        text = subprocess.run(['pdftotext', '-layout', out, '-'], capture_output=True, text=True).stdout
        check('980-0811' in text and line['rma'] in text and ORDER in text, text)
        check('03-0000-0000' not in text and '@' not in text, text)
    rows = desk.run('label', case, '--stock', 'hisago-elm013', '--start', '4', '--copies', '2',
                    '--output', os.path.join(desk.dir, 'two.pdf'))
    check([(r['page'], r['cell']) for r in rows] == [(1, 4), (2, 1)], str(rows))
    check(len({r['rma'] for r in rows}) == 1, 'one case, one number')
    desk.run('label', case, '--stock', 'nonsense', '--output', 'x.pdf', status=1)
    desk.run('label', case, '--stock', 'a4', status=2)


def words(pdf, page=None):
    only = ['-f', str(page), '-l', str(page)] if page else []
    text = subprocess.run(['pdftotext', '-raw', *only, pdf, '-'], capture_output=True, text=True).stdout
    return re.sub(r'\s', '', text)


def test_slip(desk):
    """the slip inside a parcel that comes back: by case, RMA or marketplace's number, in the buyer's language"""
    case = with_order(desk)
    sets = [f'--set=return-address/amazon.co.jp/ja/{k}={v}' for k, v in ADDRESS.items()]
    desk.run('shop', *sets)
    desk.run('import', desk.file('returns.txt', RETURNS + '\n' + return_row() + '\n'))
    opened = desk.run('return', 'open', case, '--reason', 'damaged', '--pays', 'shop')[0]
    out = os.path.join(desk.dir, 'slip.pdf')
    for code in (case, opened['rma'], 'DAbc1RRMA', ORDER):
        line = desk.run('slip', code, '--output', out)[0]
        check((line['kind'], line['rma'], line['order'], line['stock'])
              == ('slip', opened['rma'], ORDER, 'page-a4'), str(line))
        check(line['payloads'] == [opened['rma']], str(line))
        check(decode(out, 300) == [opened['rma']], 'not readable')
    text = words(out)
    for part in ('返品明細書', '配送中の破損', '着払いでお送りください', 'DAbc1RRMA', '1×マグカップ', '980-0811', '佐伯真由'):
        check(part in text, f'{part} is missing: {text}')
    check('03-0000-0000' not in text and '@' not in text, text)
    # What a scanner types opens the return.
    check(desk.run('return', 'show', decode(out, 300)[0])[0]['rma'] == opened['rma'], 'not found by its barcode')
    line = desk.run('slip', case, '--stock', '100x150', '--language', 'en', '--copies', '2', '--output', out)
    check([r['page'] for r in line] == [1, 2] and 'Returnslip' in words(out, 2), words(out))
    printed = [e for e in desk.run('show', case)[0]['events'] if e['type'] == 'document-printed']
    check(len(printed) == 5 and printed[0]['text'] == opened['rma'], str(printed))
    desk.run('slip', 'nothing-like-it', '--output', out, status=1)
    desk.run('slip', case, status=2)
    desk.run('slip', case, '--kind', 'return', '--output', out, status=2)


def test_resend_label(desk):
    """the address of a parcel that goes out again, with the order's barcode and the post's"""
    case = with_order(desk)
    sets = [f'--set=return-address/amazon.co.jp/ja/{k}={v}' for k, v in ADDRESS.items()]
    desk.run('shop', *sets)
    out = os.path.join(desk.dir, 'resend.pdf')
    line = desk.run('label', case, '--kind', 'resend', '--stock', '100x150', '--output', out)[0]
    check((line['kind'], line['order'], line['rma']) == ('resend', ORDER, None), str(line))
    check(line['payloads'] == ['15000011-2-3', ORDER], str(line))
    check(decode(out, 300) == [ORDER], 'not readable')
    text = words(out)
    for part in ('〒150-0001', '東京都渋谷区神宮前1-2-3', '佐伯真由様', 'ご依頼主', '青葉雑貨店'):
        check(part in text, f'{part} is missing: {text}')
    check('03-0000-0000' not in text, text)
    check([e['text'] for e in desk.run('show', case)[0]['events'] if e['type'] == 'document-printed'] == [ORDER],
          'no event')
    check('return' in [desk.run('label', case, '--kind', 'return', '--stock', 'a4', '--output', out)[0].get('kind', 'return')],
          'another kind')
    desk.run('label', case, '--kind', 'slip', '--stock', 'a4', '--output', out, status=2)
    desk.run('label', case, '--kind', 'moon', '--stock', 'a4', '--output', out, status=2)


def test_print_again(desk):
    """what was printed is printed again to the byte, whatever has changed since, and noted again"""
    case = with_order(desk)
    desk.run('shop', *[f'--set=return-address/amazon.co.jp/ja/{k}={v}' for k, v in ADDRESS.items()])
    out, again = (os.path.join(desk.dir, name) for name in ('first.pdf', 'again.pdf'))
    ways = (('return', ('label', case, '--stock', 'a4')), ('slip', ('slip', case, '--stock', 'hisago-elm011')),
            ('resend', ('label', case, '--kind', 'resend', '--stock', '100x150')))
    for kind, _ in ways:
        desk.run('print-again', case, '--kind', kind, '--output', again, status=1)
    check(not os.path.exists(again), 'a file all the same')
    first = {}
    for kind, way in ways:
        first[kind] = desk.run(*way, '--copies', '2', '--output', out)
        with open(out, 'rb') as pdf:
            first[kind, 'pdf'] = pdf.read()
    desk.run('shop', '--set=return-address/amazon.co.jp/ja/line1=どこか9-9-9')
    for kind, _ in ways:
        lines = desk.run('print-again', case, '--kind', kind, '--output', again)
        check(lines == first[kind], f'{kind}: {lines}')
        with open(again, 'rb') as pdf:
            check(pdf.read() == first[kind, 'pdf'], f'{kind} is another')
    with open(out, 'rb') as pdf:
        check(pdf.read() == first['resend', 'pdf'], 'the file before')
    desk.run('label', case, '--kind', 'resend', '--stock', '100x150', '--copies', '2', '--output', out)
    with open(out, 'rb') as pdf:
        check(pdf.read() != first['resend', 'pdf'], 'the new address is not on it')
    types = [e['type'] for e in desk.run('show', case)[0]['events']]
    check(types.count('label-printed') == 2 and types.count('document-printed') == 5, str(types))
    desk.run('print-again', case, status=2)
    desk.run('print-again', case, '--kind', 'moon', '--output', again, status=2)


def test_resend_label_without_order(desk):
    """no address, no label"""
    desk.run('import', desk.mail('a.eml', '届いたマグカップが割れていました。'))
    case = desk.run('cases')[0]['case']
    out = os.path.join(desk.dir, 'resend.pdf')
    desk.run('label', case, '--kind', 'resend', '--stock', '100x150', '--output', out, status=1)
    check(not os.path.exists(out), 'a file all the same')


def test_packing_list(desk):
    """what goes into many parcels: a table over pages, and slips; none of a gift holds a price or its payer"""
    head = ORDERS + '\tgift-message-text'
    ids = [f'250-7654321-{i:07d}' for i in range(1, 31)]
    rows = [order_row(order=order, item=str(20000 + i), title=f'品物{i:02d}', quantity=str(1 + i % 3)) + '\t'
            for i, order in enumerate(ids)]
    rows[4] = rows[4].replace('Standard\t佐伯 真由', 'Standard\t高橋 直人') + 'お誕生日おめでとう'
    desk.run('import', desk.file('orders.txt', '\n'.join([head, *rows]) + '\n'))
    out = os.path.join(desk.dir, 'packing.pdf')
    line = desk.run('packing-list', *ids, '--output', out)[0]
    check(line['orders'] == 30 and line['list_pages'] > 1 and line['pages'] == line['list_pages'] + 30, str(line))
    table = ''.join(words(out, page) for page in range(1, line['list_pages'] + 1))
    for i, order in enumerate(ids):
        check(order in table and f'品物{i:02d}' in table, f'{order} is missing')
    check('￥' not in table and 'ギフト' in table, 'prices on the list')
    gift, plain = words(out, line['list_pages'] + 5), words(out, line['list_pages'] + 4)
    check('高橋直人様' in gift and '佐伯' not in gift and '￥' not in gift and 'お誕生日おめでとう' in gift, gift)
    check('佐伯真由様' in plain and '￥2,480' in plain, plain)
    check(decode(out, 300, line['list_pages'] + 5) == [ids[4]], 'not readable')
    check(set(decode(out, 300, 1)) == {order for order in ids if order in words(out, 1)}, 'bars of the list')
    check('03-0000-0000' not in words(out) and '@' not in words(out), 'a phone number')

    line = desk.run('packing-list', ids[0], '--list-only', '--language', 'en', '--letter', '--output', out)[0]
    check((line['pages'], line['list_pages']) == (1, 1) and 'Packinglist' in words(out), str(line))
    line = desk.run('packing-list', ids[0], '--slips-only', '--output', out)[0]
    check((line['pages'], line['list_pages']) == (1, 0), str(line))
    line = desk.run('packing-list', '--open', '--output', out)[0]
    check(line['orders'] == 30, str(line))
    desk.run('packing-list', '250-0000000-0000000', '--output', out, status=1)
    desk.run('packing-list', '--output', out, status=2)
    desk.run('packing-list', ids[0], '--open', '--output', out, status=2)


def test_calibrate(desk):
    """the calibration page is a PDF of the stock's own size"""
    out = os.path.join(desk.dir, 'page.pdf')
    line = desk.run('calibrate', '--stock', 'hisago-elm013', '--output', out)[0]
    check(line == {'stock': 'hisago-elm013', 'cells': 4}, str(line))
    info = subprocess.run(['pdfinfo', out], capture_output=True, text=True).stdout
    width, height = map(float, re.search(r'Page size: +([\d.]+) x ([\d.]+)', info).groups())
    check(abs(width - 210 / 25.4 * 72) < 0.02 and abs(height - 297 / 25.4 * 72) < 0.02, info)
    check('100mm' in words(out), words(out))
    desk.run('calibrate', '--stock', 'moon', '--output', out, status=1)
    desk.run('calibrate', '--stock', 'hisago-elm013', status=2)


def test_label_without_address(desk):
    """without a return address the label has lines to write it on, and says so"""
    case = with_mail(desk)['case']
    out = os.path.join(desk.dir, 'label.pdf')
    line = desk.run('label', case, '--stock', '100x150', '--output', out)[0]
    check(set(decode(out, 300)) == set(line['payloads']), 'not readable')


def test_closing_days(desk):
    """a promise in a reply counts in the days on which the shop is open, public holidays left out"""
    case = with_mail(desk)['case']
    now = '2026-12-28T10:00:00+09:00'

    def promise():
        draft = desk.run('draft', case, '--situation', 'general', '--clause', 'checking', now=now)[0]
        return re.search(r'by (\w+, \w+ \d+)', draft['en']).group(1)

    before = promise()
    line = desk.run('shop', '--set=closing-days=土日祝、年末年始 12/29〜1/3')[0]
    check(line['closing-days'] == '土日祝、年末年始 12/29〜1/3', str(line))
    check((before, promise()) == ('Tuesday, December 29', 'Monday, January 4'), f'{before}, {promise()}')
    desk.run('shop', '--set=closing-days=whenever', status=1)


def test_clocks(desk):
    """each clock says until when, here and at the marketplace, by which rule and where that is from"""
    case = with_mail(desk)['case']
    clock = desk.run('clocks', case)[0]
    fields = {'case', 'rule', 'ours', 'since', 'until', 'left_seconds', 'marketplace_until', 'source', 'verified',
              'valid_from', 'note'}
    check(fields <= set(clock), str(clock))
    check(clock['rule'] == 'reply' and clock['ours'] and clock['left_seconds'] == 26 * 3600 - 24 * 3600, str(clock))
    check(clock['until'] == clock['marketplace_until'] == '2026-11-24T11:00:00+09:00', str(clock))
    check(clock['verified'] is False and clock['source'].startswith('https://'), str(clock))
    late = desk.run('clocks', case, now='2026-11-24T12:30:00+09:00')[0]
    check(late['left_seconds'] == -5400, str(late))

    desk.run('remind', case, '2026-11-30T09:00:00+09:00', 'ask the carrier')
    desk.run('remind', case, '2026-11-20T09:00:00+09:00', status=1)
    desk.run('return-arrived', case, '--date', '2026-11-24')
    running = {c['rule']: c for c in desk.run('clocks', case)}
    check(set(running) == {'reply', 'reminder', 'refund-after-return'}, str(running))
    check(running['reminder']['note'] == 'ask the carrier' and running['reminder']['verified'] is None, str(running))
    check(running['refund-after-return']['until'] == '2026-11-26T23:59:59+09:00', str(running))
    desk.run('clock-done', case, 'reminder')
    desk.run('clock-done', case, 'reminder', status=1)
    desk.run('return-arrived', case, '--order', '250-9999999-9999999', status=1)
    desk.run('clocks', 'ffff0000', status=1)
    desk.run('clocks', status=2)

    # The seller moves: other hours, the same moments, in the same order.
    before = [c['left_seconds'] for c in desk.run('clocks', case)]
    desk.run('shop', '--set=zone=America/Los_Angeles')
    after = desk.run('clocks', case)
    check([c['left_seconds'] for c in after] == before, str(after))
    check(after[0]['until'].endswith('-08:00') and after[0]['marketplace_until'].endswith('+09:00'), str(after))


def test_due(desk):
    """what runs out before a time, over all cases, and orders that must leave"""
    case = with_mail(desk)['case']
    rows = [f'250-000000{n}-0000000\t1\t2026-11-20T01:00:00+00:00\t2026-11-{day}T05:00:00+00:00\tA\tMug\t1'
            for n, day in ((1, 24), (2, 28), (3, 10))]
    desk.run('import', desk.file('unshipped.txt', '\n'.join(
        ['order-id\torder-item-id\tpurchase-date\tpromise-date\tsku\tproduct-name\tquantity-purchased', *rows])))
    due = desk.run('due')
    check([(d['rule'], d['case'], d['order_id']) for d in due]
          == [('reply', case, None), ('ship-by', None, '250-0000001-0000000')], str(due))
    check([d['rule'] for d in desk.run('due', '--until', '2026-11-28')] == ['reply', 'ship-by', 'ship-by'], 'a date')
    check(desk.run('due', '--until', '2026-11-24T10:59:59+09:00') == [], 'before anything')
    desk.run('answered', case)
    check([d['rule'] for d in desk.run('due')] == ['ship-by'], 'an answer stops it')
    desk.run('due', '--until', 'someday', status=2)


def test_registration(desk):
    """the registration number is kept as it is written on paper, and no other is taken"""
    line = desk.run('shop', '--set=registration-number=ｔ1234-5678 90123', '--set=name/ja=青葉雑貨店')[0]
    check(line['registration-number'] == 'T1234567890123', str(line))
    desk.run('shop', '--set=registration-number=T123456789012', status=1)
    desk.run('shop', '--set=registration-number=1234567890123', status=1)
    check(desk.run('shop')[0] == line, 'changed by what was refused')
    check('registration-number' not in desk.run('shop', '--set=registration-number=')[0], 'not taken out')


def test_search(desk):
    """two kanji, half-width kana and pieces of an order number are found"""
    case = with_mail(desk, body='届いたマグカップの取っ手が割れていました。')['case']
    for query in ('取っ', '割れ', 'ﾏｸﾞｶｯﾌﾟ', 'まぐかっぷ', ORDER, '1234567-1234567', '佐伯'):
        hits = desk.run('search', query)
        check(hits and hits[0]['case'] == case, f'{query}: {hits}')
        check(set(hits[0]) == {'case', 'message', 'order_id', 'at', 'field', 'excerpt'}, str(hits[0]))
    check(desk.run('search', '存在しない言葉') == [], 'found what is not there')


def test_stocks(desk):
    """the label stocks are listed"""
    stocks = {s['id']: s for s in desk.run('stocks')}
    check({'100x150', '4x6in', 'a4', 'hisago-elm013'} <= set(stocks), str(stocks))
    check(stocks['hisago-elm013']['columns'] == 2 and stocks['hisago-elm013']['rows'] == 2, 'elm013')


def test_texts(desk):
    """own texts are listed, carried to another desk and back; what is refused says why"""
    listed = desk.run('texts')
    check(all(set(t) == {'type', 'id', 'own', 'built_in', 'title', 'missing'} for t in listed), str(listed[0]))
    check(not any(t['own'] for t in listed) and all(t['built_in'] for t in listed), 'own ones in a new record')
    check({'situation', 'snippet'} == {t['type'] for t in listed}, 'types')
    check(not any(t['missing'] for t in listed), 'a built-in text lacks a language')
    desk.run('texts', 'export', os.path.join(desk.dir, 'none.henji-texts'), status=1)
    path = desk.file('in.henji-texts', '''<?xml version="1.0" encoding="UTF-8"?>
<henji-texts version="1">
<snippet id="own-engrave"><title xml:lang="ja">名入れ &lt;b&gt;</title><words>ないれ</words>
<text xml:lang="ja">名入れには3営業日いただきます。</text></snippet>
<snippet id="own-bad"><title xml:lang="ja">不備</title>
<text xml:lang="ja">{nobody}</text></snippet>
<situation id="damaged" order="10" kinds="damaged"><title xml:lang="ja">破損</title>
<title xml:lang="en">Damage</title></situation>
</henji-texts>
''')
    lines = desk.run('texts', 'import', path, status=1)
    check([x['status'] for x in lines] == ['new', 'rejected', 'renamed'], str(lines))
    check('in.henji-texts:6:' in lines[1]['reason'] and 'nobody' in lines[1]['reason'], lines[1]['reason'])
    check(lines[2]['new_id'] == 'own-damaged', str(lines[2]))
    check([x['status'] for x in desk.run('texts', 'import', path, status=1)]
          == ['duplicate', 'rejected', 'duplicate'], 'again')
    own = {t['id']: t for t in desk.run('texts') if t['own']}
    check(set(own) == {'own-engrave', 'own-damaged'}, str(own))
    check(own['own-engrave']['missing'] == ['en'] and own['own-engrave']['type'] == 'snippet', str(own))
    check(own['own-engrave']['title']['ja'] == '名入れ <b>', str(own))
    out = os.path.join(desk.dir, 'out.henji-texts')
    check(desk.run('texts', 'export', out) == [{'file': out, 'texts': 2}], 'all own ones')
    one = os.path.join(desk.dir, 'one.henji-texts')
    check(desk.run('texts', 'export', one, 'own-engrave', 'late-delivery')[0]['texts'] == 2, 'by id')
    desk.run('texts', 'export', one, 'nobody', status=1)
    other = Desk()
    try:
        lines = other.run('texts', 'import', one)
        check([(x['status'], x['new_id']) for x in lines]
              == [('duplicate', None), ('new', None)], str(lines))
        check({t['id'] for t in other.run('texts') if t['own']} == {'own-engrave'}, 'on another desk')
    finally:
        other.close()
    desk.run('texts', 'import', os.path.join(desk.dir, 'not-there'), status=1)
    desk.run('texts', 'import', desk.file('x.henji-texts', '<henji-texts><a'), status=1)
    desk.run('texts', 'rename', 'x', status=2)
    check(desk.run('situations')[0]['id'] == 'own-damaged' or any(
        s['id'] == 'own-damaged' for s in desk.run('situations')), 'among the situations')


def test_policy(desk):
    """every rule of every marketplace with its value, source and age"""
    keys = {'marketplace', 'rule', 'title', 'value', 'unit', 'text', 'valid_from', 'in_force', 'own', 'habit',
            'source', 'note', 'checked', 'verified', 'to_check', 'old'}
    rules = desk.run('policy')
    check(all(set(rule) == keys for rule in rules), str(rules[0]))
    check({rule['marketplace'] for rule in rules} == {'amazon.co.jp', 'amazon.com'}, 'both marketplaces')
    for marketplace in ('amazon.co.jp', 'amazon-jp'):
        japan = {rule['rule']: rule for rule in desk.run('policy', '--marketplace', marketplace)}
        check({rule['marketplace'] for rule in japan.values()} == {'amazon.co.jp'}, marketplace)
        check(japan['reply'] | {'source': ''} == {
            'marketplace': 'amazon.co.jp', 'rule': 'reply', 'title': 'Reply to a buyer', 'value': 24,
            'unit': 'hours', 'text': '24 hours', 'valid_from': None, 'in_force': True, 'own': False,
            'habit': False, 'source': '', 'note': None, 'checked': '2026-11-23', 'verified': False,
            'to_check': True, 'old': False}, str(japan['reply']))
        check(japan['cancellation-rate']['text'] == '2.5 %' and japan['cancellation-rate']['value'] == 25, 'tenths')
        check(japan['support-phone-from']['text'] == '9:00', 'a time of day')
        check(japan['prepaid-label']['text'] == 'No', 'yes or no')
        check(japan['refund-after-return']['source'] is None, 'no source is known')
    refund = [(r['value'], r['unit'], r['valid_from'], r['in_force']) for r in
              desk.run('policy', '--marketplace', 'amazon.com') if r['rule'] == 'refund-after-return']
    check(refund == [(2, 'business-days', None, False), (4, 'calendar-days', '2026-01-26', True)], str(refund))
    before = [r['in_force'] for r in desk.run('policy', now='2026-01-25T23:59:59-08:00')
              if r['rule'] == 'refund-after-return' and r['marketplace'] == 'amazon.com']
    check(before == [True, False], str(before))
    check({r['old'] for r in desk.run('policy', now='2027-12-01T00:00:00Z') if not r['habit']} == {True},
          'a year later')
    check({(r['habit'], r['old'], r['to_check']) for r in desk.run('policy', now='2027-12-01T00:00:00Z')
           if r['rule'] in ('support-follow-up', 'carrier-follow-up', 'contact-plan')} == {(True, False, False)},
          'a habit is nobody else’s to change')
    at = [r['text'] for r in desk.run('policy', '--at', '2026-01-25', '--marketplace', 'amazon-us')
          if r['rule'] in ('refund-after-return', 'prepaid-label') and r['in_force']]
    check(at == ['2 business days'], f'in force on a day: {at}')
    desk.run('policy', '--at', 'tomorrow', status=2)
    desk.run('policy', '--marketplace', 'amazon.example', status=1)
    desk.run('policy', 'extra', status=2)
    # The seller's own file goes before the built-in one; a broken one is reported and left aside.
    facts = os.path.join(desk.data, 'facts', 'policies')
    os.makedirs(facts)
    own = ('[marketplace]\nid=amazon-us\ndomain=amazon.com\nmarketplace-id=A\ncurrency=USD\n'
           'zone=America/Los_Angeles\n[reply]\nvalue=12\nunit=hours\nchecked=2026-11-24\nverified=no\n')
    path = os.path.join(facts, 'amazon-us.ini')
    open(path, 'w').write(own)
    check([(r['rule'], r['value']) for r in desk.run('policy', '--marketplace', 'amazon.com')] == [('reply', 12)],
          'the own file')
    open(path, 'w').write(own + 'unit=weeks\n')
    check(len(desk.run('policy', '--marketplace', 'amazon.com')) > 10, 'the built-in file')


def test_own_figures(desk):
    """a figure of the seller's own counts from its day on, until it is reset"""
    def values(*options, now=NOW):
        return [(r['text'], r['valid_from'], r['own'], r['in_force'], r['note'])
                for r in desk.run('policy', '--marketplace', 'amazon.com', *options, now=now)
                if r['rule'] == 'refund-after-return']

    built_in = [('2 business days', None, False, False, None), ('4 calendar days', '2026-01-26', False, True, None)]
    check(values() == built_in, 'with nothing set')
    us = ('policy', '--marketplace', 'amazon.com')
    said = desk.run(*us, '--set', 'refund-after-return=3', '--note', 'https://example.com/notice')
    check([r['rule'] for r in said] == ['refund-after-return'] * 3, str(said))
    check(said[2]['checked'] == said[2]['valid_from'], 'checked today')
    own = ('3 calendar days', said[2]['valid_from'], True, True, 'https://example.com/notice')
    check(values() == [(*v[:3], False, None) for v in built_in] + [own], str(values()))
    check([v[3] for v in values('--at', '2026-11-01')] == [False, True, False], 'an old case keeps the figure of its day')
    desk.run(*us, '--set', 'refund-after-return=1 business-days', '--from', '2027-01-01')
    check([(v[0], v[3]) for v in values()[2:]] == [('3 calendar days', True), ('1 business day', False)], str(values()))
    check([v[3] for v in values('--at', '2027-01-01')] == [False, False, False, True], 'from its day on')
    desk.run(*us, '--set', 'refund-after-return=2', '--from', '2027-01-01')
    check([v[0] for v in values()[2:]] == ['3 calendar days', '2 calendar days'], 'the same day twice')
    # What is wrong is said, and nothing is stored.
    before = desk.run(*us)
    for wrong in ('refund-after-return=soon', 'refund-after-return=-1', 'refund-after-return=5 percent',
                  'refund-after-return=99999', 'cancellation-rate=2.55', 'cancellation-rate=101',
                  'prepaid-label=perhaps', 'defect-target=1.5', 'no-such-rule=1'):
        desk.run(*us, '--set', wrong, status=1)
    desk.run(*us, '--set', 'reply=20', '--from', '2026-02-30', status=1)
    desk.run(*us, '--reset', 'no-such-rule', status=1)
    desk.run('policy', '--marketplace', 'amazon.example', '--set', 'reply=20', status=1)
    for usage in (('--set', 'reply'), ('--set', 'reply=1', '--reset', 'reply'), ('--from', '2026-01-01'),
                  ('--note', 'x'), ('--reset', 'reply', '--from', '2026-01-01')):
        desk.run(*us, *usage, status=2)
    desk.run('policy', '--set', 'reply=20', status=2)
    check(desk.run(*us) == before, 'nothing was stored')
    check(len(desk.run(*us, '--reset', 'refund-after-return')) == 2, 'what is left')
    check(values() == built_in, 'reset')
    # Beside a whole file of the seller's own.
    facts = os.path.join(desk.data, 'facts', 'policies')
    os.makedirs(facts)
    with open(os.path.join(facts, 'amazon-us.ini'), 'w') as f:
        f.write('[marketplace]\nid=amazon-us\ndomain=amazon.com\nmarketplace-id=A\ncurrency=USD\n'
                'zone=America/Los_Angeles\n[reply]\nvalue=12\nunit=hours\nchecked=2026-11-24\nverified=no\n')
    desk.run(*us, '--set', 'reply=8')
    check([(r['text'], r['own'], r['in_force']) for r in desk.run(*us)] == [
        ('12 hours', False, False), ('8 hours', True, True)], str(desk.run(*us)))
    os.remove(os.path.join(facts, 'amazon-us.ini'))
    check([(r['text'], r['in_force']) for r in desk.run(*us) if r['rule'] == 'reply'] == [
        ('24 hours', False), ('8 hours', True)], 'the built-in file reaches what was not changed')


def rows(lines, table):
    return [line for line in lines if line['table'] == table]


def test_summary(desk):
    """looking back: costs and defects are recorded, summed up, and go into files that open safely"""
    case = with_mail(desk)['case']
    desk.run('import', desk.file('more.txt', ORDERS + '\n' + order_row(
        '250-7654321-7654321', '20001', 'HACK', '=HYPERLINK(x.example)') + '\n'))
    desk.run('import', desk.mail('b.eml', 'マグカップが割れていました。', order='250-7654321-7654321',
                                 suffix='+x', date='Mon, 23 Nov 2026 12:00:00 +0900', ident='b'))
    line = desk.run('outlay', case, 'partial-refund', '￥５００')[0]
    check(line['case'] == case and line['event'], str(line))
    desk.run('outlay', case, 'resend', '1,200')
    desk.run('defect', case, 'feedback')
    desk.run('defect', case, 'feedback', status=1)
    desk.run('outlay', case, 'partial-refund', '0', status=1)
    desk.run('outlay', case, 'partial-refund', '1.5', status=1)
    desk.run('outlay', case, 'tip', '500', status=2)
    desk.run('defect', case, 'claim', status=2)
    desk.run('defect', '00000000', 'feedback', status=1)

    dates = ('--from', '2026-11-01', '--to', '2026-11-30')
    lines = desk.run('summary', *dates)
    figures = {line['id']: line for line in rows(lines, 'figures')}
    check(figures['cases']['value'] == 2 and figures['cases']['before'] == 0, str(figures['cases']))
    check(figures['refunded_jpy']['value'] == 500 and figures['cost_jpy']['value'] == 1700, str(figures))
    check(figures['median_hours']['value'] is None, str(figures['median_hours']))
    mug = next(item for item in rows(lines, 'items') if item['sku'] == 'MUG-BL-01')
    check(mug['kind_id'] == 'damaged' and mug['cases'] == 1 and mug['sold'] == 1 and mug['percent'] == 100
          and mug['refunds'] == 1 and mug['resends'] == 1 and mug['cost_jpy'] == 1700, str(mug))
    check([d['order_id'] for d in rows(lines, 'defects')] == [ORDER], str(rows(lines, 'defects')))
    check(rows(lines, 'rate')[-1] == {'table': 'rate', 'day': '2026-11-24', 'orders': 2, 'defects': 1,
                                      'rate_percent': 50.0}, str(rows(lines, 'rate')[-1]))
    none = desk.run('summary', *dates, '--marketplace', 'amazon.com')
    check(rows(none, 'figures')[0]['value'] == 0 and not rows(none, 'items'), str(rows(none, 'items')))
    desk.run('defect', case, 'feedback', 'removed')
    check(not rows(desk.run('summary', *dates), 'defects'), 'it counts still')

    out = os.path.join(desk.dir, 'summary.csv')
    desk.run('summary', *dates, '--csv', out)
    data = open(out, 'rb').read()
    check(data.startswith(b'\xef\xbb\xbf') and data.endswith(b'\r\n'), str(data[:20]))
    table = list(csv.reader(io.StringIO(data.decode('utf-8-sig'), newline='')))
    check(len({len(line) for line in table}) == 1, 'lines are of several widths')
    hack = next(line for line in table if line[0] == 'HACK')
    check(hack[1] == "'=HYPERLINK(x.example)", str(hack))
    mug = next(line for line in table if line[0] == 'MUG-BL-01')
    check('1700' in mug and '100.0' in mug, str(mug))
    check(not any(cell[:1] in tuple('=+-@\t\r') for line in table for cell in line if cell), 'a formula')
    desk.run('summary', *dates, '--csv', out, status=1)
    check(open(out, 'rb').read() == data, 'the file was written over')
    done = subprocess.run([CTL, '--data-dir', desk.data, '--now', NOW, 'summary', *dates, '--csv', '-'],
                          capture_output=True)
    check(done.stdout == data, 'the output is another than the file')

    pdf = os.path.join(desk.dir, 'summary.pdf')
    desk.run('summary', *dates, '--pdf', pdf)
    text = subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True).stdout
    check('Looking Back: November 2026' in text and 'MUG-BL-01' in text and '¥1,700' in text, text)
    info = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True).stdout
    check('A4' in info, info)

    desk.run('summary', '--from', '2026-11-30', '--to', '2026-11-01', status=2)
    desk.run('summary', '--from', '2026-11-31', '--to', '2026-12-01', status=2)
    desk.run('summary', '--from', '2026-11-01', status=2)
    desk.run('summary', *dates, '--csv', '-', '--pdf', '-', status=2)


def test_holidays(desk):
    """the public holidays of a year, announced or expected"""
    days = desk.run('holidays', '2026')
    check(days[0] == {'country': 'JP', 'date': '2026-01-01', 'name': {'ja': '元日', 'en': 'New Year’s Day'},
                      'nature': 'named', 'announced': True}, str(days[0]))
    check([d['date'][5:] for d in days] == (
        '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 '
        '11-23').split(), str(days))
    check([d['date'] for d in days if d['nature'] == 'substitute'] == ['2026-05-06'], '振替休日')
    check([d['date'] for d in days if d['nature'] == 'between'] == ['2026-09-22'], '国民の休日')
    check({d['announced'] for d in desk.run('holidays', '2028')} == {False}, '2028 is only expected')
    check(desk.run('holidays', '2026', '--country', 'US')[5]['date'] == '2026-07-03', 'observed')
    text = subprocess.run([CTL, '--data-dir', desk.data, '--now', NOW, 'holidays', '2028'], capture_output=True,
                          text=True).stdout
    check('2028-01-01  1月1日（土）  元日 / New Year’s Day, expected' in text, text)
    desk.run('holidays', '1948', status=1)
    desk.run('holidays', '2151', status=1)
    desk.run('holidays', '2026', '--country', 'XX', status=1)
    desk.run('holidays', 'next', status=2)
    desk.run('holidays', status=2)


def test_exits(desk):
    """usage, missing files, foreign and newer records have their exit codes"""
    for args in (('nonsense',), ('show',), ('cases', '--court', 'mine'), ('import',)):
        desk.run(*args, status=2)
    desk.run('import', os.path.join(desk.dir, 'not-there.eml'), status=3)
    desk.run('verify')
    done = subprocess.run([CTL, '--data-dir', desk.data, '--now', 'tomorrow', 'cases'], capture_output=True)
    check(done.returncode == 2, 'a time that is none')
    database = os.path.join(desk.data, 'henji.db')
    before = open(database, 'rb').read()
    newer = bytearray(before)
    newer[60:64] = (99).to_bytes(4, 'big')
    open(database, 'wb').write(newer)
    for leftover in ('-wal', '-shm'):
        if os.path.exists(database + leftover):
            os.remove(database + leftover)
    desk.run('cases', status=3)
    desk.run('import', desk.mail('a.eml', 'x'), status=3)
    check(open(database, 'rb').read() == bytes(newer), 'a newer record was touched')
    open(database, 'wb').write(b'SQLite format 3\0' + b'\0' * 4080)
    desk.run('cases', status=3)


def test_locked(desk):
    """a folder in use is refused with exit 3 and left alone"""
    import fcntl
    import struct
    case = with_mail(desk)['case']
    with open(os.path.join(desk.data, 'lock'), 'r+b') as lock:
        fcntl.fcntl(lock, 37, struct.pack('hhqqi', fcntl.F_WRLCK, 0, 0, 0, 0))
        desk.run('answered', case, status=3)
        check(desk.run('cases')[0]['court'] == 'ours', 'reading needs no lock')


def check_lines(desk, text, *args, status, language='ja'):
    raw = text if isinstance(text, bytes) else text.encode()
    lines = desk.run('check', '--language', language, *args, desk.file('reply.txt', raw), status=status)
    for line in lines:
        check(list(line) == ['rule', 'severity', 'start', 'end', 'text', 'message'], str(line))
        check(line['severity'] in ('blocking', 'warning') and line['message'], str(line))
    return lines


def test_check(desk):
    """a reply is checked without any record, places counted in characters"""
    text = '😀はじめまして。ご返信は a@b.com へ。'
    lines = check_lines(desk, text, status=1)
    check([line['rule'] for line in lines] == ['emoji', 'mail-address'], str(lines))
    for line in lines:
        check(text[line['start']:line['end']] == line['text'], str(line))
    check(lines[1]['start'] == 13, str(lines[1]))
    check(check_lines(desk, '承知いたしました。', status=0) == [], 'nothing is wrong')
    lines = check_lines(desk, 'なるべく早くご連絡いたします。', status=0)
    check([line['rule'] for line in lines] == ['promise-without-date'], str(lines))
    check_lines(desk, 'Please leave a review.', '--policy', 'amazon-us', language='en', status=1)
    lines = check_lines(desk, '11月20日までに発送いたします。', status=1)
    check([line['rule'] for line in lines] == ['promise-past'], str(lines))
    lines = check_lines(desk, 'あ' * 4001, status=1)
    check((lines[0]['rule'], lines[0]['start'], lines[0]['end']) == ('too-long', 4000, 4001), str(lines))
    check(not os.path.exists(desk.data), 'a record was made')


def test_check_input(desk):
    """any encoding is read or refused; usage and missing files have their exits"""
    text = 'レビューをお願いします。'
    for charset in ('cp932', 'euc-jp', 'iso-2022-jp', 'utf-8-sig', 'utf-16'):
        lines = check_lines(desk, text.encode(charset), status=1)
        check(lines[0]['rule'] == 'review-request' and lines[0]['start'] == 0, f'{charset}: {lines}')
    check_lines(desk, b'a\0b', status=3)
    check_lines(desk, b'', status=0)
    check_lines(desk, 'x', '--policy', 'amazon-xx', status=2)
    check_lines(desk, 'x', '--case', 'abcd1234', status=3)
    desk.run('check', '--language', 'ja', os.path.join(desk.dir, 'not-there'), status=3)
    for args in (('check',), ('check', '--language', 'fr', '-'), ('check', '--language', 'ja')):
        desk.run(*args, status=2)
    for language, words in (('ja', 'レビュー・評価'), ('en', 'A reply may not ask')):
        done = subprocess.run([CTL, 'check', '--language', 'ja', '-'], input=text.encode(), capture_output=True,
                              env={**os.environ, 'LANGUAGE': language})
        check(done.returncode == 1 and words in done.stdout.decode(), f'{language}: {done.stdout.decode()}')


def test_check_case(desk):
    """with a case its buyer, orders and total count, and other buyers' names"""
    case = with_mail(desk, body='電話は090-1234-5678です。割れていました。')['case']
    other = desk.mail('b.eml', 'まだ届きません。', order='250-7654321-7654321', sender='zzzz9999yyyy888@marketplace.'
                      'amazon.co.jp', ident='b')
    raw = open(other, 'rb').read().replace(b'=?UTF-8?B?5L2Q5Lyv?=', b'=?UTF-8?B?5bGx55SwIOWkqumDjg==?=')
    desk.run('import', desk.file('b.eml', raw))
    sorry = '申し訳ございません。'
    for text, rules in (
            (f'佐伯様\n\n{sorry}2,480円を返金いたします。', []),
            (f'佐伯様\n\n{sorry}2,481円を返金いたします。', ['refund-above']),
            (f'田中様\n\n{sorry}', ['other-buyer']),
            (f'佐伯様\n\n{sorry}山田様のお荷物です。', ['other-buyer']),
            (f'佐伯様\n\n{sorry}{ORDER}の件です。', []),
            (f'佐伯様\n\n{sorry}250-7654321-7654321の件です。', ['other-order']),
            (f'佐伯様\n\n{sorry}090-1234-5678 を承りました。', []),
            (f'佐伯様\n\n{sorry}090-1234-9999 へどうぞ。', ['phone-number']),
            ('佐伯様\n\n代わりの品をお送りします。', ['no-apology'])):
        blocking = rules and rules != ['no-apology']
        lines = check_lines(desk, text, '--case', case, status=1 if blocking else 0)
        check([line['rule'] for line in lines] == rules, f'{text}: {lines}')


def test_csba(desk):
    """csba says who answers a case and why, and warns of the shop's return policy"""
    case = with_mail(desk)['case']
    desk.run('import', desk.file('orders.txt', ORDERS + '\n' + order_row() + '\n'))
    line, = desk.run('csba', case)
    check((line['who'], line['reason'], line['periods']) == ('shop', 'not-enrolled', []), line)
    desk.run('csba-forwarded', case, status=1)

    settings, = desk.run('csba', '--period', 'amazon.co.jp 2026-10-01T10:00:00+09:00',
                         '--returns', 'amazon.co.jp days=14')
    check(settings['periods'][0]['from'] == '2026-10-01T10:00:00+09:00', settings)
    check(settings['return_policies'] == [{'marketplace': 'amazon.co.jp', 'days': 14, 'postage': 'at-fault',
                                           'restocking': 0}], settings)
    check(len(settings['warnings']) == 1 and '14' in settings['warnings'][0], settings)
    line, = desk.run('csba', case)
    check((line['who'], line['reason'], line['nature']) == ('marketplace', 'covered', 'order'), line)
    check(line['sentence'].startswith('The marketplace') and len(line['periods']) == 1, line)
    check(line['orders'][0]['order_id'] == ORDER, line)
    check(desk.run('cases')[0]['csba'] is True, 'the case is marked')

    line, = desk.run('csba-nature', case, 'customisation')
    check((line['who'], line['reason'], line['by_hand']) == ('shop', 'never-customisation', True), line)
    line, = desk.run('csba-nature', case, 'recognised')
    check(line['who'] == 'marketplace', line)
    draft, = desk.run('draft', case)
    check(draft['situation'] == 'csba-forward' and draft['language'] == 'ja', draft)
    line, = desk.run('csba-forwarded', case)
    check(line['forwarded'] is True, line)
    shown, = desk.run('show', case)
    check(shown['court'] == 'theirs' and shown['due'] is None, shown)

    desk.run('csba', '--period', 'amazon.co.jp', status=1)
    desk.run('csba', '--returns', 'amazon.co.jp soon', status=1)
    desk.run('csba', case, '--period', 'amazon.co.jp 2026-10-01T10:00:00+09:00', status=2)
    desk.run('csba', 'one', 'two', status=2)
    own = desk.run('support', 'open', '--problem-ja', 'x')[0]['case']
    desk.run('csba', own, status=1)
    desk.run('csba-nature', case, 'invoice', status=1)
    settings, = desk.run('csba')
    check(len(settings['periods']) == 1, 'what was refused changed nothing')


def test_rules(desk):
    """rules are made, tried, applied and removed; tags stand on the case"""
    case = with_mail(desk)['case']
    desk.run('import', desk.file('orders.txt', ORDERS + '\n' + order_row() + '\n'))
    rule, = desk.run('rules', 'add', 'Broken', '--if', 'kind=damaged', '--if', 'sku=MUG-*', '--then', 'tag=fragile',
                     '--then', 'remind=2o')
    check(rule['terms'] == 'kind=damaged\nsku=MUG-*' and rule['acts'] == 'tag=fragile\nremind=2o', rule)
    hit, total = desk.run('rules', 'dry-run', 'Broken')
    check(hit['case'] == case and hit['tags'] == ['fragile'] and hit['remind'], hit)
    check(total == {'matches': 1, 'of': 1}, total)
    check(desk.run('cases')[0]['tags'] == [], 'a dry run writes nothing')
    total, = desk.run('rules', 'dry-run', '--if', 'language=en', '--then', 'tag=x')
    check(total == {'matches': 0, 'of': 1}, total)
    check(desk.run('rules', 'apply', 'Broken') == [{'applied': 1}], 'applied once')
    check(desk.run('rules', 'apply', rule['rule']) == [{'applied': 0}], 'never twice')
    shown, = desk.run('show', case)
    check(shown['tags'] == ['fragile'], shown)
    check(any(e['type'] == 'rule-ran' and e['text'] == 'Broken' for e in shown['events']), shown['events'])
    check(any(c['rule'] == 'reminder' for c in shown['clocks']), shown['clocks'])

    desk.run('import', desk.mail('later.eml', 'また割れていました。', ident='later'))
    desk.run('tag', case, 'ask again')
    desk.run('tag', case, 'ask again', status=1)
    check(desk.run('cases')[0]['tags'] == ['ask again', 'fragile'], 'two tags')
    desk.run('untag', case, 'fragile')
    desk.run('rules', 'remove', 'Broken')
    check(desk.run('rules', 'list') == [], 'no rules')
    for args in (('add', 'A'), ('add', 'A', '--if', 'colour=red', '--then', 'tag=x'), ('remove', 'A'),
                 ('add', 'A', '--then', 'situation=nowhere'), ('dry-run', 'nothing')):
        desk.run('rules', *args, status=1)
    for args in ((), ('add',), ('list', 'x'), ('paint', 'x')):
        desk.run('rules', *args, status=2)


def test_playbook(desk):
    """a case's playbook: steps, offers with their costs, and the reply each ends in"""
    case = with_mail(desk)['case']
    book = desk.run('playbook', case)[0]
    check(book['kind'] == 'damaged' and book['open'] == 1, f"{book['kind']}, {book['open']} open")
    steps = {step['id']: step for step in book['steps']}
    check(steps['photos']['state'] == 'known' and steps['photos']['answer'] == 'no', str(steps['photos']))
    check(steps['usable']['state'] == 'open' and steps['usable']['answers'] == ['yes', 'no'],
          str(steps['usable']))
    for offer in book['offers']:
        for key in ('id', 'title', 'nature', 'settles', 'defect', 'claim_risk', 'cost', 'situation', 'clauses',
                    'fields', 'unfilled'):
            check(key in offer, f'{key} is missing')
        check(offer['unfilled'] == [], f"{offer['id']}: {offer['unfilled']} open")
        figures = offer['cost']['figures']
        check(sum(f['low'] for f in figures) == offer['cost']['low']['minor'], f'{figures}')
    partial = next(offer for offer in book['offers'] if offer['id'] == 'partial')
    check(partial['fields']['partial'] == '500 JPY', str(partial['fields']))
    check('partial' in partial['clauses'] and 'replace' not in partial['clauses'], str(partial['clauses']))
    check(any(w['never'] for w in book['warnings']), 'nothing is never to be written')

    # What if: nothing is stored until it is to be saved.
    no = desk.run('playbook', case, '--answer', 'usable=no')[0]
    check('partial' not in [o['id'] for o in no['offers']], str(no['offers']))
    check(desk.run('playbook', case)[0]['open'] == 1, 'it was stored')
    desk.run('playbook', case, '--answer', 'usable=no', '--save')
    check(desk.run('playbook', case)[0]['open'] == 0, 'it was not stored')
    desk.run('playbook', case, '--answer', 'usable=', '--save')
    check(desk.run('playbook', case)[0]['open'] == 1, 'it was not taken back')
    desk.run('playbook', case, '--answer', 'usable=maybe', status=1)
    desk.run('playbook', case, '--answer', 'moon=yes', status=1)
    for args in ((), (case, case), (case, '--answer'), (case, '--save'), (case, '--item')):
        desk.run('playbook', *args, status=2)
    check(book['items'] == [] and book['items_state'] is None, 'one item needs no choice')
    desk.run('playbook', case, '--item', 'MUG-BL-01', status=1)


def test_playbook_items(desk):
    """of an order of several items only those that the buyer complains of are reckoned with"""
    plates = dict(sku='PLATE-3', title='磁器の平皿', item='10002', quantity='3', price='3600')
    desk.run('import', desk.file('two.txt', '\n'.join((ORDERS, order_row(), order_row(**plates))) + '\n'))
    case = desk.run('import', desk.mail('a.eml', '届いたマグカップの取っ手が割れていました。'))[0]['case']

    def offer(book, name):
        return next(o for o in book['offers'] if o['id'] == name)

    book, = desk.run('playbook', case)
    check(book['items_state'] == 'known', book['items_state'])
    check([(i['sku'], i['quantity'], i['ordered']) for i in book['items']]
          == [('MUG-BL-01', 1, 1), ('PLATE-3', 0, 3)], book['items'])
    check(offer(book, 'refund')['cost']['refund_low']['minor'] < 3600, offer(book, 'refund')['cost'])
    check(offer(book, 'partial')['fields']['partial'] == '500 JPY', 'a fifth of 2480 yen')

    # The seller knows better: two of the plates.
    two, = desk.run('playbook', case, '--item', 'PLATE-3=2')
    check(two['items_state'] == 'said', two['items_state'])
    check(offer(two, 'partial')['fields']['partial'] == '500 JPY', 'a fifth of 2400 yen, round')
    check(offer(two, 'refund')['cost']['refund_low']['minor'] == 2400, offer(two, 'refund')['cost'])
    check(desk.run('playbook', case)[0]['items_state'] == 'known', 'it was stored')
    desk.run('playbook', case, '--item', 'PLATE-3=2', '--item', 'MUG-BL-01', '--save')
    both, = desk.run('playbook', case)
    check([i['quantity'] for i in both['items']] == [1, 2], both['items'])
    check(desk.run('playbook', case, '--item', 'PLATE-3')[0]['items'][1]['quantity'] == 3, 'all three')
    for item in ('PLATE-3=4', 'PLATE-3=0', 'PLATE-3=x', 'NOTHING', 'PLATE-3=-1'):
        desk.run('playbook', case, '--item', item, status=1)
    desk.run('playbook', case, '--item', '', '--save')
    check(desk.run('playbook', case)[0]['items_state'] == 'known', 'it was not taken back')

    # Whoever names none is asked.
    desk.run('import', desk.mail('b.eml', '商品が壊れていました。', ident='b', order='250-7654321-7654321',
                                 suffix='+Z'))
    plain = dict(order='250-7654321-7654321')
    desk.run('import', desk.file('b.txt', '\n'.join((ORDERS, order_row(**plain), order_row(**plain, **plates)))
                                 + '\n'))
    other = next(c['case'] for c in desk.run('cases') if c['case'] != case)
    book, = desk.run('playbook', other)
    check(book['items_state'] == 'open' and book['open'] >= 1, book['items_state'])


def test_address_change(desk):
    """the new address is compared part by part, corrected and put in the order's place"""
    case = with_mail(desk, body='引っ越したため、配送先を変更してください。\n新しい住所は次のとおりです。\n'
                                '〒530-0001 大阪府大阪市北区梅田1-1-3\n')['case']
    shown = desk.run('address-change', case)[0]
    parts = {part['id']: part for part in shown['parts']}
    check(shown['from_buyer'] and not shown['applied'] and shown['faults'] == [], str(shown))
    check(parts['postal-code']['change'] == 'changed' and parts['state']['new'] == '大阪府', str(parts))
    wrong = desk.run('address-change', case, 'show', '--set', 'postal_code=150-0001')[0]
    check({f['id'] for f in wrong['faults']} == {'code-region', 'code-kept'}, str(wrong['faults']))
    desk.run('address-change', case, 'apply', '--set', 'line2=梅田ビル5F')
    order = desk.run('show', case)[0]['orders'][0]
    check(order['address']['line2'] == '梅田ビル5F' and order['address']['state'] == '大阪府', str(order))
    check(order['address_on_report']['state'] == '東京都', str(order))
    # A later report changes nothing of it.
    desk.run('import', desk.file('again.txt', ORDERS + '\n' + order_row(title='別の題') + '\n'))
    check(desk.run('show', case)[0]['orders'][0]['address']['state'] == '大阪府', 'a report undid it')
    check(desk.run('address-change', case)[0]['applied'], 'it does not say that it was applied')
    desk.run('address-change', case, 'apply', '--set', 'moon=1', status=1)
    desk.run('address-change', case, '--order', '250-9999999-9999999', status=1)
    for args in ((), (case, 'keep'), (case, 'show', 'apply')):
        desk.run('address-change', *args, status=2)


def test_costs(desk):
    """what the shop reckons with, and what its items cost"""
    case = with_mail(desk)['case']
    check(desk.run('costs')[0]['JPY']['ship-out'] == 700, 'the first estimate')
    book = desk.run('costs', '--set', 'JPY.ship-out=500', '--set', 'risk.damaged.resend=0')[0]
    check(book['JPY']['ship-out'] == 500 and book['USD']['ship-out'] == 800, str(book))
    desk.run('costs', '--set', 'JPY.ship-out=500')
    desk.run('costs', '--set', 'JPY.moon=1', status=1)
    desk.run('costs', '--set', 'JPY.fee=101', status=1)
    line = desk.run('costs', '--import', desk.file('costs.csv', 'SKU,cost\nMUG-BL-01,450\nPEN,much\n'),
                    status=1)[0]
    check((line['new'], line['refused']) == (1, 1), str(line))
    resend = next(o for o in desk.run('playbook', case)[0]['offers'] if o['id'] == 'resend')
    check(resend['cost']['low'] == {'minor': 950, 'currency': 'JPY'}, str(resend['cost']))
    desk.run('costs', '--import', os.path.join(desk.dir, 'nothing.csv'), status=1)
    desk.run('costs', '--currency', 'EUR', status=2)
    desk.run('costs', 'more', status=2)


def test_support_greeting(desk):
    """a text to Seller Performance greets nobody else, in both languages"""
    own = desk.run('support', 'open', '--problem-ja', 'x')[0]
    text = desk.run('draft', own['case'])[0]
    check('Dear Seller Support team' in text['en'] and '出品者サポート ご担当者様' in text['ja'], text)
    strict = desk.run('support', 'open', '--team', 'performance', '--problem-en', 'x')[0]
    text = desk.run('draft', strict['case'])[0]
    check('Dear Seller Performance team' in text['en'] and 'Seller Support' not in text['en'], text['en'])
    check('出品者パフォーマンスチーム ご担当者様' in text['ja'] and 'サポート' not in text['ja'], text['ja'])


def test_support(desk):
    """a case with the marketplace is opened, answered, logged, linked and closed"""
    desk.run('import', desk.mail('a.eml', 'マグカップが割れていました。'))
    buyer = desk.run('cases')[0]
    check(buyer['support'] is None, str(buyer))
    ident = '12345678901'

    own = desk.run('support', 'open', '--about', buyer['case'], '--path', 'return',
                   '--problem-ja', '使用済みで返品された', '--orders', '250-7654321-7654321')[0]
    check(own['support'] == {'case_id': None, 'team': 'support'} and own['about'] == buyer['case'], str(own))
    check(own['order_ids'] == [ORDER, '250-7654321-7654321'] and own['court'] == 'ours', str(own))
    desk.run('support', 'open', '--about', own['case'], status=1)
    desk.run('support', 'open', '--id', '12', status=1)
    desk.run('support', 'open', '--path', 'moon', status=1)
    desk.run('support', 'open', '--orders', '250-1234567-123', status=1)
    desk.run('support', 'open', '--team', 'moon', status=2)
    desk.run('support', status=2)
    desk.run('support', 'moon', status=2)
    desk.run('support', 'status', own['case'], status=2)
    desk.run('support', 'show', buyer['case'], status=1)

    check(desk.run('support-written', own['case'])[0]['court'] == 'theirs', 'sent')
    later = '2026-11-24T15:00:00+09:00'
    desk.run('import', desk.mail('s.eml', '返金を取り消しました。', subject=f'[CASE {ident}] 返品', order=None, type_=None,
                                 sender='seller-support@amazon.co.jp', date='Tue, 24 Nov 2026 12:00:00 +0900'), now=later)
    own = desk.run('support', 'show', ident, now=later)[0]
    check(own['court'] == 'ours' and own['status'] == 'Answered' and own['support']['case_id'] == ident, str(own))
    check(own['due_rule'] == 'support-follow-up', str(own))
    check([c['support'] for c in desk.run('cases', '--court', 'ours', now=later) if c['support']]
          == [{'case_id': ident, 'team': 'support'}], 'cases')
    check(len(desk.run('cases', now=later)) == 2, 'a third case')
    check(own['case'] in [h['case'] for h in desk.run('search', ident, now=later)], 'search')

    desk.run('support', 'log', ident, 'カード番号 4111-1111-1111-1111', '--with', '田中', '--promised', '明日まで',
             '--at', '2026-11-24T13:00:00+09:00', now=later)
    desk.run('support', 'log', ident, 'Agent: hello', '--by', 'chat', now=later)
    desk.run('support', 'log', ident, 'x', '--by', 'mail', status=2)
    desk.run('support', 'log', ident, '  ', '--by', 'chat', status=1)
    events = [e for e in desk.run('show', own['case'], now=later)[0]['events'] if e['type'].endswith('-logged')]
    check([e['type'] for e in events] == ['phone-logged', 'chat-logged'], str(events))
    check('4111' not in json.dumps(events) and events[0]['at'].startswith('2026-11-24T13:00'), str(events))

    check(desk.run('support', 'status', ident, 'Pending Amazon Action')[0]['court'] == 'theirs', 'theirs')
    check(desk.run('support', 'status', ident, '誰も知らない状態')[0]['court'] == 'ours', 'unknown')
    check(desk.run('support', 'status', ident, '解決済み')[0]['court'] == 'closed', 'closed')
    check([c['case'] for c in desk.run('support', 'list', '--court', 'closed')] == [own['case']], 'list')
    check(desk.run('support', 'list', '--court', 'ours') == [], 'list of ours')

    other = desk.run('support', 'open', '--path', 'performance')[0]
    check(other['support']['team'] == 'performance' and other['about'] is None, str(other))
    linked = desk.run('support', 'link', other['case'], ORDER, '250-1111111-2222222', '--about', buyer['case'],
                      '--id', '98765432109')[0]
    check(linked['order_ids'] == [ORDER, '250-1111111-2222222'] and linked['about'] == buyer['case']
          and linked['support']['case_id'] == '98765432109', str(linked))
    desk.run('support', 'link', other['case'], '--id', ident, status=1)
    desk.run('support', 'link', other['case'], status=2)

    sheet = desk.run('support', 'sheet', ident)[0]
    check('使用済みで返品された' in sheet['ja'] and f'Case ID: {ident}' in sheet['en'], str(sheet))

    desk.run('support', 'plan', 'amazon.co.jp', 'individual')
    desk.run('support', 'open', '--channel', 'phone', status=1)
    check(desk.run('support', 'open', '--path', 'cancel')[0]['channel'] == 'mail', 'offered mail only')
    desk.run('support', 'plan', 'amazon.co.jp', 'moon', status=2)


PNG = (b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0'
       b'\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82')
RETURNS = '\t'.join(
    ['Order ID', 'Return request date', 'Return request status', 'Amazon RMA ID', 'Label type', 'Currency code',
     'Return carrier', 'Tracking ID', 'Label to be paid by', 'Merchant SKU', 'Item Name', 'Return quantity',
     'Return Reason', 'Return delivery date', 'Refunded Amount'])


def return_row(status='Approved', delivered='', refunded='', rma='DAbc1RRMA', sku='MUG-BL-01'):
    return '\t'.join([ORDER, '20-Nov-2026', status, rma, 'AmazonUnPaidLabel', 'JPY', 'YAMATO', '123456789012',
                      'Customer', sku, 'マグカップ', '1', 'CR-UNWANTED_ITEM', delivered, refunded])


def with_order(desk, **row):
    with_mail(desk)
    desk.run('import', desk.file('o.txt', '\n'.join([ORDERS, order_row(**row)]).encode('cp932')))
    return desk.run('cases')[0]['case']


def test_return(desk):
    """a return is opened, received, inspected with a photo, and its refund proposed; undone by stages"""
    case = with_order(desk, price='2480')
    opened = desk.run('return', 'open', case, '--reason', 'changed-mind')[0]
    check(re.fullmatch(r'RMA-2026-\d{4}', opened['rma']), str(opened))
    check(opened['stage'] == 'opened' and opened['pays'] == 'buyer', str(opened))
    check([(i['sku'], i['quantity']) for i in opened['items']] == [('MUG-BL-01', 1)], str(opened['items']))
    check(desk.run('show', case)[0]['rma'] == opened['rma'], 'the case has another number')
    desk.run('return', 'open', case, status=1)
    desk.run('return', 'set', opened['rma'], 'inspected', status=1)
    sent = desk.run('return', 'set', opened['rma'], 'label-sent')[0]
    check(sent['stage'] == 'label-sent', str(sent))
    way = desk.run('return', 'set', opened['rma'], 'on-its-way', '--carrier', 'ヤマト運輸', '--tracking',
                   '123456789012')[0]
    check((way['stage'], way['tracking']) == ('on-its-way', '123456789012'), str(way))
    check(desk.run('return', 'show', '１２３４５６７８９０１２')[0]['rma'] == opened['rma'], 'by tracking number')
    here = desk.run('return', 'receive', opened['rma'].lower(), '--date', '2026-11-23')[0]
    check((here['stage'], here['arrived_date']) == ('arrived', '2026-11-23'), str(here))
    check(here['refund_until'] is not None, 'no clock of the refund runs')
    desk.run('return', 'receive', opened['rma'], status=1)
    photo = desk.file('front.png', PNG)
    seen = desk.run('return', 'inspect', ORDER, '--condition', 'used', '--goods', 'resell', '--photo', photo,
                    '--note', '擦り傷あり')[0]
    check((seen['stage'], seen['goods'], seen['note']) == ('inspected', 'resell', '擦り傷あり'), str(seen))
    check([p['name'] for p in seen['attachments']] == ['front.png'], str(seen['attachments']))
    desk.run('return', 'inspect', ORDER, '--photo', desk.file('no.png', 'text'), status=1)
    offer = desk.run('return', 'refund-proposal', opened['rma'])[0]
    check((offer['kind'], offer['fee']['minor'], offer['total']['minor']) == ('part', 1240, 1240), str(offer))
    check(offer['fee_rule']['rule'] == 'restocking-used' and not offer['sure'], str(offer))
    check(offer['situation'] == 'partial-refund', str(offer))
    done = desk.run('return', 'set', opened['rma'], 'refunded')[0]
    check(done['refunded']['minor'] == 1240 and done['refund_until'] is None, str(done))
    check([r['rma'] for r in desk.run('return', 'list')] == [opened['rma']], 'the list')
    check(desk.run('return', 'list', '--stage', 'open') == [], 'it waits for nothing')
    types = [e['type'] for e in desk.run('show', case)[0]['events'] if not e.get('undone')]
    check({'return-opened', 'return-stage', 'return-arrived', 'goods-settled'} <= set(types), str(types))


def test_return_by_hand(desk):
    """an order without a case gets one when something of it comes back; what is unknown is refused"""
    desk.run('import', desk.file('o.txt', '\n'.join([ORDERS, order_row()]).encode('cp932')))
    check(desk.run('cases') == [], 'there is a case')
    here = desk.run('return', 'receive', ORDER)[0]
    check(here['stage'] == 'arrived' and here['case'] == desk.run('cases')[0]['case'], str(here))
    desk.run('return', 'receive', '250-9999999-9999999', status=1)
    desk.run('return', 'open', '--order', '250-9999999-9999999', status=1)
    desk.run('return', 'open', '--order', 'nonsense', status=1)
    desk.run('return', 'open', status=2)
    desk.run('return', 'show', 'RMA-2026-9999', status=1)
    desk.run('return', 'set', here['rma'], 'gone', status=2)
    desk.run('return', status=2)


def test_return_reports(desk):
    """reports of a return in any order say the same: where it is and what was refunded"""
    stages = [return_row('Pending'), return_row(), return_row(delivered='22-Nov-2026'),
              return_row(delivered='22-Nov-2026', refunded='2480')]
    paths = [desk.file(f'r{i}.txt', '\n'.join([RETURNS, row])) for i, row in enumerate(stages)]
    seen = set()
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]):
        shutil.rmtree(desk.data, ignore_errors=True)
        case = with_order(desk)
        desk.run('return', 'open', case)
        for i in order:
            desk.run('import', paths[i])
        told = desk.run('return', 'show', 'DAbc1RRMA')[0]
        seen.add(json.dumps([told['stage'], told['arrived_date'], told['refunded'], told['marketplace_rma'],
                             told['tracking'], [s['stage'] for s in told['steps']]]))
    check(len(seen) == 1, '\n'.join(seen))
    check(json.loads(seen.pop())[:2] == ['refunded', '2026-11-22'], 'where it is')


def carrier_rows(path, charset='cp932'):
    """The rows of a carrier's file, and its bytes."""
    with open(path, 'rb') as f:
        content = f.read()
    return list(csv.reader(io.StringIO(content.decode(charset), newline=''))), content


def with_carrier(desk, name='佐伯 真由', line='神宮前1-2-3 ハイツ青山201', title='陶器マグカップ'):
    desk.run('shop', '--set=name/ja=あおば陶器店', *[
        f'--set=return-address/amazon.co.jp/ja/{key}={value}' for key, value in (
            ('postal-code', '980-0811'), ('state', '宮城県'), ('line1', '仙台市青葉区一番町四丁目7-3'))])
    row = order_row(title=title).replace('佐伯 真由', name).replace('神宮前1-2-3', line)
    desk.run('import', desk.file('orders.txt', ORDERS + '\n' + row + '\n'))
    return desk.run('import', desk.mail('a.eml', '取っ手が割れていました。返品したいです。'))[0]['case']


def test_carrier_file(desk):
    """a return and a re-send for a carrier's program: exact columns, the phone only when asked for"""
    case = with_carrier(desk)
    rma = desk.run('return', 'open', case)[0]['rma']
    path = os.path.join(desk.dir, 'b2.csv')
    write = ['carrier-file', '--carrier', 'yamato-b2', '--kind', 'return', '--output', path]
    missing = desk.run(*write, case, status=1)
    check([(f['fault'], f['row'], f['column']) for f in missing] == [('phone', 1, 9), ('phone', 1, 20)],
          str(missing))
    check(not os.path.exists(path), 'a refused file is there')
    told = desk.run(*write, case, '--shop-phone', '022-123-4567', '--answer', 'freight=01')[0]
    check((told['rows'], told['phones'], told['state'], told['kind']) == (1, 0, 'there', 'return'), str(told))
    check(os.stat(path).st_mode & 0o777 == 0o600, 'others may read it')
    rows, content = carrier_rows(path)
    check(content.endswith(b'\r\n') and content.count(b'\r\n') == 2, 'line ends')
    check([len(r) for r in rows] == [95, 95], str([len(r) for r in rows]))
    row = rows[1]
    check(row[:5] == [rma, '5', '', '', '2026/11/24'], str(row[:5]))
    check(row[8] == '022-123-4567' and row[19] == '022-123-4567', 'the shop is called')
    check((row[10], row[11], row[15]) == ('980-0811', '宮城県仙台市青葉区一番町四丁目7-3', 'あおば陶器店'),
          str(row[10:16]))
    check((row[21], row[22], row[23], row[24]) == ('150-0001', '東京都渋谷区神宮前1-2-3', 'ハイツ青山201',
                                                   '佐伯 真由'), str(row[21:25]))
    check((row[27], row[32], row[41]) == ('陶器マグカップ', '返品 ' + rma, '01'), str(row[25:43]))
    check(set(row[42:]) == {''}, 'something stands behind')

    desk.run(*write, case, status=1)
    write[4] = 'resend'
    told = desk.run(*write, case, '--replace', '--phone', '--slot', '1416', '--delivery-date', '2026-11-26',
                    '--contents', '陶器')[0]
    check((told['phones'], told['kind']) == (1, 'resend'), str(told))
    row = carrier_rows(path)[0][1]
    check(row[:7] == [ORDER, '0', '', '', '2026/11/24', '2026/11/26', '1416'], str(row[:7]))
    check((row[8], row[15], row[17], row[27]) == ('03-0000-0000', '佐伯 真由', '様', '陶器'), str(row[8:28]))
    check([f['file'] for f in desk.run('carrier-file', 'list')] == [path], 'one file, written twice')
    check('carrier-file' in [e['type'] for e in desk.run('show', case)[0]['events']], 'no event')

    # The list that the carrier's program gives back has the same columns, with its own number in them.
    row[3] = '2009-6118-5434'
    given = '\r\n'.join(','.join(r) for r in (rows[0], row)).encode('cp932')
    told = desk.run('import', desk.file('issued.csv', given))
    check(any(line.get('status') == 'new' for line in told), str(told))
    shipped = desk.run('show', case)[0]['orders'][0]['shipments']
    check([s['tracking_number'] for s in shipped] == ['2009-6118-5434'], str(shipped))

    for carrier, columns, number in (('sagawa-ehiden', 74, 10), ('japan-post', 31, 1)):
        other = os.path.join(desk.dir, carrier + '.csv')
        desk.run('carrier-file', '--carrier', carrier, '--kind', 'resend', '--output', other, case)
        rows = carrier_rows(other)[0]
        check([len(r) for r in rows] == [columns] * 2, carrier)
        check(rows[1][number - 1] == '1234567-1234567', str(rows[1]))
    refused = desk.run('carrier-file', '--carrier', 'sagawa-ehiden', '--kind', 'return', '--output',
                       os.path.join(desk.dir, 'no.csv'), case, status=1)
    check([(f['column'], f['fault']) for f in refused] == [(58, 'empty')], str(refused))
    check([c['carrier'] for c in desk.run('carrier-file', 'carriers')]
          == ['japan-post', 'sagawa-ehiden', 'yamato-b2'], 'the carriers')


def test_carrier_faults(desk):
    """what a carrier's file cannot hold is told by cell, and mended there; nothing is replaced"""
    case = with_carrier(desk, name='𠮷野 髙﨑', title='=SUM(1,2)')
    path = os.path.join(desk.dir, 'b2.csv')
    write = ['carrier-file', '--carrier', 'yamato-b2', '--kind', 'resend', '--output', path, case,
             '--shop-phone', '022-123-4567']
    faults = desk.run(*write, status=1)
    check([(f['fault'], f['column'], f.get('code')) for f in faults]
          == [('letter', 16, 'U+20BB7'), ('formula', 28, 'U+003D')], str(faults))
    check(faults[0]['letter'] == '𠮷' and faults[0]['text'] == '𠮷野 髙﨑', str(faults[0]))
    check(faults[0]['title'] == 'お届け先名', str(faults[0]))
    check(not os.path.exists(path) and desk.run('carrier-file', 'list') == [], 'a file was written')
    desk.run(*write, '--set', '1:16=吉野 髙﨑', '--set', '1:28=マグ, "青"')
    rows, content = carrier_rows(path)
    check((rows[1][15], rows[1][27]) == ('吉野 髙﨑', 'マグ, "青"'), str(rows[1]))
    check(b'\xfb\xfc\xfa\xb1' in content, 'not as Windows writes them')
    desk.run(*write, '--set', '1:x=a', status=2)
    desk.run(*write, '--slot', '9999', status=1)
    desk.run(*write, '--answer', 'nothing=1', status=1)
    desk.run('carrier-file', '--carrier', 'dhl', '--kind', 'resend', '--output', path, case, status=1)
    desk.run('carrier-file', '--carrier', 'yamato-b2', '--kind', 'gift', '--output', path, case, status=2)
    desk.run('carrier-file', status=2)


def test_carrier_deletion(desk):
    """written files are remembered, deleted by hand and after some days; a changed one never"""
    case = with_carrier(desk)
    paths = [os.path.join(desk.dir, name) for name in ('a.csv', 'b.csv', 'c.csv', 'd.csv')]
    for path in paths:
        desk.run('carrier-file', '--carrier', 'yamato-b2', '--kind', 'resend', '--output', path, case,
                 '--shop-phone', '022-123-4567')
    listed = {f['file']: f for f in desk.run('carrier-file', 'list')}
    check(set(listed) == set(paths), str(listed))
    desk.run('carrier-file', 'delete', str(listed[paths[0]]['id']))
    check(not os.path.exists(paths[0]), 'it is still there')
    with open(paths[1], 'a') as f:
        f.write('x')
    desk.run('carrier-file', 'delete', str(listed[paths[1]]['id']), status=1)
    os.unlink(paths[2])
    states = {os.path.basename(f['file']): f['state'] for f in desk.run('carrier-file', 'list')}
    check(states == {'b.csv': 'changed', 'c.csv': 'gone', 'd.csv': 'there'}, str(states))
    desk.run('note', case, 'x', now='2026-11-30T09:00:00+09:00')
    check(os.path.exists(paths[3]), 'deleted too early')
    desk.run('note', case, 'x', now='2026-12-01T09:01:00+09:00')
    check(not os.path.exists(paths[3]) and os.path.exists(paths[1]), 'after seven days')
    check([f['state'] for f in desk.run('carrier-file', 'list')] == ['changed'], 'what is left')
    desk.run('carrier-file', 'delete', '--all', status=1)
    desk.run('carrier-file', 'delete', '--all', '--forget')
    check(os.path.exists(paths[1]) and desk.run('carrier-file', 'list') == [], 'forgotten')
    desk.run('carrier-file', 'delete', status=2)
    desk.run('carrier-file', 'delete', '99', status=1)


class PostalServer(http.server.BaseHTTPRequestHandler):
    """Japan Post's server, as far as the path says"""
    content = b''

    def do_GET(self):
        if self.path == '/moved':
            self.send_response(302)
            self.send_header('Location', 'https://www.example.com/utf_ken_all.zip')
            self.end_headers()
            return
        if self.path == '/none':
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header('Content-Length', str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content[:1000] if self.path == '/cut' else self.content)

    def log_message(self, *_):
        pass


def test_postal(desk):
    """Japan Post's list: refused in words, loaded whole, asked, used for addresses, removed"""
    case = with_carrier(desk)
    check(desk.run('postal', 'status')[0]['loaded'] is False, 'something is loaded')
    desk.run('postal', 'check', '150-0001', status=1)
    desk.run('postal', status=2)
    desk.run('postal', 'load', status=2)
    desk.run('postal', 'status', 'x', status=2)
    whole = postal.archive()
    for name, content in (('none.zip', None), ('empty.zip', b''), ('text.zip', b'PK'), ('cut.zip', whole[:-1000]),
                          ('part.zip', postal.archive(''.join(postal.rows(5000)).encode())),
                          ('46.zip', postal.archive(''.join(postal.rows(prefectures=postal.PREFECTURES[1:])).encode())),
                          ('KEN_ALL.CSV', ''.join(postal.rows(100)).encode('cp932'))):
        path = desk.file(name, content) if content is not None else os.path.join(desk.dir, name)
        desk.run('postal', 'load', path, status=1)
        check(not os.path.exists(os.path.join(desk.data, 'postal-codes.txt')), f'{name} left something')

    told = desk.run('postal', 'load', desk.file('utf_ken_all.zip', whole))[0]
    check((told['codes'], told['places'], told['rough'], told['date'], told['source'], told['loaded_at']) ==
          (110006, 110007, 0, '2026-10-30', 'utf_ken_all.zip', '2026-11-24T09:00:00+09:00'), str(told))
    check(os.stat(os.path.join(desk.data, 'postal-codes.txt')).st_mode & 0o777 == 0o600, 'others may read it')
    desk.run('postal', 'load', os.path.join(desk.dir, 'part.zip'), status=1)
    check(desk.run('postal', 'status')[0] == told, 'a refused list changed the old one')

    def ask(*args, status=0):
        return desk.run('postal', 'check', *args, status=status)[0]

    check(ask('150-0001')['places'] == [{'code': '150-0001', 'prefecture': '東京都', 'city': '渋谷区', 'town': '神宮前'}],
          'the place')
    check(ask('1500001', '東京都渋谷区神宮前1-2-3')['verdict'] == 'fits', 'it fits')
    wrong = ask('150-0001', '東京都港区西返事1-2', status=1)
    check(wrong['verdict'] == 'other-city' and '渋谷区神宮前' in wrong['sentence'], str(wrong))
    check(ask('150-0001', '1-2-3')['complete'] == {'state': '東京都', 'city': '渋谷区', 'street': '神宮前1-2-3'}, 'the rest')
    check(ask('-', '東京都渋谷区神宮前1-2-3')['complete'] == {'postal-code': '150-0001'}, 'the code')
    check(len(ask('498-0000')['places']) == 2, 'one code in two prefectures')

    moved = desk.run('address-change', case, '--set', 'postal_code=150-0002')[0]
    check([f['id'] for f in moved['faults']] == ['code-place', 'code-alone'], str(moved['faults']))
    moved = desk.run('address-change', case, '--set', 'postal_code=')[0]
    check(moved['postal']['complete'] == {'postal-code': '150-0001'}, str(moved['postal']))
    desk.run('address-change', case, 'apply', '--set', 'postal_code=150-0002')
    noted = desk.run('carrier-file', '--carrier', 'japan-post', '--kind', 'resend', '--output',
                     os.path.join(desk.dir, 'jp.csv'), case)
    check(noted[0]['row'] == 1 and '150-0001' in noted[0]['note'] and noted[1]['rows'] == 1, str(noted))

    resend = subprocess.run([CTL, '--data-dir', desk.data, '--now', NOW, 'label', case, '--kind', 'resend', '--stock', 'hisago-elm013',
                             '--output', os.path.join(desk.dir, 'resend.pdf')], capture_output=True, text=True)
    check(resend.returncode == 0 and '150-0002 is 東京都渋谷区返事坂' in resend.stderr, resend.stderr)
    desk.run('address-change', case, 'complete', status=1)
    desk.run('address-change', case, 'apply', '--set', 'postal_code=', '--set', 'state=')
    whole = desk.run('address-change', case, 'complete')[0]['new']
    check((whole['postal_code'], whole['state'], whole['city']) == ('150-0001', '東京都', '渋谷区'), str(whole))
    check(desk.run('show', case)[0]['events'][-1]['type'] == 'address-changed', 'no event to take back')

    kept = os.path.join(desk.data, 'postal-codes.txt')
    with open(kept, 'r+b') as f:
        f.truncate(1000000)
    desk.run('postal', 'status', status=1)
    check(desk.run('address-change', case)[0].get('postal') is None, 'a damaged list is used')
    desk.run('postal', 'load', os.path.join(desk.dir, 'utf_ken_all.zip'))
    check(desk.run('postal', 'remove')[0]['loaded'] is False and not os.path.exists(kept), 'removed')
    desk.run('postal', 'remove')


def test_postal_killed(desk):
    """A load that is killed at any moment leaves the list before it, or the new one, never a part"""
    desk.run('postal', 'load', desk.file('old.zip', postal.archive(date=(2026, 9, 30, 12, 0, 0))))
    new = desk.file('new.zip', postal.archive())
    for i in range(8):
        loading = subprocess.Popen([CTL, '--data-dir', desk.data, 'postal', 'load', new], stdout=subprocess.DEVNULL)
        try:
            loading.wait(0.03 * (i + 1))
        except subprocess.TimeoutExpired:
            loading.kill()
            loading.wait()
        told = desk.run('postal', 'status')[0]
        check(told['codes'] == 110006 and told['date'] in ('2026-09-30', '2026-10-30'), str(told))


def test_postal_download(desk):
    """A download is loaded when it comes whole from where it was asked for"""
    desk.run('shop', '--set=name/en=Aoba')
    PostalServer.content = postal.archive()
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), PostalServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for path, says in (('/moved', 'elsewhere'), ('/cut', 'cut off'), ('/none', '404')):
            os.environ['HENJI_POSTAL_ENDPOINT'] = f'http://127.0.0.1:{server.server_port}{path}'
            done = subprocess.run([CTL, '--data-dir', desk.data, 'postal', 'download'], capture_output=True, text=True)
            check(done.returncode == 1 and says in done.stderr and 'www.post.japanpost.jp' in done.stderr, done.stderr)
        os.environ['HENJI_POSTAL_ENDPOINT'] = f'http://127.0.0.1:{server.server_port}/list'
        check(desk.run('postal', 'download')[0]['codes'] == 110006, 'the list')
        os.environ['HENJI_POSTAL_ENDPOINT'] = 'https://www.example.com/utf_ken_all.zip'
        desk.run('postal', 'download', status=1)
    finally:
        del os.environ['HENJI_POSTAL_ENDPOINT']
        server.shutdown()


TESTS = [value for name, value in list(globals().items()) if name.startswith('test_')]


def main():
    failed = 0
    print(f'1..{len(TESTS)}')
    for i, test in enumerate(TESTS, 1):
        desk = Desk()
        try:
            test(desk)
            print(f'ok {i} - {test.__doc__}')
        except Exception as error:
            failed += 1
            print(f'not ok {i} - {test.__doc__}: {error}')
            if not isinstance(error, Failure):
                for line in traceback.format_exc().split('\n'):
                    print('# ' + line)
        finally:
            desk.close()
    sys.exit(1 if failed else 0)


main()
