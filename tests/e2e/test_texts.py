# Texts of one's own: a snippet and a situation are written in both languages, used in a reply, and are
# still there when the program comes back.
import os
import re
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
JA = '名入れには3営業日いただきます、{buyer}。'
EN = 'Engraving takes three business days, {buyer}.'
window = None


def texts_window():
    return wait_for('the window of texts', lambda: next(
        (n for n in window.windows() if n.name == 'Own Texts'), None))


def open_texts():
    window.give_keys_to('Henji')
    window.click('More for this reply')
    window.click('Own texts…', 'menu item')
    return texts_window()


def close_texts():
    window.give_keys_to('Own Texts')
    window.key('ctrl+w')  # Escape would take a toast away first
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def write(name, text):
    window.find(name).set_text(text)


def new_text(kind):
    window.click('New text')
    window.click(kind, 'menu item')


def palette(key, search, words, title):
    window.key(*key)
    window.find(search)
    time.sleep(0.2)
    window.type(words)
    window.find(title, 'list item')
    time.sleep(0.3)
    window.key('Return')
    window.gone(search)


def insert(words, title):
    palette(('ctrl+shift+i',), 'Search snippets', words, title)


def test_write_snippet():
    """A snippet is written side by side; a missing language is said until it is there"""
    global window
    mail = material.story(os.path.join(TEMP, 'from the shop'))
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *mail)
    window = Window(name='texts')
    window.choose('Damaged, 長谷川 弘子')
    window.find('Reply to buyer')
    open_texts()
    new_text('New Snippet')
    write('Title in Japanese', '名入れの納期')
    write('Search words', 'ないれ engraving')
    write('Text, Japanese', JA)
    window.says('English is missing')
    window.says('Saved')
    window.says('No English yet')
    write('Title in English', 'Engraving time')
    write('Text, English', '{nobody}')
    window.says('The placeholder {nobody} is not defined')
    window.says('Not saved')
    write('Text, English', EN)
    window.says('Saved')
    window.says('Engraving takes three business days, ')
    wait_for('no language to be missing', lambda: not any(
        'is missing' in t or 'No English yet' in t for t in window.texts()))
    close_texts()


def test_insert():
    """Two snippets go into both languages, before the closing words"""
    window.key('r')
    before = window.reply().split('\n\n')
    counterpart = window.find('Counterpart').text().split('\n\n')
    insert('naire', 'Engraving time')
    wait_for('the snippet', lambda: '名入れには3営業日いただきます、長谷川 弘子 様。' in window.reply())
    insert('packaging', 'Please keep the packaging')
    wait_for('the second one', lambda: '緩衝材' in window.reply())
    after = window.reply().split('\n\n')
    beside = window.find('Counterpart').text().split('\n\n')
    same(len(after), len(before) + 2, 'paragraphs of the reply')
    same(len(beside), len(counterpart) + 2, 'paragraphs of the counterpart')
    at = next(i for i, p in enumerate(after) if '名入れ' in p)
    same(after[:at] + after[at + 2:], before, 'what stood there')
    check('緩衝材' in after[at + 1], 'the order of the two')
    check(re.match(r'Engraving takes three business days, .+\.$', beside[at]), beside[at])
    check('packing material' in beside[at + 1], 'the second one in the counterpart')
    check(not any('out of step' in t for t in window.texts()), 'the languages are out of step')


def test_inside():
    """Inside of a paragraph it is a sentence, at the end of the same paragraph in the counterpart"""
    text = window.reply()
    at, first = next((i, p) for i, p in enumerate(text.split('\n\n')) if i > 1 and p.count('。') > 1)
    sentence = first.index('。') + 1
    window.find('Reply to buyer').set_caret(text.index(first) + sentence)
    insert('packaging', 'Please keep the packaging')
    wait_for('the sentence', lambda: window.reply().count('緩衝材') == 2)
    paragraphs = window.reply().split('\n\n')
    check(paragraphs[at].startswith(first[:sentence] + 'ご確認が済むまで')
          and paragraphs[at].endswith(first[sentence:]), paragraphs[at])
    check(window.find('Counterpart').text().split('\n\n')[at].endswith(
        ' Please keep the item, the outer box and the packing material until this is settled.'),
        'the counterpart')
    window.key('ctrl+z')
    wait_for('the sentence to be gone', lambda: window.reply() == text)
    window.says('out of step')
    window.key('ctrl+shift+z')
    wait_for('the sentence to be back', lambda: window.reply().count('緩衝材') == 2)


def test_situation():
    """A situation of one's own has a field and paragraphs, and is used from the palette"""
    open_texts()
    new_text('New Situation')
    write('Title in Japanese', '名入れのご相談')
    write('Title in English', 'Engraving request')
    write('Name in Japanese', '内容')
    write('Name in English', 'What')
    window.click('Add a field')
    window.give_keys_to('Own Texts')
    wait_for('the name to be typed', lambda: 'focused' in window.find('Name in the texts').states)
    window.type('letters')
    window.key('Return')
    write('Label in Japanese', '文字')
    write('Label in English', 'Letters')
    write('Text, Japanese', '「{letters}」とお入れします。')
    write('Text, English', 'We will engrave "{letters}".')
    window.says('Saved')
    close_texts()
    window.key('Escape')
    palette(('t',), 'Search situations', 'engraving', 'Engraving request')
    wait_for('the situation', lambda: window.find('Situation').description() == 'Engraving request')
    wait_for('its text', lambda: '「【文字】」とお入れします。' in window.reply())
    check('We will engrave "【Letters】".' in window.find('Counterpart').text(), 'the counterpart')


def test_restart():
    """All of it is there after a restart"""
    text = window.reply()
    window.close()
    check(not window.complaints(), str(window.complaints()))
    again()
    window.choose('Damaged, 長谷川 弘子')
    wait_for('the reply', lambda: window.reply() == text)
    same(window.find('Situation').description(), 'Engraving request', 'the situation')
    window.key('r')
    insert('engraving', 'Engraving time')
    wait_for('the snippet', lambda: window.reply().count('名入れには3営業日') == 2)


def again():
    global window
    window = Window(name='texts')


def test_copy_to_edit():
    """A built-in text is copied, changed, and reset again; undo brings the change back"""
    open_texts()
    window.find('Texts', 'list').select_child(next(
        i for i, n in enumerate(window.find('Texts', 'list').children) if n.name == 'Late delivery'))
    window.says('This text comes with Henji')
    window.click('Copy to Edit')
    window.find('Reset to Built-in')
    wait_for('an editor', lambda: 'editable' in window.find('Title in English').states)
    write('Title in English', 'Parcel is late')
    window.says('Saved')
    wait_for('the row', lambda: window.all('Parcel is late', 'list item'))
    window.click('Reset to Built-in')
    window.gone('Parcel is late', 'list item')
    window.undo()
    wait_for('the row again', lambda: window.all('Parcel is late', 'list item'))
    window.click('Reset to Built-in')
    window.gone('Parcel is late', 'list item')
    close_texts()
    window.close()
    check(not window.complaints(), str(window.complaints()))


run(test_write_snippet, test_insert, test_inside, test_situation, test_restart, test_copy_to_edit,
    chain=True)
