# A case of the seller's own with the marketplace: opened from a buyer's case, sent, answered by support, talked about
# on the phone, closed; and both ways between the two cases.
import json
import os

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
CASE_ID = '12345678901'
BUYER = 'Damaged, 長谷川 弘子'
window = None


def own():
    """The case with the marketplace as the record has it now."""
    lines = ctl(DATA, 'support', 'list').stdout.splitlines()
    return json.loads(lines[0]) if lines else None


def events(kind):
    shown = json.loads(ctl(DATA, 'show', own()['case']).stdout)
    return [e for e in shown['events'] if e['type'] == kind and not e['undone']]


def test_open():
    """From the menu of a buyer's case; the case is chosen and says what to collect"""
    global window
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    window = Window(name='support')
    window.choose(BUYER)
    window.says(material.ORDER)
    window.click('Case menu')
    window.click('Open a case with the marketplace…')
    dialog = window.find('Case with the Marketplace', depth=1)
    orders = window.find('More order numbers', under=dialog)
    orders.insert_text(0, '250-7654321-7654321, 250-7654321-7654321 250-1')
    window.says('1 order number', under=dialog)
    window.click('Open', 'button', under=dialog)
    wait_for('one window again', lambda: len(window.windows()) == 1)
    case = wait_for('the case', own)
    same(case['order_ids'], [material.ORDER, '250-7654321-7654321'], 'its orders')
    same(case['court'], 'ours', 'its court')
    card = window.find('Case with the marketplace')
    window.says('Seller Support, no Case ID yet', under=card)
    window.says('About the case of 長谷川 弘子', under=card)
    window.give_keys_to('Henji')
    window.click(starts='Collect first: 0 of ', under=card)
    window.click('What you want done: one thing only', under=card)
    wait_for('a step that is done', lambda: own()['steps_done'] == ['want'])
    window.find(starts='Collect first: 1 of ', under=card)
    window.says('Dear Seller Support team')
    check(not window.all('No reply needed', 'button'), 'nobody waits for a reply here')
    check(not window.all('Return label', 'button'), 'nothing is sent back here')


def test_sent():
    """Marked as sent it waits for the marketplace; that is undone and done again"""
    window.click('Mark as sent to support')
    wait_for('their turn', lambda: own()['court'] == 'theirs')
    window.says("it is the marketplace's turn")
    window.undo()
    wait_for('our turn again', lambda: own()['court'] == 'ours')
    window.choose('With the marketplace')
    window.click('Mark as sent to support')
    wait_for('their turn', lambda: own()['court'] == 'theirs')
    same(own()['due_rule'], 'support-follow-up', 'its clock')
    window.key('Escape', 'alt+2')
    wait_for('it waits', lambda: any(r.startswith('With the marketplace') for r in window.rows()))


def test_answer():
    """Support's mail is filed by its Case ID and makes it our turn; a mail that pretends is not"""
    answer = material.mail('seller-support@amazon.co.jp', f'[CASE {CASE_ID}] 返品の件 {material.ORDER}',
                           'お問い合わせありがとうございます。\n返金を取り消しました。\n', at=material.NOW + 30,
                           name='Amazon 出品者サポート')
    fake = material.mail('seller-support@example.com', f'[CASE {CASE_ID}] 至急', '本人確認をしてください。',
                         at=material.NOW + 40, name='Amazon Seller Support')
    folder = os.path.join(TEMP, 'answers')
    paths = [material.write(f'{folder}/{name}', data) for name, data in (('a.eml', answer), ('f.eml', fake))]
    window.do_import(*paths)
    window.find('Done', 'button')
    window.key('Escape')
    wait_for('one window again', lambda: len(window.windows()) == 1)
    wait_for('our turn', lambda: own()['court'] == 'ours')
    same(own()['support']['case_id'], CASE_ID, 'its Case ID')
    same(own()['status'], 'Answered', 'its status')
    window.give_keys_to('Henji')
    window.key('Escape', 'alt+1')
    window.choose(f'With the marketplace, Case {CASE_ID}')
    conversation = window.find('Conversation')
    window.says('返金を取り消しました', under=conversation)
    check(not any('本人確認' in t for t in window.texts(under=conversation)), 'a stranger in the case')
    window.click('Copy Case ID')
    wait_for('the Case ID on the clipboard', lambda: window.clipboard() == CASE_ID.encode())


