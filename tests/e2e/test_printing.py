# Labels go to a real print server and a printer on the loopback: size of the page and no scaling as it was received,
# calibration, a printer that stops midway, one that is gone. No dialog is opened.
import os
import re
import sqlite3
import subprocess
import sys

import cups
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
BUYER = '佐伯 真由'
PRINTER = 'Counter'
LABEL_PRINTED = 8
MM = 72 / 25.4
window = server = None


def remember(**values):
    """What the window knows from last time."""
    with sqlite3.connect(f'{DATA}/henji.db') as db:
        for key, value in values.items():
            db.execute('INSERT OR REPLACE INTO settings VALUES (?, ?)', ('label.' + key, value))


def noted():
    """The labels that were noted as printed, and on what."""
    with sqlite3.connect(f'file:{DATA}/henji.db?mode=ro', uri=True) as db:
        return [data for (data,) in db.execute('SELECT data FROM events WHERE type = ? ORDER BY id', (LABEL_PRINTED,))]


def says(expected, seconds=20):
    wait_for(f'“{expected}”', lambda: any(expected in t for t in window.texts()), seconds)


def size(pdf):
    words = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True, check=True).stdout
    return [float(n) / MM for n in re.search(r'Page size:\s+([\d.]+) x ([\d.]+)', words).groups()]


def ink(pdf):
    """The upper left corner of what is printed, in mm."""
    out = os.path.join(TEMP, 'received')
    subprocess.run(['pdftoppm', '-gray', '-singlefile', '-r', '254', pdf, out], check=True)
    box = subprocess.run(['convert', out + '.pgm', '-threshold', '60%', '-trim', '-format', '%X %Y', 'info:'],
                         capture_output=True, text=True, check=True).stdout
    return [int(n) / 10 for n in box.split()]


def test_printed():
    """a label reaches the printer at its size and place, and is noted once it came out"""
    global window, server
    server = cups.Cups(PRINTER)
    ctl(DATA, 'sample')
    remember(printer=PRINTER, stock='hisago-elm013')
    window = Window('--data-dir', DATA, env=server.env)
    wait_for('the sample shop', lambda: any(BUYER in row for row in window.rows()))
    window.choose(next(r for r in window.rows() if BUYER in r))
    wait_for('the case', lambda: BUYER in window.texts())
    window.give_keys_to('Henji')
    window.key('ctrl+p')
    says(PRINTER)
    before = len(noted())
    window.click('Print', 'button')
    says(f'Printed on “{PRINTER}”', 25)
    wait_for('it to be noted', lambda: len(noted()) == before + 1)
    check(f'printer={PRINTER}' in noted()[-1], noted()[-1])
    width, height = size(server.received()[0])
    check(abs(width - 210) < 0.2 and abs(height - 297) < 0.2, f'a page of {width} × {height} mm')
    # Stock: 25 and 33.5 mm to the first label, 3 mm free in it; a printer that scaled would move this by millimetres.
    x, y = ink(server.received()[0])
    check(abs(x - 28) < 0.6 and abs(y - 36.5) < 1.5, f'ink begins at {x}, {y} mm')


def test_next_cell_and_calibration():
    """the next label goes into the next cell, moved as the printer needs it"""
    with sqlite3.connect(f'{DATA}/henji.db') as db:
        (start,) = db.execute("SELECT value FROM settings WHERE key = 'label.start.hisago-elm013'").fetchone()
    same(start, '2', 'the first free cell')
    first = ink(server.received()[0])
    window.click('Readings…', 'button')
    window.find('A from the left edge (20.0)', 'text box').set_text('18')
    window.find('B from the left edge (190.0)', 'text box').set_text('188')
    says('+2.0 mm to the right')
    window.click('Keep', 'button')
    says('+2.0 mm right')
    before = len(noted())
    window.click('Print', 'button')
    wait_for('the second page', lambda: len(server.received()) == 2)
    wait_for('it to be noted', lambda: len(noted()) == before + 1)
    second = ink(server.received()[1])
    check(abs(second[0] - first[0] - 82) < 0.25, f'moved from {first[0]} to {second[0]} mm')
    check(abs(second[1] - first[1]) < 0.15, f'down from {first[1]} to {second[1]} mm')


def test_stopped_midway():
    """a job that ends in the middle is told of, and nothing is noted as printed"""
    server.stand_still()
    before = len(noted())
    window.click('Print', 'button')
    wait_for('the printer to begin', lambda: len(server.received()) == 3)
    server.end_job()
    says('has stopped', 25)
    same(len(noted()), before, 'labels noted as printed')


def test_gone():
    """a printer that is gone is told of"""
    before = len(noted())
    server.remove()
    window.click('Print', 'button')
    wait_for('what is wrong', lambda: any('Not printed' in t for t in window.texts()), 25)
    same(len(noted()), before, 'labels noted as printed')
    check(window.find('Print', 'button'), 'it can be tried again')


if cups.missing():
    print(f'1..0 # SKIP not installed: {", ".join(cups.missing())}')
    sys.exit(0)
try:
    run(test_printed, test_next_cell_and_calibration, test_stopped_midway, test_gone, chain=True)
finally:
    if server:
        server.close()
