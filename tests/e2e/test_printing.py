# Labels, slips, address labels and packing lists go to a real print server and a printer on the loopback: size of the
# page and no scaling as it was received, calibration, a slip printed again as it was, a printer with other paper, one
# that stops midway, one that is gone. No dialog is opened.
import os
import re
import sqlite3
import subprocess
import sys

import cups
from henji_e2e import SOURCE, TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
BUYER = '佐伯 真由'
PRINTER = 'Counter'
with open(os.path.join(SOURCE, 'src/core/henji-case.h'), encoding='utf-8') as header:
    TYPES = re.search(r'typedef enum\s*{([^}]*)}\s*HenjiEventType', header.read()).group(1)
TYPES = re.findall(r'^\s*HENJI_EVENT_(\w+)', TYPES, re.MULTILINE)
LABEL_PRINTED, DOCUMENT_PRINTED = (TYPES.index(n) + 1 for n in ('LABEL_PRINTED', 'DOCUMENT_PRINTED'))
MM = 72 / 25.4
window = server = slip = None


def remember(**values):
    """What the window knows from last time."""
    with sqlite3.connect(f'{DATA}/henji.db') as db:
        for key, value in values.items():
            db.execute('INSERT OR REPLACE INTO settings VALUES (?, ?)', ('label.' + key, value))


def noted(kind=LABEL_PRINTED):
    """What was noted as printed, and on what."""
    with sqlite3.connect(f'file:{DATA}/henji.db?mode=ro', uri=True) as db:
        return [data for (data,) in db.execute('SELECT data FROM events WHERE type = ? ORDER BY id', (kind,))]


def print_it():
    """Prints what is shown. Returns the file that the printer received and what was noted of it."""
    files, documents = len(server.received()), len(noted(DOCUMENT_PRINTED))
    wait_for('the pages', lambda: 'sensitive' in window.find('Print', 'button').states)
    window.click('Print', 'button')
    wait_for('the printer', lambda: len(server.received()) == files + 1)
    wait_for('it to be noted', lambda: len(noted(DOCUMENT_PRINTED)) > documents)
    check(f'printer={PRINTER}' in noted(DOCUMENT_PRINTED)[-1], noted(DOCUMENT_PRINTED)[-1])
    return server.received()[-1], noted(DOCUMENT_PRINTED)[documents:]


def title():
    return window.windows()[-1].name


def choose(row, entry):
    window.give_keys_to(title())
    window.choose_in_row(row, entry)


def close_it():
    window.click('Close', 'button', under=window.windows()[-1])
    wait_for('the window to go', lambda: len(window.windows()) == 1)


def picture(pdf):
    """The first page as it looks."""
    return subprocess.run(['pdftoppm', '-gray', '-singlefile', '-r', '200', pdf], capture_output=True,
                          check=True).stdout


def codes(pdf):
    path = os.path.join(TEMP, 'codes.pgm')
    with open(path, 'wb') as out:
        out.write(picture(pdf))
    words = subprocess.run(['zbarimg', '--nodbus', '-q', path], capture_output=True, text=True).stdout
    return sorted(re.findall(r'CODE-128:(\S+)', words))


def words(pdf):
    text = subprocess.run(['pdftotext', '-raw', pdf, '-'], capture_output=True, text=True, check=True).stdout
    return re.sub(r'\s', '', text)


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
    window.says(f'· {BUYER}')
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


def test_slip():
    """a slip is printed on plain paper, whatever the labels are printed on, and noted"""
    global slip
    choose('Document', 'Return Slip')
    wait_for('its title', lambda: title() == 'Return Slip')
    says('A4 plain paper, whole page')
    slip, (how,) = print_it()
    check('document=slip' in how and 'stock=page-a4' in how, how)
    width, height = size(slip)
    check(abs(width - 210) < 0.2 and abs(height - 297) < 0.2, f'a page of {width} × {height} mm')
    check('返品明細書' in words(slip) and len(codes(slip)) == 1, words(slip))


def test_slip_again():
    """from the conversation the same slip is printed again, and looks the same"""
    close_it()
    window.wheel(window.find('Conversation'), 30)
    window.click(starts='Print again: Return slip printed', role='button')
    wait_for('the window', lambda: title() == 'Return Slip')
    says('A4 plain paper, whole page')
    check('sensitive' not in window.find('Document', 'combo box').states, 'it can be made another')
    again, (how,) = print_it()
    check('document=slip' in how, how)
    check(picture(again) == picture(slip), 'it does not look the same')