def test_call():
    """What was said on the phone is logged, without the card number, and asked about again"""
    window.click('Log a call')
    dialog = window.find('Log a Call', depth=1)
    window.give_keys_to('Log a Call')
    window.type('Tanaka')
    said = window.find('What was said', 'text box', under=dialog)
    said.insert_text(0, 'The refund is back. Card 4111 1111 1111 1111')
    window.says('This looks like a card number', under=dialog)
    window.click('Save', 'button', under=dialog)
    wait_for('one window again', lambda: len(window.windows()) == 1)
    logged = wait_for('the call', lambda: events('phone-logged'))[0]
    same(logged['text'], 'The refund is back. Card •••• •••• •••• ••••', 'what was kept')
    window.says('Call with Tanaka: The refund is back.', under=window.find('Conversation'))
    window.says('without the digits of the card')

    window.give_keys_to('Henji')
    window.click('More for this case', under=window.find('Case with the marketplace'))
    window.click('Ask again another day…')
    dialog = window.find('Ask Again Another Day', depth=1)
    window.click('Save', 'button', under=dialog)
    wait_for('one window again', lambda: len(window.windows()) == 1)
    wait_for('the reminder', lambda: events('reminder-set'))


def test_sheet():
    """The preparation sheet stands in both languages and is copied"""
    window.give_keys_to('Henji')
    window.click('Preparation sheet')
    sheet = window.find('Preparation Sheet', depth=1)
    window.says(f'Case ID: {CASE_ID}', under=sheet)
    window.says('店舗名：青葉雑貨店', under=sheet)
    window.says('last four digits', under=sheet)
    window.click('Copy the sheet in Japanese', under=sheet)
    wait_for('the sheet on the clipboard', lambda: f'ケースID：{CASE_ID}'.encode() in window.clipboard())
    window.click('Print', 'button', under=sheet)
    wait_for('the print dialog', lambda: len(window.windows()) == 3)
    window.key('Escape')
    wait_for('the sheet again', lambda: len(window.windows()) == 2)
    window.says(f'Case ID: {CASE_ID}', under=sheet)
    window.click('Close', 'button', under=sheet)
    wait_for('one window again', lambda: len(window.windows()) == 1)


def test_close():
    """The status closes it, undo brings it back; the buyer's case leads here and back; the list knows it"""
    window.give_keys_to('Henji')
    window.click(starts='Status: ', under=window.find('Case with the marketplace'))
    window.click('Resolved')
    wait_for('closed', lambda: own()['court'] == 'closed')
    window.says('Status set')
    window.undo()
    wait_for('our turn again', lambda: own()['court'] == 'ours')
    window.choose(BUYER)
    card = window.find('Case with the marketplace')
    window.click(starts=f'Case {CASE_ID} with Seller Support', under=card)
    window.says('About the case of 長谷川 弘子')
    window.click(starts='About the case of', under=window.find('Case with the marketplace'))
    window.says('取っ手が割れていました', under=window.find('Conversation'))

    window.give_keys_to('Henji')
    window.click('Filter')
    # The item of the menu, not the words in the row
    window.press(wait_for('the item', lambda: next(
        (n for n in window.all('With the marketplace') if 'click' in n.actions()), None)))
    wait_for('only this', lambda: len(window.rows()) == 1
             and window.rows()[0].startswith(f'With the marketplace, Case {CASE_ID}'))
    window.close()
    same(window.complaints(), [], 'complaints')


run(test_open, test_sent, test_answer, test_call, test_sheet, test_close, chain=True)
