# Deadlines and limits in the preferences: one is changed, taken back, changed and reset, all by keyboard; a
# year later the desk asks to look at them.
import json
import os
import time

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
NOW = '2026-11-26T09:00:00+09:00'
LATER = '2028-01-10T09:00:00+09:00'
REPLY = 'Reply to a buyer'
window = None


def figures(rule, now=NOW):
    said = ctl(DATA, 'policy', '--marketplace', 'amazon-jp', now=now).stdout
    return [(r['text'], r['valid_from'], r['note'], r['in_force'])
            for r in map(json.loads, said.splitlines()) if r['rule'] == rule]


def focus():
    node = window.focused()
    return node.name if node else ''


def go_to(starts, key, at_most=80):
    """Presses the key until what the name begins so has the keyboard."""
    for _ in range(at_most):
        if focus().startswith(starts):
            return
        window.key(key)
    check(False, f'{key} does not reach “{starts}”: {focus()}')


def open_figures(marketplace):
    window.give_keys_to('Henji')
    window.key('ctrl+comma')
    wait_for('the preferences', lambda: len(window.windows()) == 2)
    window.give_keys_to('Preferences')
    go_to(marketplace + ', ', 'Tab')
    window.key('Return')
    wait_for('the figures', lambda: len(window.windows()) == 3)
    window.give_keys_to('Deadlines and Limits')
    wait_for('the first figure', lambda: focus())


def open_editor(title):
    go_to(title, 'Down')
    window.key('Return')
    window.find('Counts from')


def has_keys(name):
    node = window.focused()
    return node is not None and node.role == 'text box' and node.name == name


def typed(name):
    node = window.find(name, 'text box')
    text = 'org.a11y.atspi.Text'
    return node.call(text, 'GetText', '(ii)', 0, node.get(text, 'CharacterCount'))[0]


def write(name, text):
    """Goes to the field and types over what is in it"""
    for _ in range(12):
        if has_keys(name):
            break
        window.move('Tab', window.focused())
    window.key('ctrl+a')
    window.type(text)
    wait_for(f'“{text}” in {name}', lambda: typed(name) == text)


def close_figures():
    window.key('ctrl+w')  # Escape would take a toast away first
    wait_for('the preferences', lambda: len(window.windows()) == 2)
    window.give_keys_to('Preferences')
    window.key('Escape')
    wait_for('the desk', lambda: len(window.windows()) == 1)


def test_change():
    """A figure is changed from today on; what is wrong is said and not stored"""
    global window
    ctl(DATA, 'sample', now=NOW)
    window = Window('--data-dir', DATA, '--now', NOW, name='policies')
    wait_for('the sample shop', lambda: len(window.rows()) > 10)
    check(not window.all(has='more than a year ago'), 'a notice although nothing is old')
    open_figures('amazon.co.jp')
    check(focus().startswith(f'{REPLY}, 24 hours, Check this, Checked 23 Nov'), focus())
    open_editor(REPLY)
    for wrong, words in (('soon', 'no whole number'), ('2.5', 'no whole number'), ('99999', 'no whole number')):
        write('Figure', wrong)
        window.key('Return')
        window.says(words)
    write('Figure', '20')
    write('Counts from', 'tomorrow-ish')
    window.key('Return')
    window.says('tomorrow-ish')
    check(has_keys('Counts from'), 'the keyboard stays at the fault')
    write('Counts from', '2026-11-26')
    write('Checked on', '2026-11-27')
    window.key('Return')
    window.says('still to come')
    same(figures('reply'), [('24 hours', None, None, True)], 'nothing was stored')
    check(has_keys('Checked on'), 'the keyboard stays at the fault')
    write('Checked on', '2026-11-25')
    window.find('Where you have it from', 'text box').set_text('電話で確認 A & B <b>')
    window.key('Return')
    wait_for('the list', lambda: focus().startswith(f'{REPLY}, 20 hours, Changed by you'))
    check('電話で確認 A & B <b>' in focus(), focus())
    same(figures('reply'), [('24 hours', None, None, False),
                            ('20 hours', '2026-11-26', '電話で確認 A & B <b>', True)], 'what is stored')


