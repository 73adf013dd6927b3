# Japanese typed with a real input method: nothing else reacts, no word is lost.
import json
import os
import sqlite3
import subprocess
import time

import ibus
from henji_e2e import Failure, TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
LETTERS = 'jikoritenpulanero'  # every letter that is a shortcut elsewhere
COMMANDS = ('ctrl+Return', 'ctrl+KP_Enter', 'ctrl+shift+c', 'ctrl+z', 'F1', 'alt+Down', 'alt+Up', 'alt+3',
            'ctrl+w', 'ctrl+q')
ENGINES_OWN = ('ctrl+p', 'ctrl+f', 'ctrl+o', 'ctrl+n', 'shift+Return')  # anthy has a use for these itself
BUYER = '佐伯 真由'  # who sends something back
window = engine = None


def start(clears=True):
    global window, engine
    engine = ibus.Engine(clears)
    if not os.path.exists(DATA):
        ctl(DATA, 'sample')
        case = next(c for c in map(json.loads, ctl(DATA, 'cases').stdout.splitlines()) if c['buyer'] == BUYER)
        ctl(DATA, 'return', 'open', str(case['case']))
    window = Window('--data-dir', DATA, name='ime', env={'GTK_IM_MODULE': 'ibus'})
    wait_for('the sample shop', lambda: len(window.rows()) > 10)
    wait_for('the first case', lambda: window.all('Situation'))


def stop():
    window.close()
    engine.stop()
    same(window.complaints(), [], 'complaints')


def list_rows():
    return window.find('Open cases', 'list').children


def chosen(nodes=None):
    """The buyer of the case that is shown; several rows may be selected."""
    return next((n.name.split(' · ', 1)[1].removesuffix(' 様') for n in nodes or window.all() if n.name
                 and n.name.startswith('amazon.') and ' · ' in n.name), '')


def ask(words, *values):
    """Looks into the record itself."""
    record = sqlite3.connect(f'file:{DATA}/henji.db?mode=ro', uri=True)
    rows = record.execute(words, values).fetchall()
    record.close()
    return rows


def snapshot():
    """All that a shortcut could change."""
    nodes = window.all()  # one look for all
    node = {n.name: n for n in nodes if n.name}
    rows = node['Open cases'].children
    return {
        'chosen': chosen(nodes), 'rows': len(rows),
        'windows': len(window.windows()), 'palette': 'Search situations' in node,
        'language': node['Language to buyer'].description(),
        'situation': node['Situation'].description(),
        'clauses': [(n.name, 'pressed' in n.states) for n in node['Clauses'].children],
        'courts': ask('SELECT court, count(*) FROM cases GROUP BY court')}


def unchanged(before, what):
    after = snapshot()
    for name, value in before.items():
        same(after[name], value, f'{name} after {what}')


def name_in(row):
    """The buyer in a row's name, which stays while the time that is left goes on."""
    return row.split(', ')[1]


def choose(buyer):
    def row():
        return next((i for i, n in enumerate(list_rows()) if name_in(n.name) == buyer), None)
    wait_for(f'the row of {buyer}', lambda: row() is not None)
    window.find('Open cases', 'list').select_child(row())
    wait_for(f'the case of {buyer}', lambda: chosen() == buyer)


def leave():
    """To the list. The engine looks at a key before the window does: the next one must not overtake it."""
    window.key('Escape')
    wait_for('the focus in the list', lambda: focused_in(window.find('Open cases', 'list')))


def write():
    """Goes to the end of the reply; gives the text as it is."""
    leave()
    window.key('r')
    wait_for('the focus in the reply', lambda: window.find('Reply to buyer').now('focused'))
    window.key('ctrl+End')
    return window.reply()


def stored(buyer):
    """The newest Japanese draft of the buyer, as it is in the record."""
    rows = ask('SELECT d.ja FROM drafts d JOIN cases c ON c.id = d.case_id WHERE c.buyer = ?'
               ' ORDER BY d.at DESC, d.version DESC LIMIT 1', buyer)
    return rows[0][0] if rows else ''


def test_words():
    """A word is typed, converted and taken; Enter does nothing but take it"""
    start()
    text = write()
    before = snapshot()
    window.type('nihongo')
    engine.composes('にほんご')
    same(window.reply(), text, 'the text while a word is composed')
    window.key('space')
    engine.composes('日本語')
    window.key('Return')
    wait_for('the word', lambda: window.reply() == text + '日本語')
    engine.rests()
    window.type('toukyou')
    engine.composes('とうきょう')
    window.key('Return')
    wait_for('the kana', lambda: window.reply() == text + '日本語とうきょう')
    unchanged(before, 'two words')
    window.key('Return')
    wait_for('the line', lambda: window.reply() == text + '日本語とうきょう\n')
    unchanged(before, 'Enter in the text')


