# Clocks: a reminder set and done by keyboard, what is due before one is back, the warning before a closing.
import json
import os
import time

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'clocks')
DAY = 86400
window = None


def lines(*args):
    return [json.loads(line) for line in ctl(DATA, *args).stdout.splitlines()]


def running(case, rule):
    return [c for c in lines('clocks', case) if c['rule'] == rule and not c['stopped']]


def day(n, form):
    return time.strftime(form, time.localtime(time.time() + n * DAY))


def cases(number):
    return '1 case' if number == 1 else f'{number} cases'


def start():
    global window
    ctl(DATA, 'sample')
    ctl(DATA, 'shop', f'--set=closing-days={day(1, "%m/%d")}-{day(5, "%m/%d")}')
    window = Window('--data-dir', DATA, name='clocks')
    wait_for('the sample shop', lambda: len(window.rows()) > 10)


def test_reminder():
    """A reminder is set with B, shown with its time, ended by its button and taken back"""
    start()
    window.choose('Not arrived, 中川')
    case = next(c for c in lines('cases') if c['buyer'].startswith('中川'))['case']
    strip = window.find('Clocks')
    window.find(starts='Reply, ', under=strip)
    window.key('Escape', 'b')
    wait_for('the dialog', lambda: len(window.windows()) == 2)
    window.give_keys_to('Remind Me')
    window.type('ask the carrier')
    window.key('Return')
    wait_for('the reminder', lambda: running(case, 'reminder'))
    clock = running(case, 'reminder')[0]
    same(clock['note'], 'ask the carrier', 'the note')
    check(clock['until'].startswith(day(1, '%Y-%m-%dT09:00:00')), f'not tomorrow morning: {clock["until"]}')
    window.find(starts='Reminder: ask the carrier, ', under=strip)
    window.says('Reminder set: ask the carrier', under=window.find('Conversation'))
    window.click('Done: Reminder: ask the carrier', under=strip)
    wait_for('it to be done', lambda: not running(case, 'reminder'))
    window.gone(starts='Reminder: ', under=strip)
    window.give_keys_to('Henji')
    window.key('Escape', 'ctrl+z')
    wait_for('the reminder again', lambda: running(case, 'reminder'))


def test_rule():
    """A clock says by which rule it runs, and that it is to be checked"""
    window.click('By which rule: check this', under=window.find('Clocks'))
    window.says('24 hours elapsed; nights, weekends and holidays count')
    window.says('Check this: no page of this marketplace was seen to say so.')
    window.find('Open the Source')
    window.key('Escape')


def test_due():
    """Due before I am back: only what runs out by then, in all tabs, and back again"""
    all_rows = window.rows()
    until = day(0, '%Y-%m-%d')
    hour = int(time.strftime('%H'))
    window.click('Due before I am back')
    # After ten in the evening tonight is over.
    item = 'Tonight, ' if hour < 22 else 'Tomorrow morning, '
    until = f'{until}T22:00:00+09:00' if hour < 22 else day(1, '%Y-%m-%dT09:00:00+09:00')
    window.click(starts=item)
    wanted = {d['case'] for d in lines('due', '--until', until) if d['case']}
    wait_for('what is due', lambda: len(window.rows()) == len(wanted))
    window.find(starts=f'{cases(len(wanted))} due before ')
    window.click('Show all again')
    wait_for('all of our turn', lambda: len(window.rows()) == len(all_rows))


def test_closing():
    """Before a closing the desk says how many clocks run out in it, and shows just those"""
    bar = window.find(starts='Closed from ')
    number = int(bar.name.split(': ')[1].split()[0])
    start_, back = day(1, '%Y-%m-%dT00:00:00+09:00'), day(6, '%Y-%m-%dT09:00:00+09:00')
    clocks = [d for d in lines('due', '--until', back) if d['case'] and d['until'] >= start_]
    same(number, len(clocks), 'clocks that run out')
    window.click('Show what runs out while the shop is closed')
    number = len({c['case'] for c in clocks})
    wait_for('just those', lambda: len(window.rows()) == number)
    window.gone(starts='Closed from ')
    window.find(starts=f'{cases(number)} due while closed, until ')
    window.click('Show all again')
    window.find(starts='Closed from ')
    window.close()
    same([c for c in window.complaints() if 'GtkGizmo' not in c], [], 'complaints')


run(test_reminder, test_rule, test_due, test_closing, chain=True)
