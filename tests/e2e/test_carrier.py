# Cases as a file for a carrier's program: from the case's menu, faults mended cell by cell, the buyer's number
# only by a switch, saved, seen in the conversation, deleted.
import contextlib
import csv
import io
import json
import os
import sqlite3
import subprocess

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
FILE = os.path.join(TEMP, 'b2.csv')
WITH_NUMBERS = os.path.join(TEMP, 'numbers.csv')
BUYER = '佐伯 真由'
PHONE = '022-123-4567'
BUYERS = '052-555-0123'
TITLE = 'Carrier File'
window = None
rma = None


def told(*args):
    return [json.loads(line) for line in ctl(DATA, *args).stdout.splitlines()]


def rows(path=FILE):
    with open(path, 'rb') as f:
        return list(csv.reader(io.StringIO(f.read().decode('cp932'), newline='')))


def says(words):
    wait_for(words, lambda: any(words in n.name for n in window.all()))


def save(path=FILE):
    window.give_keys_to(TITLE)
    window.key('ctrl+s')
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    window.key('ctrl+a')
    window.type(path)
    window.key('Return')


def test_opened_from_the_case():
    """a case with a return is a row of a return; what the carrier needs is asked for by cell"""
    global window, rma
    ctl(DATA, 'sample')
    case = next(c['case'] for c in told('cases') if c.get('buyer') == BUYER)
    rma = told('return', 'open', case)[0]['rma']
    with contextlib.closing(sqlite3.connect(f'{DATA}/henji.db')) as db, db:
        db.execute('UPDATE orders SET buyer_phone = ?', (BUYERS,))
    window = Window('--data-dir', DATA)
    wait_for('the sample shop', lambda: any(BUYER in row for row in window.rows()))
    box = window.find('Open cases', 'list')
    box.select_child(next(i for i, n in enumerate(box.children) if BUYER in n.name))
    window.find('Case menu')
    window.give_keys_to('Henji')
    window.click('Case menu')
    window.click('Carrier file…')
    wait_for('the window', lambda: len(window.windows()) == 2)
    says('2 cells cannot be written as they are.')
    window.find(starts='Row 1, 9 お届け先電話番号: . The carrier needs a telephone number', role='button')
    window.find(f'Row 1, 1 お客様管理番号: {rma}', 'button')
    window.find('Row 1, 2 送り状種類: 5', 'button')


def test_mended():
    """the shop's number mends both; a letter that the file lacks is told of in its cell and mended there"""
    window.find('The shop’s telephone number', 'text box').set_text(PHONE)
    says('Everything fits the carrier’s file.')
    window.find(f'Row 1, 20 ご依頼主電話番号: {PHONE}', 'button')
    window.click(f'Row 1, 25 ご依頼主名: {BUYER}', 'button')
    cell = window.find('Row 1, 25 ご依頼主名', 'text box')
    cell.set_text('𠮷川 真由')
    says('1 cell cannot be written as it is.')
    window.find('Row 1, 25 ご依頼主名: 𠮷川 真由. “𠮷” (U+20BB7) cannot be written in this file.', 'button')
    window.find('Row 1, 25 ご依頼主名', 'text box').set_text('吉川 真由')
    says('Everything fits the carrier’s file.')
    window.click('As It Was', 'button')
    window.find(f'Row 1, 25 ご依頼主名: {BUYER}', 'button')


def test_saved():
    """the file is written for its owner alone, without the buyer's number, and the case says so"""
    save()
    wait_for('the file', lambda: os.path.exists(FILE) and os.path.getsize(FILE) > 0)
    wait_for('it is remembered', lambda: [f['file'] for f in told('carrier-file', 'list')] == [FILE])
    same(os.stat(FILE).st_mode & 0o777, 0o600, 'who may read it')
    found = rows()
    same([len(r) for r in found], [95, 95], 'columns')
    same((found[1][0], found[1][1], found[1][8], found[1][19]), (rma, '5', PHONE, PHONE), 'the row')
    same(told('carrier-file', 'list')[0]['phones'], 0, 'numbers of buyers')
    says('In a Yamato B2 Cloud file of 1 row')


def test_with_the_number():
    """the switch, and nothing else, writes the buyer's number"""
    switch = window.find('Write the buyers’ telephone numbers', 'switch')
    window.give_keys_to(TITLE)
    x, y, width, height = switch.extents()
    subprocess.run(['xdotool', 'mousemove', str(x + width // 2), str(y + height // 2), 'click', '1'], check=True)
    says('The file holds the telephone number of 1 buyer.')
    save(WITH_NUMBERS)
    wait_for('the file', lambda: os.path.exists(WITH_NUMBERS) and os.path.getsize(WITH_NUMBERS) > 0)
    same(rows(WITH_NUMBERS)[1][19], BUYERS, 'the number')
    wait_for('it is remembered', lambda: {f['file']: f['phones'] for f in told('carrier-file', 'list')} == {
        FILE: 0, WITH_NUMBERS: 1})


def test_deleted():
    """the list of what was written says what is in it, and deletes it"""
    wait_for('no chooser', lambda: len(window.windows()) == 2)
    window.click('Written Files…', 'button')
    says('with buyers’ telephone numbers')
    window.click('Delete: b2.csv', 'button')
    wait_for('one file less', lambda: not os.path.exists(FILE))
    window.click('Delete: numbers.csv', 'button')
    says('No such file is left.')
    check(not os.path.exists(WITH_NUMBERS), 'it is still there')
    same(told('carrier-file', 'list'), [], 'the list')
    same(window.complaints(), [], 'complaints')
    window.close()


run(test_opened_from_the_case, test_mended, test_saved, test_with_the_number, test_deleted, chain=True)
