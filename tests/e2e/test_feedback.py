# What buyers said of the seller: a report with one star is opened; the order's case says so, and undo takes it back.
import json
import os
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, wait_for

DATA = os.path.join(TEMP, 'feedback')
PATH = os.path.join(TEMP, 'feedback.txt')
CASE = 'Damaged, 長谷川 弘子'
WORDS = '箱がつぶれていました。'
DAY = time.localtime(time.time() - 7 * 86400)
SAID = time.strftime('%A, %B ', DAY) + str(DAY.tm_mday)
if DAY.tm_year != time.localtime().tm_year:
    SAID += f', {DAY.tm_year}'
window = None


def case():
    return next(json.loads(line) for line in ctl(DATA, 'cases', '--court', 'all').stdout.splitlines() if '長谷川' in line)


def test_report():
    """A feedback report is opened like any other file, and the case of its order says what it says"""
    global window
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    number = case()['order_ids'][0]
    with open(PATH, 'w', encoding='cp932') as out:
        out.write('Date\tRating\tComments\tYour Response\tOrder ID\tRater Email\n'
                  f'{time.strftime("%Y/%m/%d", DAY)}\t1\t{WORDS}\t\t{number}\tk1@marketplace.amazon.co.jp\n'
                  f'{time.strftime("%Y/%m/%d", DAY)}\t5\tまた利用します。\t\t250-1111111-0000001\tk2@marketplace.amazon.co.jp\n')
    window = Window('--data-dir', DATA, PATH, name='feedback')
    wait_for('the import', lambda: len(window.windows()) == 2)
    window.says('Import Finished')
    shown = window.find('Import', depth=1)
    window.find('Feedback', 'label', under=shown)
    window.find('2 new', 'label', under=shown)
    window.give_keys_to(shown.name)
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.choose(CASE)
    window.find('Reply to buyer')
    window.says(f'Negative feedback on {SAID}: 1 star')
    window.find(starts=f'1 star · {SAID}', has=WORDS)


def test_removed():
    """The menu of the case knows that it counts, and takes it out"""
    window.give_keys_to('Henji')
    window.click('Case menu')
    window.click('Negative feedback was removed', 'menu item')
    window.says('Counts no more: Negative feedback')


def test_undo():
    """That it was removed is taken back; what a report said is not for Undo to take back"""
    window.give_keys_to('Henji')
    window.click('Case menu')
    window.click('Undo last action', 'menu item')
    window.unsaid('Counts no more: Negative feedback')
    window.click('Case menu')
    window.find('Negative feedback was removed', 'menu item')
    check(not window.find('Undo last action', 'menu item').now('sensitive'), 'a report could be taken back')
    window.key('Escape')
    window.gone('Undo last action')
    window.says(f'Negative feedback on {SAID}: 1 star')
    window.close()
    check(not window.complaints(), str(window.complaints()))


run(test_report, test_removed, test_undo, chain=True)
