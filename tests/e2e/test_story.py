# The main story: two files come in, a damaged parcel is answered in the buyer's language with a return
# label, and everything is still there after the power went out. Only buttons and keys; no action is
# fired behind the window's back, and ten clicks are enough.
import json
import os
import re
import subprocess
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
window = None
mail = []


def choose_file(path, windows=2):
    """Types a path into the file chooser."""
    wait_for('the file chooser', lambda: len(window.windows()) == windows)
    time.sleep(0.5)
    window.key('ctrl+a')
    window.type(path)
    time.sleep(0.3)
    window.key('Return')


def cases():
    return [json.loads(line) for line in ctl(DATA, 'cases', '--court', 'all').stdout.splitlines()]


def test_import():
    """An empty desk takes an order report and two mails"""
    global window, mail
    folder = os.path.join(TEMP, 'from the shop')
    mail = material.story(folder)
    material.set_up_shop(DATA)
    window = Window(name='story')
    window.click('Import')
    for path, result in zip(mail, ('Orders', 'Messages', 'Messages')):
        if path != mail[0]:
            window.key('ctrl+o')
        choose_file(path)
        window.find('Done', 'button')
        window.says(result)
        window.key('Escape')
        wait_for('one window again', lambda: len(window.windows()) == 1)
    wait_for('two rows', lambda: len(window.rows()) == 2)


def test_read():
    """The case, its order and its conversation are there to be read"""
    window.choose('Damaged, 長谷川 弘子')
    window.says(material.ORDER)
    order = window.find('Order detail')
    for words in ('陶器のマグカップ 青', 'MUG-BL-01', '150-0001', '神宮前1-2-3', '青葉ハイツ402'):
        window.says(words, under=order)
    conversation = window.find('Conversation')
    window.says('取っ手が割れていました', under=conversation)
    check([n for n in window.all(under=conversation) if '割れた取っ手.png' in n.name],
          'the photo is not shown')
    check('長谷川 弘子 様' in window.reply(), 'the reply does not address the buyer')
    check('Dear' in window.find('Counterpart').text(), 'the counterpart is not English')


def situation():
    return window.find('Situation').description()


def palette(words, title):
    window.find('Search situations')
    time.sleep(0.2)
    window.type(words)
    window.find(title, 'list item')
    time.sleep(0.3)
    window.key('Return')
    wait_for(f'the situation “{title}”', lambda: situation() == title)


def test_situation():
    """The proposed situation can be changed, by romaji or English, and back"""
    same(situation(), 'Damaged in transit', 'proposed')
    before = window.reply()
    window.key('t')
    palette('shouhinchigai', 'Wrong item')
    check(window.reply() != before, 'the reply did not change with the situation')
    window.click('Situation')
    palette('damaged', 'Damaged in transit')
    same(window.reply(), before, 'after changing back')


def test_clauses():
    """Clauses follow what the buyer asks for, and are switched on and off"""
    check('お写真をお送りいただき' in window.reply(), 'the photos are not thanked for')
    check('代わりの商品を' in window.reply(), 'no exchange, which was asked for')
    check('返金' not in window.reply(), 'a refund, which was not')
    clause = window.click('Refund', 'button')
    wait_for('the clause to be on', lambda: clause.now('pressed'))
    check('返金' in window.reply(), 'the refund is not offered')


def test_language():
    """The language to the buyer flips with one key and back"""
    japanese = window.reply()
    window.key('Escape')
    window.key('l')
    wait_for('English to the buyer', lambda: window.reply().startswith('Dear'))
    window.key('l')
    wait_for('Japanese to the buyer', lambda: window.reply() == japanese)


def test_typing():
    """Japanese and key by key: what is typed stays while clauses change"""
    editor = window.find('Reply to buyer')
    text = editor.text()
    at = text.index('\n\n') + 2
    editor.insert_text(at, 'いつもありがとうございます。')
    wait_for('what was typed', lambda: 'いつもありがとうございます。' in window.reply())
    window.key('r')
    editor.set_caret(len(window.reply()))
    window.type(' Aoba 2F')
    wait_for('the letters typed', lambda: window.reply().endswith(' Aoba 2F'))
    window.click('Refund', 'button')
    wait_for('the clause to be off again', lambda: '返金' not in window.reply())
    check('いつもありがとうございます。' in window.reply(), 'what was typed is lost')
    check(window.reply().endswith(' Aoba 2F'), 'the letters typed are lost')