def test_address():
    """an address label comes out on its own stock"""
    close_it()
    window.give_keys_to('Henji')
    window.key('ctrl+p')
    wait_for('the window', lambda: title() == 'Return Label')
    says('Hisago ELM013')
    choose('Document', 'Address Label')
    wait_for('its title', lambda: title() == 'Address Label')
    says('Hisago ELM013')
    choose('Stock', 'Hisago ELM005 (OP3025)')
    says('2 × 4 labels of 98 × 68 mm')
    window.click(starts='Cell 3, ', role='button')
    pdf, (how,) = print_it()
    check('document=resend' in how and 'stock=hisago-elm005' in how, how)
    same(size(pdf)[0] > 209 and size(pdf)[1] > 296, True, 'A4')
    x, y = ink(pdf)
    check(80.5 < y < 95, f'ink begins at {x}, {y} mm')
    check('佐伯真由様' in words(pdf), words(pdf))
    order = codes(pdf)
    check(len(order) == 1 and re.fullmatch(r'\d{3}-\d{7}-\d{7}', order[0]), f'{order}')


def test_own_stocks():
    """each document remembers what it was printed on"""
    for document, stock in (('Return Label', 'Hisago ELM013'), ('Return Slip', 'A4 plain paper, whole page'),
                            ('Address Label', 'Hisago ELM005 (OP3025)')):
        choose('Document', document)
        wait_for('its title', lambda: title() == document)
        says(stock)


def test_packing_list():
    """a packing list is pages: the table, then a slip for each parcel"""
    choose('Document', 'Packing List')
    wait_for('its title', lambda: title() == 'Packing List')
    says('1 order on 2 pages')
    says('Page 1 of 2')
    pdf, (how,) = print_it()
    check('document=packing-list' in how, how)
    check('Packinglist' in words(pdf) and '陶器マグカップ' in words(pdf), words(pdf))


def test_other_paper():
    """a printer without the stock's paper, or with wide margins, is refused with a PDF instead"""
    server.add_printer('Narrow', papers={'A5': (419.53, 595.28, 12), 'A4': (595.28, 841.89, 57)})
    close_it()
    window.give_keys_to('Henji')
    window.key('ctrl+p')
    wait_for('the window', lambda: title() == 'Return Label')
    says(PRINTER)
    choose('Print on', 'Narrow')
    before = noted(), noted(DOCUMENT_PRINTED)
    choose('Stock', '4 × 6 in')
    window.click('Print', 'button')
    says('“Narrow” knows no paper of 102 × 152 mm')
    choose('Stock', 'Hisago ELM002 (OP3022)')
    window.gone(starts='Not printed: “Narrow” knows no paper')
    window.click('Print', 'button')
    says('“Narrow” leaves 20.1 mm free at the')
    same((noted(), noted(DOCUMENT_PRINTED)), before, 'what was noted as printed')
    strip = next(n for n in window.all('Save PDF…', 'button'))
    window.press(strip)
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    wait_for('its name field', lambda: window.focused() is not None)
    path = os.path.join(TEMP, 'instead.pdf')
    window.key('ctrl+a')
    window.type(path)
    window.key('Return')
    says('Saved as instead.pdf')
    window.gone(starts='Not printed: “Narrow”')
    check('返品' in words(path), words(path))
    choose('Print on', PRINTER)


def test_stopped_midway():
    """a job that ends in the middle is told of, and nothing is noted as printed, neither label nor slip"""
    for document in ('Return Label', 'Return Slip'):
        if title() != document:
            choose('Document', document)
            wait_for('its title', lambda: title() == document)
        wait_for('the pages', lambda: 'sensitive' in window.find('Print', 'button').states)
        server.stand_still()
        before = noted(), noted(DOCUMENT_PRINTED)
        files = len(server.received())
        window.click('Print', 'button')
        wait_for('the printer to begin', lambda: len(server.received()) == files + 1)
        server.end_job()
        says('has stopped', 25)
        same((noted(), noted(DOCUMENT_PRINTED)), before, 'what was noted as printed')


def test_gone():
    """a printer that is gone is told of"""
    before = noted(), noted(DOCUMENT_PRINTED)
    server.remove()
    window.click('Print', 'button')
    wait_for('what is wrong', lambda: any('Not printed' in t for t in window.texts()), 25)
    same((noted(), noted(DOCUMENT_PRINTED)), before, 'what was noted as printed')
    check(window.find('Print', 'button'), 'it can be tried again')
    same(window.complaints(), [], 'complaints of GTK')


if cups.missing():
    print(f'1..0 # SKIP not installed: {", ".join(cups.missing())}')
    sys.exit(0)
try:
    run(test_printed, test_next_cell_and_calibration, test_slip, test_slip_again, test_address, test_own_stocks,
        test_packing_list, test_other_paper, test_stopped_midway, test_gone, chain=True)
finally:
    if server:
        server.close()
