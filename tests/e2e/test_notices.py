# What is due and what is new is told where nobody looks at the window: without a name, once, and taken away again.
import os
import subprocess

import material
from henji_e2e import TEMP, Window, check, ctl, notices, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
BUYER = '花田 実'
window = None


def mail_of(hours, number):
    return material.write(os.path.join(TEMP, f'{number}.eml'), material.mail(
        f'qrst1234uvwx{number}@marketplace.amazon.co.jp', '商品に関するお問い合わせ',
        'カップが割れていました。交換してください。', at=material.ago(hours), name=BUYER))


def of(words):
    """Notices with these words in their title, and that they were taken away."""
    shown = {n['shown'] for n in notices() if words in n.get('title', '')}
    return [n for n in notices() if n.get('shown', n.get('gone')) in shown]


def bring(hours, number):
    rows = len(window.rows())
    window.do_import(mail_of(hours, number))
    wait_for('its row', lambda: len(window.rows()) == rows + 1)
    wait_for('what was imported', lambda: len(window.windows()) == 2)
    window.click('Done')
    wait_for('one window', lambda: len(window.windows()) == 1)


def look_away():
    """The keyboard and the pointer are elsewhere on the desktop."""
    found = subprocess.run(['xwininfo', '-root', '-int'], capture_output=True, text=True).stdout
    root = found.split('Window id: ')[1].split()[0]
    subprocess.run(['xdotool', 'mousemove', '1360', '760', 'windowfocus', root], check=True)
    wait_for('the window to be left', lambda: not window.windows()[0].now('active'))


def look():
    window.give_keys_to('Henji')
    wait_for('the window to be looked at', lambda: window.windows()[0].now('active'))


def test_soon():
    """two hours before the end it is told how many and when, and of whom it is not"""
    global window
    ctl(DATA, 'import', mail_of(5, 1), mail_of(22.5, 2))
    window = Window()
    window.resize(1200, 700)
    wait_for('its row', lambda: len(window.rows()) == 2)
    look_away()
    shown = wait_for('the notice', notices)[0]
    same(shown['title'], '1 case is due soon', 'the title')
    check(shown['body'] in ('The next in 1 h 29 m.', 'The next in 1 h 28 m.'), f'told: {shown}')


def test_sooner():
    """half an hour before the end it is told again, in the same place"""
    bring(23.7, 3)
    told = wait_for('the second notice', lambda: len(of('due')) > 1 and of('due'))
    same(told[-1]['title'], '2 cases are due soon', 'the title')
    same(told[-1]['shown'], told[0]['shown'], 'the place')
    check(told[-1]['body'] in ('The next in 17 minutes.', 'The next in 18 minutes.'), f'told: {told[-1]}')


def test_new():
    """what came meanwhile is told too, and no longer once somebody looks"""
    same([(n['title'], n['body']) for n in wait_for('the notice', lambda: of('new case'))], [('1 new case', '')], 'what is told')
    look()
    wait_for('the notice to go', lambda: 'gone' in of('new case')[-1])


def test_answered():
    """what was answered takes the notice away"""
    for left in (2, 1, 0):
        window.key('e')
        wait_for('it to leave the list', lambda: len(window.rows()) == left)
    wait_for('the notice to go', lambda: of('due')[-1] == {'gone': of('due')[0]['shown']})
    same(len(of('new case')), 2, 'notices of new cases')
    same(window.complaints(), [], 'complaints')
    window.close()


run(test_soon, test_sooner, test_new, test_answered, chain=True)
