# The composer: what must not be sent stops, passes with a reason or is taken out; a paragraph out of
# step is found by one key and confirmed by another; all of it is there after the power went out.
import json
import os
import re
import time

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
BUYER = '佐伯 真由'
PRAISE = '高評価をいただけますと幸いです。'
window = None


def start():
    global window
    window = Window('--data-dir', DATA, name='composer')
    wait_for('the row', lambda: any(BUYER in row for row in window.rows()))
    box = window.find('Open cases', 'list')
    box.select_child(next(i for i, n in enumerate(box.children) if BUYER in n.name))
    wait_for('the reply', lambda: BUYER in window.reply())


def findings():
    """How many the footer counts."""
    shown = window.all(has='to check', role='button')
    return int(re.search(r'(\d+) to check', shown[0].name).group(1)) if shown else 0


def copied():
    return window.clipboard().decode('utf-8', 'replace')


def add(text):
    """Types a paragraph of one's own before the signature."""
    window.key('Escape', 'r', 'ctrl+End', 'Up', 'Up', 'End', 'Return', 'Return')
    window.type(text, delay=80)
    wait_for('the words', lambda: text in window.reply())


def shown(case):
    return json.loads(ctl(DATA, 'show', case).stdout.splitlines()[0])


def the_case():
    lines = ctl(DATA, 'cases', '--court', 'all').stdout.splitlines()
    return next(c['case'] for c in map(json.loads, lines) if c['buyer'] == BUYER)


def counterpart_has_keys():
    node = window.focused()
    return node is not None and node.name == 'Counterpart'


def test_stop():
    """Asking for a good rating stops the copy, and Remove takes it out"""
    ctl(DATA, 'sample')
    start()
    window.key('ctrl+shift+c')
    wait_for('the clipboard', lambda: copied() == window.reply())
    before = window.reply()
    known = findings()
    add(PRAISE)
    wait_for('a finding', lambda: findings() > known)
    window.key('ctrl+shift+c')
    window.says('Not copied:')
    same(copied(), before, 'the clipboard')
    window.click('Remove', 'button')
    wait_for('the words to go', lambda: PRAISE not in window.reply())
    wait_for('nothing new to check', lambda: findings() == known)
    window.key('ctrl+shift+c')
    wait_for('the clipboard', lambda: copied() == window.reply())


def test_override():
    """With a reason it passes, and the reason stands in the conversation"""
    known = findings()
    add(PRAISE)
    wait_for('a finding', lambda: findings() > known)
    window.click('Send it all the same')
    window.find('Reason')
    time.sleep(0.3)
    window.type('the buyer asked where to write one')
    window.key('Return')
    window.says('the buyer asked where to write one', under=window.find('Conversation'))
    wait_for('nothing new to check', lambda: findings() == known)
    window.key('ctrl+shift+c')
    wait_for('the clipboard', lambda: PRAISE in copied())
    events = shown(the_case())['events']
    check(any(e['type'] == 'check-overridden' for e in events), f'no such event in {events}')


def test_steps():
    """F8 goes to the paragraph out of step, Ctrl+F8 confirms it"""
    window.key('Escape', 'r', 'ctrl+Home', 'End')
    window.type(' ')
    wait_for('the count', lambda: window.all(has='out of step'))
    for _ in range(6):
        window.key('F8')
        time.sleep(0.2)
        if counterpart_has_keys():
            break
    check(counterpart_has_keys(), 'F8 does not reach the counterpart')
    for _ in range(4):
        if not window.all(has='out of step'):
            break
        window.key('ctrl+F8')
        time.sleep(0.3)
        window.key('F8')
        time.sleep(0.3)
    wait_for('nothing out of step', lambda: not window.all(has='out of step'))


def test_power_cut():
    """What was let pass and what was confirmed is so after a power cut"""
    sent, known = window.reply(), findings()
    time.sleep(1.5)
    window.kill()
    start()
    same(window.reply(), sent, 'the reply')
    time.sleep(0.5)
    check(not window.all(has='out of step'), 'something is out of step again')
    same(findings(), known, 'what is to be checked')
    window.close()
    same(window.complaints(), [], 'complaints')


def test_support():
    """What went to the marketplace's support is kept, and the buyer's clock runs on"""
    case = the_case()
    start()
    window.key('Escape', 't')
    window.find('Search situations')
    window.type('Support: feedback')
    window.find('Support: feedback review', 'list item')
    time.sleep(0.3)
    window.key('Return')
    window.gone('Search situations')
    window.click('Mark as sent to support')
    wait_for('the record', lambda: any(e['type'] == 'support-written' for e in shown(case)['events']))
    same(shown(case)['court'], 'ours', 'the turn')
    conversation = window.find('Conversation')
    window.wheel(conversation, 30)
    window.says("Written to the marketplace's support", under=conversation)
    window.click('Show', under=conversation)
    for word in ('complies with your guidelines', '出品者サポート'):
        window.says(word, under=conversation)
    wait_for('a reply to the buyer again', lambda: BUYER in window.reply())
    window.find('Mark as answered')
    window.close()
    same(window.complaints(), [], 'complaints')


run(test_stop, test_override, test_steps, test_power_cut, test_support, chain=True)
