# Mails, files and folders that mean no good, or are simply broken, in the real window.
import hashlib
import os
import sqlite3
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

JP = '@marketplace.amazon.co.jp'
MARKUP = 'A & B <b>x</b>'
LINK = '<a href="http://x.example">&amp;'
window = None


def answers(seconds=2):
    """The window answers a question within so many seconds, at every moment of a long wait."""
    worst = 0
    for _ in range(10):
        start = time.monotonic()
        window.frame.name_now()
        window.frame.extents()
        worst = max(worst, time.monotonic() - start)
        time.sleep(0.05)
    check(worst < seconds, f'the window was silent for {worst:.1f} s')


def choose(words):
    """Chooses the case whose row has the words, wherever it stands in the list."""
    def find():
        box = window.find('Open cases', 'list')
        return next(((box, i) for i, n in enumerate(box.children) if words in n.name), None)
    box, i = wait_for(f'a row with “{words}”', find)
    box.select_child(i)
    answers()


def bring(*paths):
    window.do_import(*paths)
    wait_for('the result', lambda: window.all(starts='Done'), 60)
    texts = window.texts(under=next(w for w in window.windows() if w.name == 'Import'))
    window.click(starts='Done', role='button')
    wait_for('one window again', lambda: len(window.windows()) == 1)
    return texts


def test_markup():
    """Names, subjects and file names are shown to the letter"""
    global window
    window = Window(name='hostile')
    folder = os.path.join(TEMP, 'markup')
    order = '250-1111111-2222222'
    material.write(f'{folder}/1.eml', material.mail(
        'm1k2' + JP, f'{LINK} {MARKUP}', f'The mug is broken. {MARKUP} {LINK} %s %n ${{HOME}}',
        name=MARKUP, attachments=[('../../<i>.png', material.png(40, 40)), ('a\u202egpj.exe', b'MZ'),
                                  ('CON', b'1'), ('x' * 300 + '.png', material.png(8, 8))]))
    material.write(f'{folder}/2.eml', material.mail('m3k4' + JP, None, '壊れていました。交換してください。'))
    material.write(f'{folder}/3.eml', material.mail(
        'm5k6' + JP, f'\u202eevil\u202c (Order: {order})', '\u202eThe lamp does not work\u202c \u2066x\u2069',
        name='\u202eReversed'))
    material.write(f'{folder}/orders.txt', material.order_report(*[
        {'order-id': order, 'order-item-id': str(1000 + i), 'purchase-date': material.iso(material.ago(90)),
         'payments-date': material.iso(material.ago(90)), 'sku': f'SKU-{i}',
         'product-name': f'<b>Product {i}</b> & co', 'quantity-purchased': 1, 'quantity-shipped': 1,
         'quantity-to-ship': 0, 'recipient-name': MARKUP, 'ship-address-1': LINK, 'ship-city': '渋谷区',
         'ship-state': '東京都', 'ship-postal-code': '150-0001', 'ship-country': 'JP',
         'sales-channel': 'Amazon.co.jp', 'currency': 'JPY', 'item-price': 100} for i in range(500)]))
    bring(folder)
    choose(MARKUP)
    window.says(f'{MARKUP} {LINK} %s %n ${{HOME}}')
    check(any(MARKUP in n for n in window.rows()), 'the row does not show the name to the letter')
    check(MARKUP in window.reply() or 'x' in window.reply(), 'the reply lost the name')
    choose('Reversed')
    window.says('<b>Product 0</b> & co')
    answers()
    same(window.complaints(), [], 'complaints')


def test_large():
    """A body in one line of 5 MB and one of 200,000 lines do not stall the window"""
    folder = os.path.join(TEMP, 'large')
    material.write(f'{folder}/1.eml', material.mail(
        'b1g1' + JP, 'One line', 'The mug is broken. ' + 'word ' * 1000000, name='Long Line'))
    material.write(f'{folder}/2.eml', material.mail(
        'b1g2' + JP, 'Many lines', 'The mug is broken.\n' + 'line\n' * 200000, name='Many Lines'))
    bring(folder)
    for name in ('Long Line', 'Many Lines'):
        choose(name)
        wait_for('the conversation', lambda: any(
            'The mug is broken.' in t for t in window.texts(under=window.find('Conversation'))))
        answers()


def test_garbage():
    """Broken files are refused with words, the rest goes in"""
    folder = os.path.join(TEMP, 'broken')
    whole = material.mail('g00d' + JP, 'Broken mug', 'The mug is broken.', name='Good Mail',
                          attachments=[('photo.png', material.png())])
    material.write(f'{folder}/good.eml', whole)
    material.write(f'{folder}/empty.eml', b'')
    material.write(f'{folder}/zeros.eml', b'\0' * 5000)
    material.write(f'{folder}/picture.eml', material.png())
    material.write(f'{folder}/cut.eml', material.mail(
        'c0t1' + JP, 'Cut', 'The vase is broken.', name='Cut Off', attachments=[
            ('photo.png', material.png())])[:2500])
    material.write(f'{folder}/orders.txt', b'order-id\tsku\r\n')
    material.write(f'{folder}/noise.tsv', bytes(range(256)) * 40)
    texts = bring(folder)
    said = '\n'.join(texts)
    for name in ('empty.eml', 'zeros.eml', 'picture.eml', 'orders.txt', 'noise.tsv'):
        check(f'{name}: ' in said or f'{name}, ' in said or f'{name}' in said,
              f'nothing is said about {name}: {said}')
    choose('Good Mail')
    choose('Cut Off')
    same(window.complaints(), [], 'complaints')


def test_meanwhile():
    """While 3,000 mails come in the window answers, and cancelling ends it"""
    folder = os.path.join(TEMP, 'many')
    for i in range(3000):
        material.write(f'{folder}/{i:05d}.eml', material.mail(
            f'q{i % 500:04d}' + JP, f'Question {i}', f'The mug {i} is broken. ' + 'More words. ' * 60,
            name=f'Buyer {i % 500}', at=material.ago(1 + i % 20), message_id=f'<m{i}@example.invalid>'))
    window.do_import(folder)
    wait_for('the progress', lambda: len(window.windows()) == 2)
    for _ in range(4):
        window.give_keys_to('Henji')
        window.key('alt+Down')
        answers()
    cancel = window.all('Cancel', 'button')
    if cancel and not window.all('Import Finished'):
        window.press(cancel[0])
    wait_for('the end', lambda: window.all('Import Cancelled') or window.all('Import Finished'), 60)
    window.click(starts='Done', role='button')
    wait_for('one window again', lambda: len(window.windows()) == 1)
    answers()
    window.close()
    same(window.complaints(), [], 'complaints')


def test_refusals():
    """A locked folder and a newer database are named and left alone"""
    data = os.path.join(TEMP, 'locked')
    ctl(data, 'sample')
    first = Window('--data-dir', data, name='first')
    second = Window('--data-dir', data, name='second')
    second.find('The Data Folder Cannot Be Opened')
    second.close()
    first.close()

    database = os.path.join(data, 'henji.db')
    connection = sqlite3.connect(database)
    connection.execute('PRAGMA user_version = 9999')
    connection.commit()
    connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    connection.close()

    def digest():
        return hashlib.sha256(open(database, 'rb').read()).hexdigest()
    before = digest()
    newer = Window('--data-dir', data, name='newer')
    newer.find('The Data Folder Cannot Be Opened')
    newer.close()
    same(digest(), before, 'the newer database')
    same(newer.complaints() + second.complaints(), [], 'complaints')


run(test_markup, test_large, test_garbage, test_meanwhile, test_refusals)
