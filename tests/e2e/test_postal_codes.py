# Japan Post's list of postal codes: loaded from a file in the preferences, used by the address guide to check
# and to complete, removed and brought back; downloaded from a server that is slow, wrong and then right.
import http.server
import json
import os
import threading

import material
import postal
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
LIST = os.path.join(TEMP, 'utf_ken_all.zip')
WRONG = os.path.join(TEMP, 'ken_all.zip')
MOVER = '250-4455667-1122334'
KEPT = os.path.join(DATA, 'postal-codes.txt')
window = None


class Server(http.server.ThreadingHTTPServer):
    """Answers as its mode says: “drip”, “redirect” or “whole”"""
    mode = 'whole'
    asked = 0
    go_on = threading.Event()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked += 1
        if self.server.mode == 'redirect':
            self.send_response(302)
            self.send_header('Location', 'https://www.example.com/utf_ken_all.zip')
            self.end_headers()
            return
        with open(LIST, 'rb') as f:
            content = f.read()
        self.send_response(200)
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content[:100000])
        self.wfile.flush()
        if self.server.mode == 'drip':
            self.server.go_on.wait(60)
            return
        self.wfile.write(content[100000:])

    def log_message(self, *_):
        pass


server = Server(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()


def status():
    return json.loads(ctl(DATA, 'postal', 'status', check=False).stdout)


def open_preferences():
    window.give_keys_to('Henji')
    window.key('ctrl+comma')
    wait_for('the preferences', lambda: len(window.windows()) == 2)
    window.find('Load postal codes from a file', 'button')


def close_preferences():
    window.give_keys_to('Preferences')
    window.key('Escape')
    wait_for('the desk', lambda: len(window.windows()) == 1)


def load(path):
    window.click('Load postal codes from a file', 'button')
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    window.give_keys_to('Load Postal Codes')
    wait_for('its list', lambda: window.focused() is not None)
    window.type(path)
    window.key('Return')
    wait_for('no chooser', lambda: len(window.windows()) == 2)


def field(name):
    node = window.find(name, 'text box')
    text = 'org.a11y.atspi.Text'
    return node.call(text, 'GetText', '(ii)', 0, node.get(text, 'CharacterCount'))[0]


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
        '新しい住所は次のとおりです。\n大阪府大阪市北区梅田1-1-3\n岡本', at=material.ago(2), name='岡本 直樹')
    ctl(DATA, 'import', material.write(f'{folder}/orders.txt', report), material.write(f'{folder}/move.eml', move))
    with open(LIST, 'wb') as f:
        f.write(postal.archive())
    with open(WRONG, 'wb') as f:
        f.write(postal.archive(''.join(postal.rows(100)).encode('cp932'), 'KEN_ALL.CSV'))


def test_load():
    """The list is loaded from a file; a wrong file is refused in words and leaves it as it is"""
    global window
    fill_desk()
    window = Window('--data-dir', DATA, env={'HENJI_POSTAL_ENDPOINT': f'http://127.0.0.1:{server.server_port}/'},
                    name='postal')
    window.find(starts='Address change')
    open_preferences()
    window.find(starts='No list is loaded')
    load(LIST)
    window.says('Postal codes loaded')
    window.find(starts='110006 postal codes, List of 30 Oct, loaded on')
    same(status()['source'], 'utf_ken_all.zip', 'where it came from')
    load(WRONG)
    window.says('is not UTF-8')
    window.find(starts='110006 postal codes')
    same(status()['codes'], 110006, 'the list before')
    close_preferences()


def test_guide():
    """The guide fills in what is missing and says what does not fit"""
    window.choose('Address change, 岡本')
    window.key('g')
    window.click('Compare old and new address')
    window.find('Change Address', depth=1)
    window.says('The new address has no postal code.')
    window.says('Missing, by Japan Post’s list: 〒530-0001')
    window.click('Fill In', 'button')
    wait_for('the code', lambda: field('Postal code') == '530-0001')
    window.gone(starts='Missing, by Japan Post')
    window.gone(starts='The new address has no postal code')
    window.find('Postal code', 'text box').set_text('150-0001')
    window.says('150-0001 is 東京都渋谷区神宮前, but the address says 大阪府大阪市北区.')
    window.find('Postal code', 'text box').set_text('530-0099')
    window.says('530-0099 is not in Japan Post’s list, which has 梅田 under 530-0001.')
    # It never stands in the way.
    check(window.find('Apply to the Order', 'button').now('sensitive'), 'a doubt forbids nothing')
    window.find('Postal code', 'text box').set_text('530-0001')
    window.gone(starts='530-0099')
    window.find('City', 'text box').set_text('')
    window.says('Missing, by Japan Post’s list: 大阪市北区')
    window.click('Fill In', 'button')
    wait_for('the city', lambda: field('City') == '大阪市北区')
    window.click('Apply to the Order')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.says('530-0001', under=window.find('Order detail'))


def change_code(code):
    window.click('Change the address', 'button')
    window.find('Change Address', depth=1)
    wait_for('the address', lambda: field('City') == '大阪市北区')
    window.find('Postal code', 'text box').set_text(code)
    window.click('Apply to the Order')
    wait_for('one window', lambda: len(window.windows()) == 1)


def test_card():
    """The order's card fills in what is missing by one click, and says what does not fit"""
    order = window.find('Order detail')
    change_code('')
    window.click('Fill in 〒530-0001', 'button')
    window.says('Address completed')
    window.says('〒530-0001', under=order)
    window.gone('Fill in 〒530-0001', 'button')
    window.undo()
    window.find('Fill in 〒530-0001', 'button')
    change_code('150-0001')
    window.click(starts='150-0001 is 東京都渋谷区神宮前', role='button')
    window.find('Change Address', depth=1)
    window.says('but the address says 大阪府大阪市北区')
    window.give_keys_to('Change Address')
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)


def test_remove():
    """Removed, it can be brought back for a moment"""
    open_preferences()
    window.click('Remove postal codes', 'button')
    window.find(starts='No list is loaded')
    check(not os.path.exists(KEPT), 'the file is still there')
    window.click(starts='Undo', role='button', under=window.find('Preferences', depth=1))
    window.find(starts='110006 postal codes, List of 30 Oct, loaded on')
    check(os.path.exists(KEPT), 'the file is not back')
    window.click('Remove postal codes', 'button')
    window.find(starts='No list is loaded')
    same(status()['loaded'], False, 'nothing is loaded')


def test_download():
    """A download can be called off; one that is sent elsewhere is not followed; a whole one is loaded"""
    server.mode = 'drip'
    window.click('Download postal codes', 'button')
    window.says('Downloading: 100.0')
    window.click('Cancel loading', 'button')
    window.gone('Cancel loading', 'button')
    server.go_on.set()
    same(status()['loaded'], False, 'nothing is half loaded')
    server.mode = 'redirect'
    window.click('Download postal codes', 'button')
    window.says('sends the download elsewhere')
    server.mode = 'whole'
    window.click('Download postal codes', 'button')
    window.find(starts='110006 postal codes')
    same((status()['codes'], server.asked), (110006, 3), 'what was asked for')
    close_preferences()
    same(window.complaints(), [], 'complaints')
    window.close()


run(test_load, test_guide, test_card, test_remove, test_download, chain=True)
