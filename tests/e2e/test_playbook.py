# The playbook beside the composer: a buyer moves before the parcel has left; old and new address are
# compared and put in the order's place, the reply is filled by an offer, and all of it is taken back.
# Then what a damaged item may be offered, with its figures, and the plan after a claim.
import json
import os

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
MOVER = '250-4455667-1122334'
PAIR = '250-8800112-2334455'
window = None


def cases():
    return [json.loads(line) for line in ctl(DATA, 'cases', '--court', 'all').stdout.splitlines()]


def case_of(kind):
    return next(c['case'] for c in cases() if c['kind'] == kind)


def playbook(kind):
    return json.loads(ctl(DATA, 'playbook', case_of(kind)).stdout)


def shown():
    """The card's own line."""
    return window.find(starts='Playbook: ').name


def fill_desk():
    folder = os.path.join(TEMP, 'mail')
    material.set_up_shop(DATA)
    report = material.order_report(
        {'order-id': MOVER, 'order-item-id': '70023456001', 'purchase-date': material.iso(material.ago(30)),
         'payments-date': material.iso(material.ago(30)),
         'buyer-email': 'm3v5n7p9r1t2@marketplace.amazon.co.jp', 'buyer-name': '岡本 直樹',
         'sku': 'TEA-SET', 'product-name': '湯のみ 二つ組', 'quantity-purchased': 1,
         'quantity-shipped': 0, 'quantity-to-ship': 1, 'recipient-name': '岡本 直樹',
         'ship-address-1': '神宮前1-2-3', 'ship-address-2': '青葉ハイツ402', 'ship-city': '渋谷区',
         'ship-state': '東京都', 'ship-postal-code': '150-0001', 'ship-country': 'JP',
         'sales-channel': 'Amazon.co.jp', 'currency': 'JPY', 'item-price': 2600})
    move = material.mail(
        'm3v5n7p9r1t2+K1L2M3@marketplace.amazon.co.jp', f'お届け先の変更（注文番号: {MOVER}）',
        'お世話になっております。\n引っ越しをしましたので、配送先を変更してください。\n'
        '新しい住所は次のとおりです。\n〒530-0001 大阪府大阪市北区梅田1-1-3\n岡本', at=material.ago(2),
        name='岡本 直樹')
    pair = {'order-id': PAIR, 'purchase-date': material.iso(material.ago(90)),
            'payments-date': material.iso(material.ago(90)), 'buyer-email': 'p2r4t6v8x1z3@marketplace.amazon.co.jp',
            'buyer-name': '浜田 涼', 'quantity-shipped': 0, 'recipient-name': '浜田 涼',
            'ship-address-1': '栄3-4-5', 'ship-city': '名古屋市中区', 'ship-state': '愛知県',
            'ship-postal-code': '460-0008', 'ship-country': 'JP', 'sales-channel': 'Amazon.co.jp',
            'currency': 'JPY'}
    two = material.order_report(
        {**pair, 'order-item-id': '70023456011', 'sku': 'BOWL-RED', 'product-name': '漆器のお椀 レッド',
         'quantity-purchased': 2, 'item-price': 3000},
        {**pair, 'order-item-id': '70023456012', 'sku': 'TRAY-OAK', 'product-name': 'オーク材のトレー',
         'quantity-purchased': 1, 'item-price': 9800})
    chipped = material.mail(
        'p2r4t6v8x1z3+Q7R8S9@marketplace.amazon.co.jp', f'お問い合わせ（注文番号: {PAIR}）',
        '届いたトレーが割れていました。お椀は問題ありません。\n浜田', at=material.ago(3), name='浜田 涼')
    paths = material.story(folder)
    paths += [material.write(f'{folder}/two.txt', two), material.write(f'{folder}/chipped.eml', chipped)]
    paths += [material.write(f'{folder}/move.txt', report), material.write(f'{folder}/move.eml', move)]
    ctl(DATA, 'import', *paths)
    ctl(DATA, 'kind', case_of('defective'), 'a-to-z')


def test_summary():
    """The closed card says in one line what is open and what the cheapest fair offer is"""
    global window
    fill_desk()
    window = Window(name='playbook')
    window.choose('Address change, 岡本')
    line = shown()
    check('cheapest fair offer' in line, f'the card says {line}')
    check(not [n for n in window.all() if n.name == 'Find out'], 'the card is open')


