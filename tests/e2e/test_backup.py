# A copy of everything from the menu: own texts and attachments come back from it, and a file that is no copy stays.
import json
import os
import time

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'record')
OTHER = os.path.join(TEMP, 'other')
COPY = os.path.join(TEMP, 'shop.henji-backup')
NOTE = os.path.join(TEMP, 'note.txt')
OWN = 'facts/snippets/own-tea.xml'
TEXT = ('<snippet id="own-tea"><title xml:lang="ja">お茶</title><title xml:lang="en">Tea</title>'
        '<text xml:lang="ja">お茶は新しいです。</text><text xml:lang="en">Our tea is fresh.</text><words>tea</words></snippet>')
window = None


def choose(path):
    window.give_keys_to('Henji')
    window.key('F10')
    window.click('Back Up…', 'menu item')
    wait_for('the file chooser', lambda: len(window.windows()) == 2)
    time.sleep(0.5)
    window.key('ctrl+a')
    window.type(path)
    time.sleep(0.3)
    window.key('Return')


def cases(data):
    return [json.loads(line)['case'] for line in ctl(data, 'cases').stdout.splitlines()]


def test_back_up():
    """All of it in one file, while the desk is open; henjictl brings it back"""
    global window
    ctl(DATA, 'sample')
    os.makedirs(os.path.dirname(os.path.join(DATA, OWN)))
    with open(os.path.join(DATA, OWN), 'w') as file:
        file.write(TEXT)
    window = Window('--data-dir', DATA, name='backup')
    wait_for('the cases', lambda: window.rows())
    choose(COPY)
    window.says('Everything was backed up as shop.henji-backup')
    ctl(OTHER, 'restore', COPY)
    same(cases(OTHER), cases(DATA), 'the cases')
    with open(os.path.join(OTHER, OWN)) as file:
        same(file.read(), TEXT, 'the own text')
    check(os.listdir(os.path.join(OTHER, 'attachments')), 'no attachments')


def test_wrong_place():
    """What is no copy is not written over, even where the file chooser was told to"""
    with open(NOTE, 'w') as file:
        file.write('no copy ' * 200)
    choose(NOTE)
    window.click('_Replace Replace', 'button')
    window.says('was not written by Henji. It was not touched.')
    with open(NOTE) as file:
        check(file.read().startswith('no copy'), 'it was written over')
    window.close()
    check(not window.complaints(), str(window.complaints()))


run(test_back_up, test_wrong_place, chain=True)
