# Reading help: a seller who reads one language well and the other half is told what a buyer's words mean
import os

import material
from henji_e2e import TEMP, Window, check, ctl, run, wait_for

ENGLISH = '''Hello,

The mug arrived with the handle cracked. The outer box was not damaged at all.
It was a birthday present, so I would like a refund or a replacement by November 30.
Please leave it on the porch. My order number is 112-7734015-2204418.

Thanks,
Wendy

> Your order has been delivered to your neighbor.
'''
JAPANESE = '''お世話になっております。
届いたマグカップの取っ手が割れていました。箱に傷はありませんでした。
至急、交換していただけますか。11月30日までにご連絡ください。返送料は着払いでよろしいでしょうか。
'''


def open_window(language):
    data = os.path.join(TEMP, f'shop-{language}')
    folder = os.path.join(TEMP, f'mail-{language}')
    material.set_up_shop(data)
    ctl(data, 'import',
        material.write(os.path.join(folder, 'en.eml'), material.mail(
            'b5n8t2v6c0r4@marketplace.amazon.com',
            f'Inquiry from Amazon customer (Order: {material.ORDER_2})', ENGLISH, name='Wendy Marsh')),
        material.write(os.path.join(folder, 'ja.eml'), material.mail(
            'k7w2m4x9q1p3@marketplace.amazon.co.jp',
            f'お問い合わせ（注文番号：{material.ORDER}）', JAPANESE, name='長谷川 弘子')))
    window = Window('--data-dir', data, language=language, name=f'reading-{language}')
    wait_for('two rows', lambda: len(window.rows()) == 2)
    return window


def choose(window, buyer):
    box = window.find(window.words('Open cases'), 'list')
    box.select_child(next(i for i, n in enumerate(box.children) if buyer in n.name))


def help_lines(window):
    start = window.words('Reading help: %s') % ''
    return [t for t in window.texts() if t.startswith(start)]


def help_line(window):
    return wait_for('the help line', lambda: next(iter(help_lines(window)), None))


def has(line, *words):
    for word in words:
        check(word in line, f'“{word}” is missing in “{line}”')


def lacks(line, *words):
    for word in words:
        check(word not in line, f'“{word}” stands in “{line}”')


def test_english_in_japanese():
    """The Japanese window says what an English buyer's words mean"""
    window = open_window('ja')
    choose(window, 'Wendy Marsh')
    line = help_line(window)
    has(line, 'handle：取っ手（部品）', 'cracked：ひび・割れ（破損）', 'refund：返金（要望）',
        'replacement：交換品（要望）', 'by November 30：11月30日まで')
    lacks(line, '隣の人', '注文番号')
    window.click(has='件の意味', role='button')
    line = wait_for('all meanings', lambda: next(
        (t for t in help_lines(window) if '玄関先' in t), None))
    has(line, 'damaged：「破損・傷み」ではない', 'leave it on the porch：玄関先に置く（置き配）',
        '112-7734015-2204418：注文番号')
    lacks(line, '隣の人')
    window.says('The mug arrived with the handle cracked.')
    # The seller's own language needs no line.
    choose(window, '長谷川')
    window.says('取っ手が割れていました')
    wait_for('no help line', lambda: not help_lines(window))
    check(not window.complaints(), f'complaints: {window.complaints()}')
    window.close()


def test_japanese_in_english():
    """The English window says what a Japanese buyer's words mean"""
    window = open_window('en')
    choose(window, '長谷川')
    line = help_line(window)
    has(line, '取っ手: handle (part)', '割れていました: broken, cracked (Damaged)',
        '交換していただけますか: replacement, exchange (wish)', '11月30日までに: by November 30',
        '返送料: return shipping cost')
    window.says('取っ手が割れていました')
    choose(window, 'Wendy Marsh')
    window.says('The mug arrived with the handle cracked.')
    wait_for('no help line', lambda: not help_lines(window))
    check(not window.complaints(), f'complaints: {window.complaints()}')
    window.close()


run(test_english_in_japanese, test_japanese_in_english)