def test_answers():
    """A key opens it; what the desk knows is answered, what it does not know the seller says"""
    window.key('g')
    window.says('Find out')
    known = window.find('Has the buyer written the new address? Yes')
    check(known.now('pressed'), 'the address in the mail is not known')
    check(window.find('Do postal code and address agree? Yes').now('pressed'), 'the code is not compared')
    check(window.find('Is it applied to the order? Not yet').now('pressed'), 'nothing was applied yet')
    left = next(s for s in playbook('address-change')['steps'] if s['id'] == 'shipped')
    if left['state'] == 'open':
        window.click('Has it left? No')
    wait_for('the answer', lambda: next(
        s for s in playbook('address-change')['steps'] if s['id'] == 'shipped')['answer'] == 'no')
    window.says('Never copy personal data beyond the address into the reply')
    check(not [n for n in window.all() if n.name.endswith('Ship to the new address')],
          'shipping elsewhere is offered before the address is applied')


def state(part):
    """What the dialog says of a part of the new address."""
    return window.find(part, 'text box').description()


def test_compare():
    """Old and new address stand side by side, part by part; a wrong code is said at once"""
    window.click('Compare old and new address')
    window.find('Change Address', depth=1)
    wait_for('the comparison', lambda: state('Postal code') == 'changed')
    for part, change in (('Name', 'the same'), ('Prefecture or state', 'changed'), ('City', 'changed'),
                         ('Street', 'changed'), ('Building', 'missing')):
        same(state(part), change, part)
    window.says('青葉ハイツ402')
    # The keyboard is in the postal code, all of it chosen.
    window.give_keys_to('Change Address')
    window.type('150-0001')
    window.says('Postal codes beginning with 150 belong to 東京都, but the address says 大阪府.')
    window.key('ctrl+a')
    window.type('530-0001')
    window.gone(starts='Postal codes beginning')
    window.key('Tab', 'Tab', 'Tab', 'Tab')
    window.type('Umeda Bldg 5F')
    wait_for('the building', lambda: state('Building') == 'changed')


def test_apply():
    """Applied, the order shows the new address, the old one behind it, and the timeline says so"""
    window.click('Apply to the Order')
    wait_for('one window', lambda: len(window.windows()) == 1)
    order = window.find('Order detail')
    window.says('梅田1-1-3', under=order)
    window.says('Umeda Bldg 5F', under=order)
    window.says(f'Address of {MOVER} changed', under=window.find('Conversation'))
    window.click(starts='Address changed', has='show the old one')
    window.says('On the order at the marketplace')
    window.says('青葉ハイツ402')
    window.key('Escape')
    wait_for('the applied address', lambda: next(
        s for s in playbook('address-change')['steps'] if s['id'] == 'applied')['answer'] == 'yes')


def test_use():
    """One click on an offer fills the reply; what was written by hand stays, and undo brings all back"""
    editor = window.find('Reply to buyer')
    before = editor.text()
    at = before.index('\n\n') + 2
    editor.insert_text(at, 'いつもありがとうございます。')
    wait_for('what was typed', lambda: 'いつもありがとうございます。' in window.reply())
    typed = window.reply()
    window.click('Use in the reply: Ship to the new address')
    wait_for('the new text', lambda: 'このたびは、' in window.reply())
    check('いつもありがとうございます。' in window.reply(), 'what was typed is lost')
    check('Umeda Bldg 5F' in window.reply(), 'the corrected address is not in the reply')
    check('注文履歴' not in window.reply(), 'the buyer is still asked to change it')
    same(window.find('Situation').description(), 'Address change before shipment', 'the situation')
    window.says('In the reply: Ship to the new address')
    window.undo()
    wait_for('the text before', lambda: window.reply() == typed)


def test_undo():
    """The change is taken back: the order goes where it went before"""
    # The keyboard is in the window again, and by the search in its list, where the key works.
    window.give_keys_to('Henji')
    window.key('ctrl+f', 'Escape')
    window.choose('Address change, 岡本')
    window.key('ctrl+z')
    order = window.find('Order detail')
    window.says('青葉ハイツ402', under=order)
    wait_for('the old address', lambda: json.loads(
        ctl(DATA, 'show', case_of('address-change')).stdout)['orders'][0]['address']['state'] == '東京都')
    wait_for('nothing applied', lambda: next(
        s for s in playbook('address-change')['steps'] if s['id'] == 'applied')['answer'] == 'no')


