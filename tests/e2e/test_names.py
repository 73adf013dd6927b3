# Every place the focus can go to has a name that a person would use, in both languages.
import os
import re
import time

import material
from henji_e2e import TEMP, Failure, Window, check, run, screenshot, wait_for

ISSUE = ['Open cases', 'Search cases', 'Order detail', 'Conversation', 'Situation', 'Language to buyer',
         'Reply to buyer', 'Counterpart', 'Copy reply', 'Mark as answered', 'No reply needed',
         'Return label', 'Import']
# Panes, scrollers and lists inside a widget of the toolkit: the focus passes through them.
PASSED_THROUGH = {'widget', 'group', 'list', 'separator', 'filler', 'generic', 'menu', 'window',
                  'scroll bar', 'grid', 'table', 'tab panel'}
ENGLISH = re.compile(r'\b(the|reply|case|cases|label|search|import|open|order|address|language|shop|'
                     r'save|print|cancel|close|done|copy|note|menu|filter|kind|waiting|undo|refund|'
                     r'all|due|draft|photo|edit|buyer|clause|field|return|situation|confirm|more|'
                     r'preferences|signature|settings|stock|copies)\b', re.I)
DATA = re.compile(r'[@/]|^[A-Z0-9 -]+$|SKU|Aoba|Zakka|\.png|\.jpg')


def inside(node, role):
    while node.parent is not None:
        node = node.parent
        if node.role == role:
            return True
    return False


def unnamed(window, place):
    found = []
    for node in window.all():
        if 'focusable' not in node.states or node.role in PASSED_THROUGH:
            continue
        if node.role == 'list item' and inside(node, 'combo box'):
            continue  # the chosen entry of a drop-down, which says itself what is chosen
        if not node.name.strip() or re.match(r'(Gtk|Adw|Henji)[A-Z]', node.name):
            found.append(f'{place}: {node} at {node.box}')
    return found


def foreign(window, place):
    """Names of controls with English words in the Japanese window."""
    found = []
    for node in window.all():
        if node.role not in ('button', 'menu item', 'switch', 'check box', 'tab', 'search box', 'list',
                             'text box', 'combo box', 'spin button', 'window'):
            continue
        if node.name and not re.match(r'(Gtk|Adw|Henji)', node.name) and ENGLISH.search(node.name) \
                and not DATA.search(node.name):
            found.append(f'{place}: {node}')
    return found


def tour(language, look):
    """Opens everything there is; look (window, place) returns what is wrong."""
    wrong = []
    empty = Window('--data-dir', os.path.join(TEMP, f'empty-{language}'), language=language,
                   name=f'welcome-{language}')
    time.sleep(0.5)
    wrong += look(empty, 'welcome')
    empty.close()

    window = Window('--demo', language=language, name=f'names-{language}')
    wait_for('the sample shop', lambda: len(window.rows()) > 10, 60)
    time.sleep(1)
    wrong += look(window, 'main window')

    def other(place, *keys):
        window.give_keys_to('Henji')
        before = len(window.windows())
        window.key(*keys)
        wait_for(place, lambda: len(window.windows()) > before)
        time.sleep(0.7)
        wrong.extend(look(window, place))
        opened = window.windows()[-1]
        window.give_keys_to(opened.name)
        window.key('Escape')
        wait_for(f'{place} to close', lambda: len(window.windows()) == before)

    window.give_keys_to('Henji')
    window.key('Escape', 't')
    time.sleep(0.7)
    wrong += look(window, 'palette')
    window.key('Escape')
    other('label window', 'ctrl+p')
    other('preferences', 'ctrl+comma')
    window.close()

    paths = material.story(os.path.join(TEMP, f'names-{language}'))
    paths.append(material.write(os.path.join(TEMP, 'junk.eml'), b'\0\1\2'))
    window = Window(*paths, language=language, name=f'import-{language}',
                    env={'XDG_DATA_HOME': os.path.join(TEMP, f'data-{language}')})
    wait_for('the import', lambda: len(window.windows()) > 1)
    time.sleep(2)
    wrong += look(window, 'import result')
    window.close()
    return wrong


def test_english():
    """Names in the English window"""
    wrong = tour('en', unnamed)
    check(not wrong, '\n'.join(wrong))


def test_japanese():
    """Names in the Japanese window"""
    wrong = tour('ja', lambda window, place: unnamed(window, place) + foreign(window, place))
    check(not wrong, '\n'.join(wrong))


def test_issue():
    """The names that are promised"""
    window = Window('--demo', name='promised')
    wait_for('the sample shop', lambda: len(window.rows()) > 10, 60)
    window.find('Mark as answered')
    names = {n.name for n in window.all()}
    missing = [name for name in ISSUE if name not in names]
    row = next(n for n in window.find('Open cases').children).name
    window.close()
    check(not missing, f'missing: {missing}')
    check(row.count(',') >= 2, f'a row is called “{row}”')


run(test_issue, test_english, test_japanese)