def test_undo():
    """Ctrl+Z takes back the word that was typed last, and that alone"""
    text = window.reply()
    window.type('arigatou')
    engine.composes('ありがとう')
    window.key('Return')
    wait_for('the word', lambda: window.reply() == text + 'ありがとう')
    window.key('ctrl+z')
    wait_for('the text before', lambda: window.reply() == text)
    window.key('ctrl+shift+z')
    wait_for('the word again', lambda: window.reply() == text + 'ありがとう')


def test_letters():
    """Letters that are shortcuts are letters of the word"""
    text = window.reply()
    before = snapshot()
    window.type(LETTERS)
    kana = engine.composes('じこりてんぷぁねろ')
    unchanged(before, 'letters while a word is composed')
    same(window.reply(), text, 'the text')
    window.key('Return')
    wait_for('the word', lambda: window.reply() == text + kana)
    unchanged(before, 'the word')


def test_commands():
    """No command reacts while a word is composed, and the word stays"""
    text = window.reply()
    before = snapshot()
    window.type('kaisha')
    engine.composes('かいしゃ')
    reply = window.find('Reply to buyer')
    for state in ('かいしゃ', '会社'):
        for key in COMMANDS:
            window.key(key)
            time.sleep(0.1)
            same(engine.now(), state, f'the word after {key}')
            same(reply.text(), text, f'the text after {key}')
        unchanged(before, 'commands')
        if state == 'かいしゃ':
            window.key('space')
            engine.composes('会社')
    window.key('Return')
    text += '会社'
    wait_for('the word', lambda: window.reply() == text)
    check(window.find('Reply to buyer').now('focused'), 'the focus went away')
    for key in ENGINES_OWN:
        window.type('kaisha')
        word = engine.composes('かいしゃ')
        window.key(key)
        time.sleep(0.2)
        if engine.now():
            same(window.reply(), text, f'the text after {key}')
            word = engine.now()
            window.key('Return')
        wait_for(f'the word after {key}', lambda: window.reply() == text + word)
        text += word
        engine.rests()
        unchanged(before, key)
    same(window.process.poll(), None, 'end of the program')


def test_escape():
    """Escape takes back the conversion, then the word, and stays in the text"""
    text = window.reply()
    window.type('kaisha')
    engine.composes('かいしゃ')
    window.key('space')
    engine.composes('会社')
    window.key('Escape')
    engine.composes('かいしゃ')
    check(window.find('Reply to buyer').now('focused'), 'the focus went away')
    window.key('Escape')
    engine.rests()
    time.sleep(0.2)
    same(window.reply(), text, 'the text')
    check(window.find('Reply to buyer').now('focused'), 'the focus went away')
    window.key('Escape')
    wait_for('the list to have the focus', lambda: not window.find('Reply to buyer').now('focused'))


def test_fast():
    """Typed without a pause, nothing gets lost or reacts"""
    text = write()
    before = snapshot()
    words = 'kyouhaiitenkidesu'
    for _ in range(3):
        subprocess.run(['xdotool', 'type', '--delay', '1', words], check=True)
        engine.composes('きょうはいいてんきです')
        window.key('Return')
        text += 'きょうはいいてんきです'
        wait_for('the words', lambda: window.reply() == text)
    unchanged(before, 'fast typing')


def test_saved():
    """The draft is stored within a second after a word was taken"""
    buyer = chosen()
    window.type('kakuninn')
    engine.composes('かくにん')
    window.key('space')
    word = engine.composes('確認')
    text = window.reply()
    begin = time.monotonic()
    window.key('Return')
    wait_for('the draft', lambda: stored(buyer).endswith(word), 5)
    passed = time.monotonic() - begin
    print(f'# stored {passed:.2f} s after Enter')
    check(passed < 2, f'the draft was stored only after {passed:.2f} s')



def test_clause():
    """A clause switched while a word is composed waits for it; then both texts follow"""
    text, other = write(), window.find('Counterpart').text()
    window.type('kanou')
    engine.composes('かのう')
    window.key('space')
    word = engine.composes('可能')
    clause = next(n for n in window.find('Clauses').children if 'pressed' in n.states)
    window.press(clause)
    wait_for('the clause to be off', lambda: not clause.now('pressed'))
    time.sleep(0.3)
    same(engine.now(), word, 'the word')
    same(window.reply(), text, 'the reply while a word is composed')
    same(window.find('Counterpart').text(), other, 'the counterpart while a word is composed')
    window.key('Return')
    wait_for('the reply to follow', lambda: len(window.reply()) < len(text))
    check(window.reply().endswith(word), 'the word is lost')
    wait_for('the counterpart to follow', lambda: len(window.find('Counterpart').text()) < len(other))
    window.press(clause)
    wait_for('the clause', lambda: window.reply() == text + word)
    same(window.find('Counterpart').text(), other, 'the counterpart with the clause')


