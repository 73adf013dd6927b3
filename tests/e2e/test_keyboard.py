# The whole work by keyboard, and keys that must do nothing.
import json
import os
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
window = None


def start():
    global window
    ctl(DATA, 'sample')
    window = Window('--data-dir', DATA, name='keyboard')
    wait_for('the sample shop', lambda: len(window.rows()) > 10)
    wait_for('the first case', lambda: window.all('Situation'))
    time.sleep(0.5)


def selected():
    return next((n.name for n in window.find('Open cases', 'list').children if 'selected' in n.states), '')


def situation():
    return window.find('Situation').description()


def stored(court):
    return [json.loads(line) for line in ctl(DATA, 'cases', '--court', court).stdout.splitlines()]


def test_letters():
    """J and K go through the list, single letters do what the help says"""
    start()
    first = selected()
    window.key('j')
    wait_for('the next case', lambda: selected() != first)
    second = selected()
    window.key('k')
    wait_for('the first case again', lambda: selected() == first)
    window.key('j')
    wait_for('the second', lambda: selected() == second)
    language = window.find('Language to buyer').description()
    window.key('l')
    wait_for('the other language', lambda: window.find('Language to buyer').description() != language)
    window.key('l')
    wait_for('the language again', lambda: window.find('Language to buyer').description() == language)
    window.key('t')
    palette = window.find('Search situations')
    wait_for('the focus in the palette', lambda: palette.parent and any(
        'focused' in n.states for n in window.all(under=palette)) or palette.now('focused'))
    window.key('Escape')
    window.gone('Search situations')
    window.key('Escape')
    window.key('p')
    wait_for('the label window', lambda: len(window.windows()) == 2)
    window.find('Save PDF')
    window.give_keys_to('Return Label')
    window.key('Escape')
    wait_for('the label window to go', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')
    window.key('F1')
    wait_for('the help', lambda: len(window.windows()) == 2)
    time.sleep(0.5)
    window.key('Escape')
    wait_for('the help to go', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def test_no_reply():
    """E puts a case away, Ctrl+Z brings it back, N writes a note"""
    window.key('k')  # the claim below waits for more than a reply
    wait_for('the first case', lambda: selected().startswith('Missing part'))
    name = selected()
    before = len(stored('ours'))
    window.key('e')
    wait_for('one case less', lambda: len(stored('ours')) == before - 1)
    window.find(starts='Undo', role='button')
    window.key('ctrl+z')
    wait_for('the case back', lambda: len(stored('ours')) == before)
    wait_for('the row', lambda: selected().split(',')[1] == name.split(',')[1])
    note('asked the carrier')


def note(words):
    window.key('n')
    time.sleep(0.5)
    window.type(words)
    window.key('Return')
    window.says(words, under=window.find('Conversation'))


def test_last_undo():
    """The Undo in sight takes back what was done last, however soon after the one before"""
    note('no answer yet')
    window.undo()
    window.unsaid('no answer yet', under=window.find('Conversation'))
    window.says('asked the carrier', under=window.find('Conversation'))


def test_typing():
    """Letters typed into the search or the reply are letters"""
    ours = len(stored('ours'))
    window.key('Escape', 'ctrl+f')
    window.type('jkrtlpne')
    window.says('Nothing Found')
    same(len(window.windows()), 1, 'windows')
    window.key('Escape')
    wait_for('the list', lambda: len(window.rows()) > 10)
    window.key('j', 'k', 'r')
    time.sleep(0.3)
    text = window.reply()
    window.type('jkrtlpne ')
    wait_for('the letters', lambda: 'jkrtlpne ' in window.reply())
    same(window.reply().replace('jkrtlpne ', ''), text, 'the rest of the reply')
    same(len(window.windows()), 1, 'windows')
    window.key('Return', 'Return')
    time.sleep(0.3)
    same(len(stored('ours')), ours, 'open cases after Enter')
    check('\n\n' in window.reply(), 'Enter made no line')
    window.key('ctrl+z')
    time.sleep(0.2)
    same(len(stored('ours')), ours, 'open cases after Ctrl+Z while typing')
    window.key('Escape')


def test_search():
    """Ctrl+F finds and Enter opens"""
    window.key('ctrl+f')
    window.type('Sofia')
    wait_for('one row', lambda: 0 < len(window.rows()) < 4)
    window.key('Return')
    wait_for('the case', lambda: 'Sofia Ramirez' in selected())
    window.key('ctrl+f', 'Escape')
    wait_for('all rows', lambda: len(window.rows()) > 10)


def test_answer():
    """A damaged parcel is answered without the mouse"""
    window.key('ctrl+f')
    window.type('Sofia')
    wait_for('one row', lambda: 0 < len(window.rows()) < 4)
    window.keys = 0
    window.key('Return')
    wait_for('the case', lambda: 'Sofia Ramirez' in selected())
    wait_for('the reply', lambda: 'Sofia' in window.reply())
    window.key('t')
    window.find('Search situations')
    window.type('dam')
    window.key('Return')
    wait_for('the situation', lambda: situation() == 'Damaged in transit')
    window.key('ctrl+shift+c')
    wait_for('the clipboard', lambda: window.clipboard() == window.reply().encode())
    window.key('ctrl+Return')
    wait_for('the answer', lambda: any(c['buyer'] == 'Sofia Ramirez' for c in stored('theirs')))
    print(f'# answered with {window.keys + 3} keys')


def focus():
    """The name of what has the keyboard."""
    node = window.focused()
    return node.name if node is not None else ''


def go_to(name, key='Tab', limit=60):
    """Presses the key until the thing of this name has the keyboard."""
    for _ in range(limit):
        if focus().startswith(name):
            return
        window.key(key)
    check(False, f'{key} does not lead to “{name}” but to “{focus()}”')


def to_list():
    window.key('Escape')
    wait_for('the list', lambda: any('focused' in n.states for n in window.find('Open cases', 'list').walk()))


def writer(row):
    """The buyer whom a row names; none where the case is one with the marketplace."""
    kind, name = row.split(', ')[:2]
    return None if kind == 'With the marketplace' else name


def test_arrows():
    """↓ and ↑ go through the list, Alt with a digit through its tabs"""
    to_list()
    first = selected()
    window.key('Down')
    wait_for('the next case', lambda: selected() != first)
    window.key('Up')
    wait_for('the first case again', lambda: selected() == first)
    rows = len(window.rows())
    for digit, court in (('2', 'theirs'), ('4', 'closed'), ('1', 'ours')):
        window.key(f'alt+{digit}')
        wait_for(court, lambda: {writer(n) for n in window.rows()} <= {c['buyer'] for c in stored(court)})
    same(len(window.rows()), rows, 'rows')


def menu_item(name):
    """Goes to an item of the open menu and takes it."""
    go_to(name, 'Down')
    window.key('Return')


def test_menu():
    """The kind is corrected in the menu of the case, and taken back"""
    window.key('ctrl+f')
    window.type('Sofia')
    wait_for('one row', lambda: 0 < len(window.rows()) < 4)
    window.key('Return')
    wait_for('the case', lambda: 'Sofia Ramirez' in selected())
    to_list()
    window.key('m')
    menu_item('Change kind')
    menu_item('Wrong item')
    wait_for('the kind', lambda: selected().startswith('Wrong item'))
    to_list()
    window.key('ctrl+z')
    wait_for('the kind before', lambda: selected().startswith('Damaged'))
    to_list()
    window.key('m')
    menu_item('Enter shipment')
    wait_for('the dialog', lambda: len(window.windows()) == 2)
    window.key('Escape')
    wait_for('the dialog to go', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')
    window.key('ctrl+f', 'Escape')
    wait_for('all rows', lambda: len(window.rows()) > 10)


def test_clauses():
    """Clauses are switched and fields filled from the keyboard"""
    to_list()
    window.key('r')
    wait_for('the reply', lambda: focus() == 'Reply to buyer')
    text = window.reply()
    clause = next(n for n in window.find('Clauses').children if 'pressed' in n.states and n.name)
    go_to(clause.name, 'shift+Tab')
    window.key('space')
    wait_for('the reply without it', lambda: window.reply() != text)
    window.key('space')
    wait_for('the reply with it', lambda: window.reply() == text)
    if 'pressed' not in window.find('Refund', 'button').states:
        go_to('Refund')
        window.key('space')
    field = wait_for('the amount', lambda: next(
        (n for n in window.all(under=window.find('Fields'))
         if n.role == 'button' and n.name.startswith('Refund:')), None))
    label = field.name.split(':')[0]
    go_to(label + ':')
    window.key('space')
    wait_for('the entry', lambda: focus() == label)
    window.key('ctrl+a')
    window.type('17')
    window.key('Return')
    wait_for('the amount', lambda: any(n.name.startswith(label + ':') and '17' in n.name
                                       for n in window.all(under=window.find('Fields'))))
    go_to('Reply to buyer')
    to_list()


def test_language_menu():
    """The menus of the header open with a key and are chosen from with the arrows"""
    language = window.find('Language to buyer').description()
    window.key('r')
    wait_for('the reply', lambda: focus() == 'Reply to buyer')
    go_to('Language to buyer', 'shift+Tab')
    window.key('space')
    go_to('English' if language == '日本語' else '日本語', 'Down')
    window.key('Return')
    wait_for('the other language', lambda: window.find('Language to buyer').description() != language)
    to_list()
    window.key('l')
    wait_for('the language', lambda: window.find('Language to buyer').description() == language)
    window.key('F10')
    go_to('Preferences', 'Down')
    window.key('Return')
    wait_for('the preferences', lambda: len(window.windows()) == 2)
    window.give_keys_to('Preferences')
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def test_windows():
    """Label, preferences and import are opened, used and left by keys"""
    to_list()
    window.key('ctrl+p')
    wait_for('the label window', lambda: len(window.windows()) == 2)
    window.give_keys_to('Return Label')
    for name in ('Copies', 'Print', 'Save PDF'):
        go_to(name)
    window.key('ctrl+s')
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    time.sleep(0.5)
    path = os.path.join(TEMP, 'label.pdf')
    window.key('ctrl+a')
    window.type(path)
    window.key('Return')
    wait_for('the PDF', lambda: os.path.exists(path) and os.path.getsize(path) > 1000)
    wait_for('the file chooser to go', lambda: len(window.windows()) == 2)
    window.give_keys_to('Return Label')
    window.key('ctrl+w')
    wait_for('the label window to go', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')
    window.key('ctrl+comma')
    wait_for('the preferences', lambda: len(window.windows()) == 2)
    window.give_keys_to('Preferences')
    window.key('ctrl+w')
    wait_for('the preferences to go', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')
    window.key('ctrl+o')
    wait_for('the file chooser', lambda: len(window.windows()) == 2)
    time.sleep(0.5)
    window.key('ctrl+a')
    window.type(material.story(os.path.join(TEMP, 'mail'))[0])
    time.sleep(0.3)
    window.key('Return')
    window.find('Done', 'button')
    window.key('ctrl+w')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def test_tab():
    """Tab goes through all three panes"""
    window.key('Escape')
    seen = set()
    node = window.focused()
    for _ in range(60):
        node = window.move('Tab', node)
        if node is not None:
            seen.add(node.name)
        if {'Return label', 'Situation', 'Reply to buyer', 'Copy reply'} <= seen:
            break
    check({'Return label', 'Situation', 'Reply to buyer', 'Copy reply'} <= seen, f'only {seen}')
    window.close()
    same(window.complaints(), [], 'complaints')


run(test_letters, test_no_reply, test_last_undo, test_typing, test_search, test_arrows, test_menu, test_clauses, test_language_menu,
    test_windows, test_answer, test_tab, chain=True)
