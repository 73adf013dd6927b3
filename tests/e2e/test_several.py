# Several cases at once: selected by keys and by pointing, kept while mail comes in; labels, a carrier's file and a
# packing list of them; closed together and taken back as one.
import csv
import io
import json
import os
import re
import subprocess

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
LABELS = os.path.join(TEMP, 'labels.pdf')
CSV = os.path.join(TEMP, 'b2.csv')
PACKING = os.path.join(TEMP, 'packing.pdf')
FIRST, CLAIM, SECOND, THIRD = '渡会 章', 'Martin Hale', '佐伯 真由', '中川 圭'
ALL = [FIRST, CLAIM, SECOND, THIRD]
window = None


def told(*args):
    return [json.loads(line) for line in ctl(DATA, *args).stdout.splitlines()]


def case_of(buyer):
    return next(c for c in told('cases') if c.get('buyer') == buyer)


def box():
    return window.find('Open cases', 'list')


def selected():
    """The buyers of the selected rows, in the order of the list."""
    return [b for n in box().children if 'selected' in n.states for b in re.findall(r', ([^,]+), ', n.name)[:1]]


def has_selected(*buyers):
    wait_for(f'{buyers} to be selected', lambda: selected() == list(buyers))


def shown():
    return next((b for b in ALL if window.all(has=f'· {b}')), None)


def row(buyer):
    return next(n for n in box().children if f', {buyer}, ' in n.name)