def choose_while_composing():
    """Another case is chosen by the other hand while a word is composed."""
    buyer = chosen()
    text = write()
    window.type('henkinn')
    engine.composes('へんきん')
    window.key('space')
    word = engine.composes('返金')
    other = next(name_in(n.name) for n in list_rows()[1:] if name_in(n.name) != buyer)
    before = stored(other)
    choose(other)
    engine.rests()
    wait_for('the draft', lambda: stored(buyer) == text + word)
    wait_for('the other reply', lambda: window.reply() and not window.reply().startswith(text[:20]))
    time.sleep(0.3)
    check(word not in window.reply(), 'the word stands in the wrong case')
    reply = window.reply()
    # The keyboard is still in the reply: what is typed next belongs to the case that is shown.
    wait_for('the focus', lambda: window.find('Reply to buyer').now('focused'))
    window.key('ctrl+End')
    window.type('su')
    engine.composes('す')
    window.key('Return')
    wait_for('the letter', lambda: window.reply() == reply + 'す')
    window.key('ctrl+z')
    wait_for('the reply again', lambda: window.reply() == reply)
    choose(buyer)
    wait_for('the word', lambda: window.reply() == text + word)
    check(before or word not in stored(other), 'the draft of the other case has the word')


def test_other_case():
    """Another case chosen while a word is composed: the word stays where it was typed"""
    choose_while_composing()


def test_mouse():
    """A click elsewhere, or into the text, leaves the word that is composed"""
    text = write()
    window.type('kouri')
    engine.composes('こうり')
    x, y, width, height = window.find('Reply to buyer').extents()
    click(x + width // 2, y + 30)
    engine.rests()
    wait_for('the word', lambda: window.reply() == text + 'こうり')
    text = write()
    window.type('kouri')
    engine.composes('こうり')
    x, y, width, height = list_rows()[3].extents()
    buyer, other = chosen(), name_in(list_rows()[3].name)
    click(x + width // 2, y + height // 2)
    wait_for('the other case', lambda: chosen() == other)
    wait_for('the draft', lambda: stored(buyer) == text + 'こうり')
    choose(buyer)
    wait_for('the word', lambda: window.reply() == text + 'こうり')


def click(x, y):
    """Presses the mouse at a place in the window, which may have a border around it."""
    geometry = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window.x_window()],
                              capture_output=True, text=True, check=True).stdout
    outer = dict(line.split('=') for line in geometry.split())
    border = (int(outer['WIDTH']) - window.size()[0]) // 2
    subprocess.run(['xdotool', 'mousemove', str(int(outer['X']) + border + x),
                    str(int(outer['Y']) + border + y), 'click', '1'], check=True)


def test_search():
    """A word is composed in the search; Enter takes it and opens nothing"""
    leave()
    window.key('ctrl+f')
    before = snapshot()
    entry = window.find('Search cases')
    window.type(LETTERS)
    engine.composes('じこりてんぷぁねろ')
    unchanged(before, 'letters in the search')
    window.key('Escape')
    engine.rests()
    unchanged(before, 'Escape in the search')
    check(focused_in(entry), 'Escape left the search')
    window.type('hasonn')
    engine.composes('はそん')
    window.key('space')
    word = engine.composes('破損')
    window.key('Return')
    wait_for('the word', lambda: typed(entry) == word)
    engine.rests()
    check(focused_in(entry), 'Enter left the search')
    same(chosen(), before['chosen'], 'the case')
    window.key('Escape')
    wait_for('all rows', lambda: len(list_rows()) == before['rows'])


def focused_in(node):
    return node.now('focused') or any('focused' in n.states for n in window.all(under=node))


def typed(entry):
    """What stands in an entry; unlike a text it does not know an end of -1."""
    count = entry.get('org.a11y.atspi.Text', 'CharacterCount')
    return entry.call('org.a11y.atspi.Text', 'GetText', '(ii)', 0, count)[0] if count else ''


