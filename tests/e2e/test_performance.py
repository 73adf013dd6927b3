# The marketplace's own figures in Looking Back: not a word of them before they were read; then what asks for something to
# be done at the top, the figure beside our estimate, the line's second one, and all of it as tables.
import json
import os
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, wait_for

DATA = os.path.join(TEMP, 'performance')
TITLE = 'Looking Back'
SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'performance', 'schema.json')
window = None


def shown():
    return window.find(TITLE, depth=1)


def open_window(*paths):
    global window
    window = Window('--data-dir', DATA, *paths, name='performance')
    wait_for('the cases', lambda: window.rows())
    window.give_keys_to('Henji')


def look_back():
    window.key('ctrl+l')
    window.give_keys_to(shown().name)
    window.find(starts='New cases: ', under=shown())


def close_window():
    window.click('Close', 'button', under=shown())
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.close()
    check(not window.complaints(), str(window.complaints()))


def test_never_read():
    """Nothing of it stands anywhere before it was read"""
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    open_window()
    look_back()
    texts = ' '.join(window.texts(under=shown()))
    check('Says, Read on' not in texts and 'amazon.co.jp:' not in texts, texts)
    window.click('As Table', under=shown())
    window.find('By Marketplace', 'tree grid', under=shown())
    texts = ' '.join(window.texts(under=shown()))
    check('Says, Read on' not in texts and 'Day by Day' not in texts, texts)
    close_window()


def test_read():
    """What the marketplace finds fault with stands at the top, its rate beside our estimate"""
    with open(SAMPLE) as file:
        report = json.load(file)
    paths = []
    for days, rate in ((1, 0.012), (0, 0.00738916)):
        report['performanceMetrics'][0]['orderDefectRate']['mfn']['rate'] = rate
        path = os.path.join(TEMP, f'performance-{days}.json')
        with open(path, 'w') as file:
            json.dump(report, file)
        written = time.time() - days * 86400
        os.utime(path, (written, written))
        paths.append(path)
    open_window(*paths)
    wait_for('the import', lambda: len(window.windows()) == 2)
    window.says('Seller Performance')
    window.says('2 new')
    window.give_keys_to(window.windows()[-1].name)
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')
    look_back()
    window.says('Late shipment rate 4.49 %: Bad · Listing policy violations 2: Bad', under=shown())
    window.find(starts='Defect rate, an estimate: ', has='amazon.co.jp: 0.74 %', under=shown())
    window.find(starts='Order defect rate, an estimate: now ', has='amazon.co.jp itself said 0.74 % last', role='image', under=shown())


def test_tables():
    """Each figure with target and status in words; the days on which it was read as a table of their own"""
    window.click('As Table', under=shown())
    window.find(starts='What amazon.co.jp Says, Read on ', role='tree grid', under=shown())
    window.find('Measure Account, Status Normal', 'row', under=shown())
    window.find('Measure Account health rating, Reported 428, Status Great', 'row', under=shown())
    window.find(starts='Measure Order defect rate, own shipping, Reported 0.74 %, Our estimate ', has='Target below 1 %, Status Good, Counted 6 of 812',
                role='row', under=shown())
    window.find('Measure Late shipment rate, Reported 4.49 %, Target below 4 %, Status Bad, Counted 18 of 401, Over 30 days to 2026-11-23', 'row',
                under=shown())
    window.find('Policy Listing policy violations, Number 2, Status Bad, Over 180 days to 2026-11-25', 'row', under=shown())
    window.find('Policy 11 other kinds, Number 0, Status Nothing counted', 'row', under=shown())
    window.says('Our estimate (', under=shown())
    window.find(has='Defects, % 0.74 %', role='row', under=shown())
    close_window()


run(test_never_read, test_read, test_tables, chain=True)
