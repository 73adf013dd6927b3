# Who answers: an enrolment is entered in the preferences, the order card says that the marketplace answers,
# and the covered case is forwarded, taken back, and said to be about something else.
import json
import os
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'csba')
ROW = 'Damaged, 長谷川 弘子'
window = None


def shown():
    case = next(json.loads(line) for line in ctl(DATA, 'cases').stdout.splitlines()
                if json.loads(line)['kind'] == 'damaged')
    return json.loads(ctl(DATA, 'show', case['case']).stdout)


def answers():
    return json.loads(ctl(DATA, 'csba', shown()['case']).stdout)


def settings():
    return json.loads(ctl(DATA, 'csba').stdout)


def open_preferences():
    window.key('Escape', 'ctrl+comma')
    return wait_for('the preferences', lambda: next(
        (n for n in window.windows() if n.name == 'Preferences'), None))


def close_preferences():
    window.give_keys_to('Preferences')
    window.key('ctrl+w')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def go_to(name, *keys):
    """Presses the keys until the focus is there."""
    for _ in range(20):
        focused = window.focused()
        if focused and focused.name.startswith(name):
            return
        window.key(*keys)
        time.sleep(0.1)
    check(False, f'{keys} do not lead to “{name}”')


def test_enrol():
    """An enrolment is entered; what is no time is said, what is one is kept"""
    global window
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    window = Window('--data-dir', DATA, name='csba')
    window.choose(ROW)
    wait_for('the reply', lambda: '長谷川 弘子 様' in window.reply())
    check(not any('CSBA' in text for text in window.texts()), 'CSBA is spoken of without an enrolment')
    open_preferences()
    window.says('Not enrolled')
    window.click('Add Enrolment')
    window.find('Enrolled from, like 2026-10-01 10:00').set_text('soon')
    window.says('Write times like 2026-10-01 10:00.')
    same(settings()['periods'], [], 'periods while one is wrong')
    window.find('Enrolled from, like 2026-10-01 10:00').set_text('2020-10-01 10:00')
    wait_for('the enrolment', lambda: settings()['periods'])
    period = settings()['periods'][0]
    same((period['marketplace'], period['from'], period['until']),
         ('amazon.co.jp', '2020-10-01T10:00:00+09:00', None), 'the enrolment')
    window.says('From 2020-10-01 10:00 to this day')


def test_returns():
    """A return policy that is worse than the marketplace's is warned about"""
    window.give_keys_to('Preferences')
    go_to('Add Enrolment', 'shift+Tab')
    go_to('amazon.co.jp', 'shift+Tab')  # in the group before
    window.key('Return')
    window.find('Days to ask for a return; empty: nothing said').set_text('14')
    window.says('amazon.co.jp lets buyers return things for 30 days, the shop only for 14.')
    wait_for('the policy', lambda: settings()['return_policies'])
    check(len(settings()['warnings']) == 1, 'henjictl warns too')
    close_preferences()


def test_forward():
    """The covered case says who answers, proposes to forward, and is forwarded"""
    window.says('The marketplace (CSBA): ordered while enrolled')
    window.find(starts=ROW, has='The marketplace answers (CSBA)')
    same(answers()['who'], 'marketplace', 'who answers')
    # The proposal is made for a case that is shown anew.
    window.choose('Defective, Wendy Marsh')
    window.choose(ROW)
    wait_for('the text to the marketplace', lambda: 'CSBA' in window.reply())
    window.click('Mark as sent to support')
    window.undo()
    wait_for('our turn', lambda: shown()['court'] == 'ours')
    same(shown()['due_rule'], 'reply', 'the clock that runs again')
    window.click('Mark as sent to support')
    wait_for('their turn', lambda: shown()['court'] == 'theirs')
    check(answers()['forwarded'], 'it is known that it was forwarded')


def test_nature():
    """By hand the case is about a customised product: we answer"""
    window.click('Waiting')
    window.choose(ROW)
    window.says('Forwarded to the marketplace’s customer service')
    window.click('Case menu')
    window.click('Who answers (CSBA)', 'menu item')
    window.click('About a customised product', 'menu item')
    window.says('You: it is about a customised product')
    window.says('Decided anew who answers')  # behind the toast before
    same(answers()['reason'], 'never-customisation', 'the reason')
    window.undo()
    window.says('The marketplace (CSBA): ordered while enrolled')
    same(window.complaints(), [], 'complaints')
    window.close()


run(test_enrol, test_returns, test_forward, test_nature, chain=True)