def test_undo():
    """Ctrl+Z takes the change back"""
    window.key('ctrl+z')
    wait_for('the built-in figure', lambda: focus().startswith(f'{REPLY}, 24 hours, Check this'))
    same(figures('reply'), [('24 hours', None, None, True)], 'what is stored')


def test_unit():
    """A span may be counted otherwise, and from a day to come"""
    open_editor('Appeal after a granted claim')
    write('Figure', '14')
    write('Counts from', '12/24')
    window.key('Return')
    wait_for('the list', lambda: focus().startswith('Appeal after a granted claim, 30 calendar days'))
    check('From 24 Dec: 14 calendar days' in focus(), focus())
    same(figures('appeal')[1][:2], ('14 calendar days', '2026-12-24'), 'from that day on')
    window.says('Changed 1')


def test_reset():
    """The built-in figure comes back, and its undo too"""
    open_editor('Appeal after a granted claim')
    window.says('What Counts When')
    go_to('Reset to Built-in', 'Tab')
    window.key('space')
    wait_for('the list', lambda: focus().startswith('Appeal after a granted claim, 30 calendar days')
             and 'From 24 Dec' not in focus())
    same(figures('appeal'), [('30 calendar days', None, None, True)], 'what is stored')
    window.says('reset to the built-in figure')
    window.key('ctrl+z')
    wait_for('the own figure', lambda: 'From 24 Dec: 14 calendar days' in focus())
    same(len(figures('appeal')), 2, 'what is stored')


def test_yes_no():
    """A question has an answer instead of a number"""
    go_to('The shop pays for the return label', 'Down')
    check(', No, ' in focus(), focus())
    window.key('Return')
    window.find('Answer')
    check(not window.all('Figure'), 'a number beside an answer')
    window.key('Escape')
    wait_for('the list', lambda: focus().startswith('The shop pays for the return label'))
    close_figures()


def test_open_case():
    """The open case shows the new figure at once"""
    window.give_keys_to('Henji')
    order = wait_for('the return window', lambda: next(
        (t for t in window.texts() if '30 days from delivery' in t or 'days left' in t), None))
    check(order, 'the return window')
    open_figures('amazon.co.jp')
    open_editor('A buyer may return for')
    write('Figure', '45')
    window.key('Return')
    wait_for('the list', lambda: focus().startswith('A buyer may return for, 45 calendar days'))
    close_figures()
    wait_for('the case to follow', lambda: order not in window.texts())
    window.close()


def test_notice():
    """A year later the desk says so, until it is put away for the month"""
    global window
    window = Window('--data-dir', DATA, '--now', LATER, name='policies-later')
    words = window.find(has='more than a year ago').name
    check(words.startswith('7') or words.startswith('6'), words)
    window.click('Look at Them')
    wait_for('the preferences', lambda: len(window.windows()) == 2)
    window.find(starts='amazon.co.jp, ', has='not checked for a year')
    window.give_keys_to('Preferences')
    go_to('amazon.co.jp, ', 'Tab')
    window.key('Return')
    wait_for('the figures', lambda: len(window.windows()) == 3)
    window.give_keys_to('Deadlines and Limits')
    wait_for('the first figure', lambda: focus().startswith(REPLY))
    check(window.find(starts='To Check').now('pressed') or window.find(starts='To Check').now('checked'),
          'what is to be checked')
    open_editor(REPLY)
    window.key('Return')  # it was looked at, and is still so
    wait_for('one figure less', lambda: not window.all(words))
    left = window.find(has='more than a year ago').name
    same(int(left.split()[0]), int(words.split()[0]) - 1, 'figures to check')
    close_figures()
    window.give_keys_to('Henji')
    window.click('Not This Month')
    wait_for('the notice to go', lambda: not window.all(has='more than a year ago'))
    window.close()
    window = Window('--data-dir', DATA, '--now', LATER, name='policies-later')
    wait_for('the list', lambda: len(window.rows()) > 10)
    time.sleep(0.5)  # nothing to wait for: it must not come
    check(not window.all(has='more than a year ago'), 'the notice came back in the same month')
    window.close()
    window = Window('--data-dir', DATA, '--now', '2028-02-01T09:00:00+09:00', name='policies-later')
    window.find(has='more than a year ago')
    same(window.complaints(), [], 'complaints')
    window.close()


run(test_change, test_undo, test_unit, test_reset, test_yes_no, test_open_case, test_notice, chain=True)
