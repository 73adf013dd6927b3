# Labels of several returns on one sheet: stock, start cell, copies, pages, PDF; a stock of one's own made, used,
# deleted and put back; a label printed again word for word. By buttons and keys; no printer is needed.
import json
import os
import re
import subprocess

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
BUYER = '佐伯 真由'
window = None


def told(*args):
    return [json.loads(line) for line in ctl(DATA, *args).stdout.splitlines()]


def says(words):
    wait_for(f'“{words}”', lambda: any(words in t for t in window.texts()))


def sheet():
    return next(w for w in window.windows() if w.name == 'Return Label')


def choose_stock(title):
    window.give_keys_to('Return Label')
    window.choose_in_row('Stock', title)


def choose_file(path):
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    wait_for('its name field', lambda: window.focused() is not None)
    window.key('ctrl+a')
    window.type(path)
    window.key('Return')
    wait_for('the PDF', lambda: os.path.exists(path) and os.path.getsize(path) > 1000)
    wait_for('the file chooser to go', lambda: len(window.windows()) == 2)


def codes(path):
    subprocess.run(['pdftoppm', '-r', '300', '-gray', path, path[:-4]], check=True)
    pages = sorted(n for n in os.listdir(TEMP) if n.startswith(os.path.basename(path)[:-4]) and n.endswith('.pgm'))
    return [sorted(re.findall(r'CODE-128:(\S+)', subprocess.run(
        ['zbarimg', '--nodbus', '-q', os.path.join(TEMP, page)], capture_output=True, text=True).stdout))
        for page in pages]


def test_open():
    """the label of a case, and the returns that wait for theirs"""
    global window
    ctl(DATA, 'sample')
    for case in [c for c in told('cases') if c['kind'] in ('defective', 'wrong-item')][:2]:
        opened = told('return', 'open', case['case'])[0]
        ctl(DATA, 'return', 'set', opened['rma'], 'authorised')
    window = Window('--data-dir', DATA)
    wait_for('the sample shop', lambda: any(BUYER in row for row in window.rows()))
    window.choose(next(r for r in window.rows() if BUYER in r))
    window.says(f'· {BUYER}')
    window.give_keys_to('Henji')
    window.key('ctrl+p')
    says('2 more returns wait for a label')


def test_several():
    """all that wait join the job with one button, and one can be left out again"""
    window.click('Add All', 'button')
    says('3 returns')
    wait_for('three labels', lambda: len(window.all(starts='Leave out ', role='button')) == 3)
    last = window.all(starts='Leave out ', role='button')[-1]
    window.press(last)
    says('2 returns')
    says('1 more return waits for a label')


def test_cells_and_copies():
    """a sheet begins at the cell that is clicked; what runs over goes on the next page"""
    choose_stock('Hisago ELM003 (OP3023)')
    says('2 × 2 labels of 105 × 148.5 mm')
    window.click(starts='Cell 4, ', role='button')
    says('4 of 4, the first 3 are used')
    window.find('Cell 4, printing starts here', 'button')
    window.find('Cell 1, already used', 'button')
    says('2 labels on 2 sheets')
    says('Page 1 of 2')
    window.click('Page after', 'button')
    says('Page 2 of 2')
    window.find('Cell 1, will be printed', 'button')
    window.click('Page before', 'button')
    says('Page 1 of 2')


def test_pdf():
    """the PDF has the labels where the preview shows them, and each is noted at its case"""
    path = os.path.join(TEMP, 'two.pdf')
    wait_for('all labels', lambda: 'sensitive' in window.find('Save PDF', 'button').states)
    window.click('Save PDF', 'button')
    choose_file(path)
    says('Saved as two.pdf')
    pages = codes(path)
    same([len(p) for p in pages], [1, 1], 'labels on each page')
    check(pages[0] != pages[1], f'{pages}')


def test_own_stock():
    """a stock of one's own: a wrong figure is told of at its field, a sound one is saved and used"""
    window.give_keys_to('Return Label')
    window.click('Own stocks')
    window.click('New Stock…')
    wait_for('the editor', lambda: len(window.windows()) == 3)
    window.find('Label width', 'text box').set_text('150')
    says('The labels overlap sideways')
    check('sensitive' not in window.find('Save', 'button').states, 'it could be saved')
    for name, value in (('Labels across', '1'), ('Labels down', '2'), ('Label width', '150'), ('Label height', '140'),
                        ('Left edge to first label', '30'), ('Upper edge to first label', '8,5'),
                        ('From label to label, down', '140')):
        window.find(name, 'text box').set_text(value)
    says('2 labels of 150 × 140 mm on 210 × 297 mm')
    window.click('Inches', 'button')
    says('2 labels of 5.91 × 5.51 in on 8.27 × 11.69 in')
    window.click('Millimetres', 'button')
    says('2 labels of 150 × 140 mm on 210 × 297 mm')
    window.click('Save', 'button')
    wait_for('the editor to go', lambda: len(window.windows()) == 2)
    says('1 × 2 labels of 150 × 140 mm')
    folder = os.path.join(DATA, 'facts', 'stocks')
    same(len(os.listdir(folder)), 1, 'files of own stocks')
    path = os.path.join(TEMP, 'own.pdf')
    wait_for('all labels', lambda: 'sensitive' in window.find('Save PDF', 'button').states)
    window.click('Save PDF', 'button')
    choose_file(path)
    same([len(p) for p in codes(path)], [2], 'labels on the own sheet')


def test_delete_and_undo():
    """an own stock is deleted, and is back with Undo"""
    folder = os.path.join(DATA, 'facts', 'stocks')
    window.click('Own stocks')
    window.click('Delete This Stock')
    wait_for('the file to go', lambda: os.listdir(folder) == [])
    window.click(starts='Undo', role='button', under=sheet())
    wait_for('the file', lambda: len(os.listdir(folder)) == 1)
    says('1 × 2 labels of 150 × 140 mm')


def test_left_out():
    """without any label the window says what is missing, and takes those that wait"""
    for n in (1, 0):
        window.press(window.all(starts='Leave out ', role='button')[-1])
        wait_for(f'{n} labels', lambda: len(window.all(starts='Leave out ', role='button')) == n)
    says('No return is chosen.')
    window.click('Add All', 'button')
    says('1 return')


def test_again():
    """a label that came out can be printed again from the timeline, on its stock"""
    window.give_keys_to('Return Label')
    window.key('Escape')
    wait_for('the window to go', lambda: len(window.windows()) == 1)
    window.wheel(window.find('Conversation'), 30)
    window.click(starts='Print again: ', role='button')
    wait_for('the label window', lambda: len(window.windows()) == 2)
    says('2 × 2 labels of 105 × 148.5 mm')
    says('As it was printed before')
    window.give_keys_to('Return Label')
    window.key('Escape')
    wait_for('the window to go', lambda: len(window.windows()) == 1)
    same(window.complaints(), [], 'complaints of GTK')


run(test_open, test_several, test_cells_and_copies, test_pdf, test_own_stock, test_delete_and_undo, test_left_out,
    test_again, chain=True)