def test_figures():
    """An offer shows the figures it was reckoned by, and takes what the shop knows better"""
    window.choose('Damaged, 長谷川')
    window.find('Can it still be used as it is? Yes')
    offers = {o['id']: o for o in playbook('damaged')['offers']}
    check('partial' in offers, f'no partial refund among {list(offers)}')
    window.click(starts='Send it again', has='show the figures') if 'resend' in offers else \
        window.click(starts='Exchange', has='show the figures')
    window.says('Estimates of your shop, not facts.')
    window.find('Cost of MUG-BL-01, JPY', 'text box')
    window.type('much')
    window.click('Save')
    window.says('This is no amount.')
    window.key('ctrl+a')
    window.type('300')
    window.click('Save')
    wait_for('the cost', lambda: playbook('damaged')['item_cost']['minor'] == 600)
    window.gone('Cost of MUG-BL-01, JPY')


def go_to(starts, key='Tab', at_most=90):
    """Presses the key until what the name begins so has the keyboard."""
    seen = []
    for _ in range(at_most):
        node = window.focused()
        seen.append(node.name if node else '')
        if seen[-1].startswith(starts):
            return
        window.key(key)
    check(False, f'{key} does not reach “{starts}”: {seen}')


def parcel():
    """What a parcel to the buyer is reckoned at, among the figures of the damaged item."""
    return next(f['low'] for o in playbook('damaged')['offers'] for f in o['cost']['figures'] if f['id'] == 'ship-out')


def shown_costs():
    return [n.name for n in window.all() if n.name.endswith('show the figures')]


def test_costs():
    """An estimate of the preferences changes what the offers cost; emptied, it is the first one again"""
    first = parcel()
    before = shown_costs()
    check(before, 'no offer shows what it costs')
    window.give_keys_to('Henji')
    window.key('ctrl+comma')
    wait_for('the preferences', lambda: len(window.windows()) == 2)
    window.give_keys_to('Preferences')
    go_to('In yen, amazon.co.jp')
    window.key('Return')
    window.find('A parcel to the buyer, JPY', 'text box')
    window.key('Down', 'Down')
    window.key('ctrl+a')
    window.type('1234')
    wait_for('the estimate', lambda: parcel() == 1234)
    wait_for('the offers that follow it', lambda: shown_costs() != before)
    window.key('ctrl+a')
    window.type('much')
    window.key('ctrl+a', 'BackSpace')
    wait_for('the first estimate', lambda: parcel() == first)
    wait_for('the first costs', lambda: shown_costs() == before)
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)


def items():
    case = next(c['case'] for c in cases() if PAIR in c['order_ids'])
    book = json.loads(ctl(DATA, 'playbook', case).stdout)
    return {i['sku']: i['quantity'] for i in book['items']}, book


def test_items():
    """Of an order of several items those the mail names are reckoned with; a click says otherwise"""
    window.choose('Damaged, 浜田')
    tray = window.find('Which items is it about? オーク材のトレー')
    check(tray.now('pressed'), 'the tray that the mail names is not chosen')
    check(not window.find('Which items is it about? 漆器のお椀 レッド').now('pressed'), 'the bowls are fine')
    dear = items()[1]['item_cost']['minor']
    window.click('Which items is it about? 漆器のお椀 レッド')
    wait_for('both', lambda: items()[0] == {'BOWL-RED': 2, 'TRAY-OAK': 1})
    window.click('Which items is it about? オーク材のトレー')
    wait_for('the bowls', lambda: items()[0] == {'BOWL-RED': 2, 'TRAY-OAK': 0})
    window.click('1 of 2: 漆器のお椀 レッド')
    wait_for('one bowl', lambda: items()[0] == {'BOWL-RED': 1, 'TRAY-OAK': 0})
    check(items()[1]['item_cost']['minor'] < dear, 'the cost does not follow')
    window.find('Which items is it about? オーク材のトレー')
    window.click(starts='Use in the reply: Full refund')
    wait_for('the refund of one bowl', lambda: '1,500' in window.reply() and '12,800' not in window.reply())


def test_plan():
    """After a claim: what is never to be written, and three days of contact as reminders"""
    window.choose('A-to-z claim, Wendy Marsh')
    window.says('Never ask to withdraw the claim, nor for anything in exchange')
    window.click('Three days of contact: mail, then call')
    window.find('Three days of contact: mail, then call: reminders are set')
    clocks = json.loads(ctl(DATA, 'show', case_of('a-to-z')).stdout)['clocks']
    same(len([c for c in clocks if c['rule'] == 'reminder']), 3, 'reminders')
    check(not window.complaints(), f'complaints: {window.complaints()}')
    window.close()


run(test_summary, test_answers, test_compare, test_apply, test_use, test_undo, test_figures, test_costs, test_items, test_plan,
    chain=True)