def point(buyer, *held):
    x, y, width, height = row(buyer).extents()
    keys = [w for key in held for w in ('keydown', key)]
    up = [w for key in held for w in ('keyup', key)]
    subprocess.run(['xdotool', *keys, 'mousemove', str(x + width // 2), str(y + height // 2), 'click', '1', *up],
                   check=True)


def more(item):
    window.click('More for the selected cases')
    window.click(item)


def titles():
    return [w.name for w in window.windows()]


def opened(title):
    wait_for(f'the window “{title}”', lambda: title in titles())
    window.give_keys_to(title)


def save_as(path, press):
    """Presses what asks for a file, and names one."""
    before = len(titles())
    press()
    wait_for('the file chooser', lambda: len(titles()) == before + 1)
    wait_for('its name field', lambda: window.focused() is not None)
    window.key('ctrl+a')
    window.type(path)
    window.key('Return')
    wait_for('the file', lambda: os.path.exists(path) and os.path.getsize(path) > 200)
    wait_for('no chooser', lambda: len(titles()) == before)


def leave(title):
    window.give_keys_to(title)
    window.key('ctrl+w')
    wait_for('it to go', lambda: title not in titles())
    window.give_keys_to('Henji')


def test_by_keys():
    """Shift and the arrows draw a range, the arrows alone move on, the space bar adds and takes away"""
    global window
    ctl(DATA, 'sample')
    window = Window()
    wait_for('the sample shop', lambda: any(f', {THIRD}, ' in r for r in window.rows()))
    has_selected(FIRST)
    wait_for('its case', lambda: window.all('Situation'))
    window.key('shift+Down', 'shift+Down', 'shift+Down')
    has_selected(*ALL)
    window.says('4 cases selected')
    window.key('shift+Up')
    has_selected(FIRST, CLAIM, SECOND)
    window.says(SECOND)
    window.key('Up')
    window.key('space')
    has_selected(FIRST, SECOND)
    window.key('Down', 'Down', 'ctrl+space')
    has_selected(FIRST, SECOND, THIRD)
    window.says('3 cases selected')
    window.key('Escape')
    has_selected(THIRD)
    window.gone('3 cases selected')
    check(not window.all('More for the selected cases'), 'what is for several is still there')


def test_by_pointing():
    """Ctrl+click begins; then a click adds or takes away and shows the case"""
    point(FIRST, 'ctrl')
    has_selected(FIRST, THIRD)
    point(SECOND)
    has_selected(FIRST, SECOND, THIRD)
    window.says('本日開封したところ')
    point(CLAIM)
    has_selected(*ALL)
    point(CLAIM)
    has_selected(FIRST, SECOND, THIRD)
    window.click('Stop selecting')
    has_selected(CLAIM)
    window.click('Select cases')
    window.says('No case selected')
    for buyer in ALL:
        point(buyer)
    has_selected(*ALL)
    point(CLAIM)
    point(FIRST, 'shift')
    has_selected(*ALL)
    point(CLAIM)
    has_selected(FIRST, SECOND, THIRD)


def test_mail_comes_in():
    """the same cases stay selected, wherever they stand and whatever the list shows"""
    before, number = window.rows(), len(told('cases', '--court', 'ours'))
    path = os.path.join(TEMP, 'new.eml')
    with open(path, 'wb') as out:
        out.write(material.mail('qrst1234uvwx567@marketplace.amazon.co.jp', '商品に関するお問い合わせ',
                                'カップが割れていました。交換してください。', at=material.ago(23.5), name='花田 実'))
    window.do_import(path)
    wait_for('a case more', lambda: len(told('cases', '--court', 'ours')) == number + 1)
    wait_for('another list', lambda: window.rows() != before)
    has_selected(FIRST, SECOND, THIRD)
    window.click('Done')
    wait_for('one window', lambda: titles() == ['Henji'])
    window.give_keys_to('Henji')
    window.key('alt+2')
    window.says('3 of them are not in this list')
    window.says('3 cases selected')
    window.key('alt+1')
    has_selected(FIRST, SECOND, THIRD)


def test_labels():
    """one job with three labels, each with a number of its own"""
    point(CLAIM)
    point(CLAIM)
    has_selected(FIRST, SECOND, THIRD)
    window.key('p')
    opened('Return Label')
    window.says('3 returns')
    save_as(LABELS, lambda: window.click('Save PDF'))
    text = subprocess.run(['pdftotext', LABELS, '-'], capture_output=True, text=True).stdout
    same(len(set(re.findall(r'RMA-\d{4}-\d+', text))), 3, 'numbers on the labels')
    leave('Return Label')
    has_selected(FIRST, SECOND, THIRD)


def test_carrier_file():
    """a row for each; the case without a return is left out by name"""
    point(CLAIM)
    has_selected(*ALL)
    more('Carrier file for returns…')
    opened('Carrier File')
    window.says('No return under way: Martin Hale')
    window.find('The shop’s telephone number', 'text box').set_text('022-123-4567')
    for i in (1, 2, 3):
        window.find(starts=f'Row {i}, 1 お客様管理番号: RMA-', role='button')
    window.says('Everything fits the carrier’s file.')
    window.give_keys_to('Carrier File')
    save_as(CSV, lambda: window.key('ctrl+s'))
    with open(CSV, 'rb') as f:
        rows = list(csv.reader(io.StringIO(f.read().decode('cp932'), newline='')))
    same([len(r) for r in rows], [95] * 4, 'columns of the rows')
    same([r[24] for r in rows[1:]], [FIRST, SECOND, THIRD], 'who sends')
    leave('Carrier File')
    has_selected(*ALL)


def test_packing_list():
    """the orders of all of them on one list"""
    more('Packing list…')
    opened('Packing List')
    window.says('4 orders')
    save_as(PACKING, lambda: window.click('Save PDF'))
    leave('Packing List')
    text = subprocess.run(['pdftotext', PACKING, '-'], capture_output=True, text=True).stdout
    for buyer in ALL:
        check(case_of(buyer)['order_ids'][0] in text, f'the order of {buyer} is not on it')


def courts():
    return [next(c['court'] for c in told('cases', '--court', 'all') if c.get('buyer') == b) for b in ALL]


def test_closed_and_back():
    """one toast, one undo; what could not be done stays selected and says why"""
    point(CLAIM)
    point(CLAIM)
    window.find('Close case', 'button')
    wait_for('its case', lambda: '112-' in ' '.join(window.texts()))
    window.click('Close case', 'button')
    wait_for('it to leave the list', lambda: not any(CLAIM in r for r in window.rows()))
    window.says('1 of them is not in this list')
    window.give_keys_to('Henji')
    more('Close cases')
    wait_for('all to be closed', lambda: courts() == ['closed'] * 4)
    window.says('Closed already: Martin Hale')
    window.says('1 case selected')
    window.says('3 cases closed')
    window.undo()
    wait_for('all three back', lambda: courts() == ['ours', 'closed', 'ours', 'ours'])
    window.click('Stop selecting')
    wait_for('the first of them to be chosen', lambda: selected() == [FIRST])


def test_no_reply():
    """by its letter in the list, and taken back by Ctrl+Z; nothing is left selected"""
    point(FIRST)
    point(SECOND, 'ctrl')
    has_selected(FIRST, SECOND)
    window.key('e')
    window.says('2 cases need no reply. Mark them at the marketplace too.')
    wait_for('their turn', lambda: courts()[0] == courts()[2] == 'theirs')
    wait_for('selecting to end', lambda: not window.all('More for the selected cases'))
    window.key('ctrl+z')
    wait_for('both back', lambda: courts()[0] == courts()[2] == 'ours')
    has_selected(FIRST)
    same(window.complaints(), [], 'complaints')
    window.close()


run(test_by_keys, test_by_pointing, test_mail_comes_in, test_labels, test_carrier_file, test_packing_list,
    test_closed_and_back, test_no_reply, chain=True)