def test_copy():
    """What is copied is the reply, byte by byte"""
    window.click('Copy reply')
    wait_for('the clipboard', lambda: window.clipboard() == window.reply().encode())


def test_answered():
    """Marking as answered moves the case, says unconfirmed and can be undone"""
    window.click('Mark as answered')
    wait_for('one row left', lambda: len(window.rows()) == 1)
    case = next(c for c in cases() if c['kind'] == 'damaged')
    same((case['court'], case['confirmation']), ('theirs', 'unconfirmed'), 'after the answer')
    window.key('alt+2')
    wait_for('the row under Waiting', lambda: any('長谷川 弘子' in r for r in window.rows()))
    window.says('nconfirmed')
    window.key('alt+1')
    window.undo()
    wait_for('two rows again', lambda: len(window.rows()) == 2)
    same(next(c for c in cases() if c['kind'] == 'damaged')['court'], 'ours', 'after undo')
    window.says(material.ORDER)
    check('いつもありがとうございます。' in window.reply(), 'the reply went with the undo')
    window.key('ctrl+Return')
    wait_for('one row left', lambda: len(window.rows()) == 1)


def test_label():
    """The return label is saved as PDF and its barcodes can be read"""
    window.key('alt+2')
    wait_for('the row under Waiting', lambda: any('長谷川 弘子' in r for r in window.rows()))
    window.key('alt+Down')
    wait_for('the case', lambda: material.ORDER in window.texts())
    window.key('Escape', 'p')
    window.find('Save PDF', 'button')
    wait_for('the preview', lambda: any('RMA' in t for t in window.texts()))
    path = os.path.join(TEMP, 'label.pdf')
    window.click('Save PDF', 'button')
    choose_file(path, 3)
    wait_for('the PDF', lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    case = next(c for c in cases() if c['kind'] == 'damaged')
    rma = re.search(r'"rma":"([^"]+)"', ctl(DATA, 'show', case['case']).stdout)
    check(rma, 'the case has no RMA number')
    rma = rma.group(1)
    time.sleep(0.5)
    subprocess.run(['pdftoppm', '-r', '300', '-png', path, path[:-4]], check=True)
    page = next(os.path.join(TEMP, n) for n in sorted(os.listdir(TEMP))
                if n.startswith('label') and n.endswith('.png'))
    found = subprocess.run(['zbarimg', '--nodbus', '-q', page], capture_output=True, text=True).stdout
    check(f'CODE-128:{rma}' in found and f'QR-Code:{rma}' in found, f'zbarimg read: {found}')
    other = subprocess.run(['ZXingReader', '-noscale', page], capture_output=True, text=True).stdout
    check(rma in other, f'ZXingReader read: {other}')
    wait_for('the save chooser to go', lambda: len(window.windows()) == 2)
    window.click('Close', 'button', under=next(w for w in window.windows() if w.name == 'Return Label'))
    wait_for('one window again', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')
    check(window.clicks <= 10, f'{window.clicks} clicks')
    print(f'# the story took {window.clicks} clicks')


def test_power_cut():
    """Killed a second after the last letter, the draft is there again"""
    global window
    window.key('alt+1')
    window.choose('Defective, Wendy Marsh')
    wait_for('the reply', lambda: window.reply().startswith('Dear'))
    editor = window.find('Reply to buyer')
    window.key('r')
    editor.set_caret(len(editor.text()))
    window.type(' With our best wishes')
    time.sleep(1.0)
    window.kill()
    window = Window(name='story')
    window.choose('Defective, Wendy Marsh')
    wait_for('the draft', lambda: window.reply().endswith(' With our best wishes'))


def test_restart():
    """After a proper restart the answered case still waits and the window has its size"""
    global window
    window.resize(1100, 700)
    size = wait_for('the new size', lambda: window.size() if window.size()[0] < 1150 else None)
    window.close()
    window = Window(name='story')
    wait_for('the old size', lambda: window.size() == size)
    window.key('alt+2')
    wait_for('the row under Waiting', lambda: any('長谷川 弘子' in r for r in window.rows()))
    window.close()
    same(window.complaints(), [], 'complaints')


run(test_import, test_read, test_situation, test_clauses, test_language, test_typing, test_copy,
    test_answered, test_label, test_power_cut, test_restart,
    chain=True)
