# Looking back: a cost and negative feedback are recorded on a case; the window shows them as charts and as
# tables, and saves the very tables that henjictl writes.
import json
import os
import subprocess
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'summary')
TITLE = 'Looking Back'
window = None


def month():
    today = time.strftime('%Y-%m', time.localtime())
    days = subprocess.run(['date', '-d', f'{today}-01 +1 month -1 day', '+%Y-%m-%d'], capture_output=True,
                          text=True).stdout.strip()
    return '--from', f'{today}-01', '--to', days


def table(name):
    lines = [json.loads(line) for line in ctl(DATA, 'summary', *month()).stdout.splitlines()]
    return [line for line in lines if line['table'] == name]


def figure(name):
    return next(row['value'] for row in table('figures') if row.get('id') == name)


def case_menu(item):
    window.give_keys_to('Henji')
    window.click('Case menu')
    window.click(item, 'menu item')


def shown():
    return window.find(TITLE, depth=1)


def test_cost():
    """A cost is recorded from the case's menu, refused without an amount, and can be taken back"""
    global window
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    window = Window('--data-dir', DATA, name='summary')
    window.choose('Damaged, 長谷川 弘子')
    window.find('Reply to buyer')
    case_menu('Record a cost…')
    dialog = window.find('Record a Cost', depth=1)
    window.click('Record', 'button', under=dialog)
    window.says('An amount above zero')
    window.click('Sent again', under=dialog)
    window.find('Amount in JPY', under=dialog).set_text('￥９００')
    window.click('Record', 'button', under=dialog)
    wait_for('the dialog to go', lambda: len(window.windows()) == 1)
    window.says('Cost recorded: Sent again, ¥900')
    same(figure('cost_jpy'), 900, 'the cost')
    window.undo()
    window.unsaid('Cost recorded: Sent again, ¥900')
    wait_for('no cost', lambda: not table('costs'))

    case_menu('Record a cost…')
    dialog = window.find('Record a Cost', depth=1)
    window.find('Amount in JPY', under=dialog).set_text('500')
    window.click('Record', 'button', under=dialog)
    window.says('Cost recorded: Partial refund, ¥500')
    same(figure('refunded_jpy'), 500, 'the refund')


def test_defect():
    """Negative feedback counts against the order until it is said to be removed"""
    case_menu('Record negative feedback')
    window.says('Counts against the order: Negative feedback')
    wait_for('a defect', lambda: len(table('defects')) == 1)
    case_menu('Negative feedback was removed')
    window.says('Counts no more: Negative feedback')
    wait_for('no defect', lambda: not table('defects'))
    case_menu('Record negative feedback')
    wait_for('a defect', lambda: len(table('defects')) == 1)


def test_charts():
    """The window says in charts what there is, and each chart says it in words"""
    window.give_keys_to('Henji')
    window.click('Main menu')
    window.click('Looking Back', 'menu item')
    window.give_keys_to(shown().name)
    window.find(starts='New cases: ', has=str(figure('cases')), under=shown())
    window.find(starts='What it cost: ¥500. 1 refund', under=shown())
    window.find(starts='What Went Wrong with Which Item: ', role='image', under=shown())
    window.find(starts='New Cases by Kind: ', has='Damaged 1', role='image', under=shown())
    window.find(starts='Refunds by Reason: Damaged 1 · ¥500', role='image', under=shown())
    window.find(starts='Order defect rate, an estimate: now ', role='image', under=shown())


def cells(name):
    """What stands in the table with this name."""
    return [n.name for n in window.find(name, 'tree grid', under=shown()).walk() if n.role == 'label' and n.name]


def test_table():
    """The same as tables"""
    window.click('As Table', under=shown())
    window.gone(starts='New Cases by Kind: ', role='image')
    have = wait_for('the kinds', lambda: cells('New Cases by Kind'))
    check('Damaged' in have, str(have))
    have = cells('In Figures')
    check('New cases' in have, str(have))
    have = cells('What It Cost')
    check('Partial refund' in have and '¥500' in have, str(have))
    window.find(starts='Kind Damaged, Number of cases 1', role='row', under=shown())


def test_files():
    """The tables are saved as henjictl writes them; the charts as a PDF"""
    window.click('Save, print, filter', under=shown())
    window.click('Save Tables (CSV)…', 'menu item')
    path = choose(os.path.join(TEMP, 'tables.csv'))
    want = os.path.join(TEMP, 'wanted.csv')
    ctl(DATA, 'summary', *month(), '--csv', want)
    with open(path, 'rb') as have, open(want, 'rb') as wanted:
        same(have.read(), wanted.read(), 'the tables')
    window.click('Save, print, filter', under=shown())
    window.click('Save PDF…', 'menu item')
    path = choose(os.path.join(TEMP, 'charts.pdf'))
    with open(path, 'rb') as have:
        check(have.read(5) == b'%PDF-', 'no PDF')
    window.click('Save, print, filter', under=shown())
    window.click('Print…', 'menu item')
    wait_for('the print dialog', lambda: len(window.windows()) == 3)
    window.key('Escape')
    wait_for('the summary again', lambda: len(window.windows()) == 2)
    window.give_keys_to(TITLE)


def choose(path):
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    time.sleep(0.5)
    window.key('ctrl+a')
    window.type(path)
    time.sleep(0.3)
    window.key('Return')
    wait_for('the file', lambda: os.path.exists(path))
    window.says('Saved as ' + os.path.basename(path))
    wait_for('the chooser to go', lambda: len(window.windows()) == 2)
    window.give_keys_to(TITLE)
    return path


def test_periods():
    """Other days are asked for as dates; a month without anything says what it would be made of"""
    window.click('As Table', under=shown())
    window.click('Other Days', under=shown())
    window.find('First day', under=shown()).set_text('2020-02-30')
    window.find('Last day', under=shown()).set_text('2020-02-29')
    window.click('Show', 'button', under=shown())
    window.says('Two dates like 2026-11-01', under=shown())
    window.find('First day', under=shown()).set_text('2020-02-01')
    window.click('Show', 'button', under=shown())
    window.says('Nothing in This Time', under=shown())
    window.click('This Month', under=shown())
    window.find(starts='New Cases by Kind: ', role='image', under=shown())


def test_open_cases():
    """A bar leads to its cases of that time in the list"""
    subprocess.run(['xdotool', 'mousemove', '400', '300', 'click', '--delay', '30', '--repeat', '40', '4'],
                   check=True)  # to the top of the page
    time.sleep(1)
    chart = window.find(starts='What Went Wrong with Which Item: ', role='image', under=shown())
    x, y, width, _ = chart.box
    subprocess.run(['xdotool', 'mousemove', str(x + width // 2), str(y + 12), 'click', '1'], check=True)
    window.says('1 case of ')
    wait_for('its case', lambda: len(window.rows()) == 1 and window.rows()[0].startswith('Damaged'))
    window.click('Show all again')
    window.says('1 case found')
    window.give_keys_to(TITLE)
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.close()
    check(not window.complaints(), str(window.complaints()))


run(test_cost, test_defect, test_charts, test_table, test_files, test_periods, test_open_cases, chain=True)