def test_field():
    """A word is composed in a field; Enter takes it, once more sets the field"""
    window.click(starts='Missing part: ', role='button')
    entry = window.find('Missing part in Japanese')
    wait_for('the focus', lambda: focused_in(entry))
    text = window.reply()
    before = snapshot()
    window.key('ctrl+a', 'BackSpace')
    window.type(LETTERS)
    engine.composes('じこりてんぷぁねろ')
    window.key('Escape')
    engine.rests()
    check(focused_in(entry), 'Escape left the field')
    window.type('futa')
    engine.composes('ふた')
    window.key('Return')
    wait_for('the word', lambda: typed(entry) == 'ふた')
    unchanged(before, 'a word in the field')
    check(focused_in(entry), 'Enter left the field')
    same(window.reply(), text, 'the reply')
    window.key('Return')
    wait_for('the part in the reply', lambda: 'ふた' in window.reply())
    window.gone('Missing part in Japanese')


def test_note():
    """A word is composed in a note; Enter takes it, once more adds the note"""
    buyer = chosen()
    leave()
    window.key('n')
    wait_for('the dialog', lambda: len(window.windows()) == 2)
    entry = window.find('Note', 'text box')
    wait_for('the focus', lambda: focused_in(entry))
    window.type(LETTERS)
    engine.composes('じこりてんぷぁねろ')
    for key in ('F1', 'ctrl+q', 'ctrl+Return'):
        window.key(key)
    time.sleep(0.3)
    same(len(window.windows()), 2, 'windows')
    window.key('Escape')
    engine.rests()
    time.sleep(0.2)
    same(len(window.windows()), 2, 'windows after Escape')
    window.type('denwa')
    engine.composes('でんわ')
    window.key('space')
    word = engine.composes('電話')
    window.key('Return')
    wait_for('the word', lambda: typed(entry) == word)
    same(len(window.windows()), 2, 'windows after Enter')
    window.key('Return')
    wait_for('the dialog to go', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')
    window.says(word, under=window.find('Conversation'))
    same(chosen(), buyer, 'the case')


def test_palette():
    """The palette takes kana that are composed; Enter takes the word, once more the situation"""
    leave()
    situation = window.find('Situation').description()
    window.key('t')
    entry = window.find('Search situations')
    wait_for('the focus', lambda: focused_in(entry))
    window.type('hinshitsu')
    engine.composes('ひんしつ')
    window.key('Escape')
    engine.rests()
    check(window.all('Search situations'), 'Escape closed the palette')
    window.type('fun')
    engine.composes('ふn')
    window.key('n')
    engine.composes('ふん')
    window.key('BackSpace')
    window.key('BackSpace')
    engine.rests()
    window.type('furyou')
    engine.composes('ふりょう')
    window.key('Return')
    wait_for('the word', lambda: typed(entry) == 'ふりょう')
    same(window.find('Situation').description(), situation, 'the situation')
    window.key('Return')
    wait_for('the situation', lambda: window.find('Situation').description() == 'Defective')
    stop()


def scan(code):
    """As a scanner does: a few milliseconds from key to key, then Enter."""
    time.sleep(0.1)  # no hand is as fast as the keys before
    names = [{'-': 'minus'}.get(c, c) for c in code]
    subprocess.run(['xdotool', 'key', '--delay', '2', *names, 'Return'], check=True)
    wait_for(f'the form of {code}', lambda: len(window.windows()) == 2)
    window.give_keys_to('Inspect Return')
    window.key('Escape')
    wait_for('the form to go', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def stands(text):
    """The reply becomes this text; else it is told what it is."""
    try:
        wait_for('the reply', lambda: window.reply() == text)
    except Failure:
        have = window.reply()
        same(have[-40:], text[-40:], 'the end of the reply')
        same(have, text, 'the reply')


def test_scanned():
    """A code that is scanned while kana are typed opens its form; the reply has the word and nothing else"""
    choose(BUYER)
    wait_for('the reply', lambda: BUYER in window.reply())
    text = write()
    scan(ask('SELECT number FROM rmas')[0][0])
    scan(ask('SELECT order_id FROM orders')[0][0])
    engine.rests()
    stands(text)
    write()
    window.type('nihongo')
    engine.composes('にほんご')
    scan(ask('SELECT number FROM rmas')[0][0])
    stands(text + 'にほんご')
    engine.rests()


def test_leaves():
    """The same with an engine that leaves its word in the text by itself: it stands there once"""
    start(clears=False)
    choose_while_composing()
    test_mouse()
    stop()


try:
    run(test_words, test_undo, test_letters, test_commands, test_escape, test_fast, test_saved, test_clause,
        test_other_case, test_mouse, test_search, test_field, test_note, test_scanned, test_palette, test_leaves,
        chain=True)
finally:
    if engine is not None:
        engine.stop()
