# A return from the case to the refund: opened, label sent, scanned, inspected with a photo, the reply filled; and
# a scanner next to somebody who types.
import json
import os
import subprocess

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
PHOTO = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'demo', 'photos',
                                     'mug-crack.jpg'))
BUYER = '佐伯 真由'
window = None
rma = order = None


def told(*args):
    return [json.loads(line) for line in ctl(DATA, *args).stdout.splitlines()]


def stage():
    return told('return', 'show', rma)[0]['stage']


def press(text, delay):
    """Each key by itself, then Enter."""
    names = {'-': 'minus', ' ': 'space'}
    subprocess.run(['xdotool', 'key', '--delay', str(delay), *[names.get(c, c) for c in text], 'Return'],
                   check=True)


def scan(code):
    """As a scanner does: a few milliseconds from key to key."""
    press(code, 2)


def form():
    wait_for('the inspection form', lambda: len(window.windows()) == 2)
    return window.find('Write Refund Reply', 'button')


def test_opened_from_the_case():
    """a return is opened from the case's menu; its card says what to do next"""
    global window, rma, order
    ctl(DATA, 'sample')
    window = Window('--data-dir', DATA)
    wait_for('the sample shop', lambda: any(BUYER in row for row in window.rows()))
    box = window.find('Open cases', 'list')
    box.select_child(next(i for i, n in enumerate(box.children) if BUYER in n.name))
    window.find('Case menu')
    window.give_keys_to('Henji')
    window.click('Case menu')
    window.click('Open a return…')
    window.click('Open Return', 'button')
    window.find('Authorise', 'button')
    found = told('return', 'list')
    same(len(found), 1, 'returns')
    rma, order = found[0]['rma'], found[0]['order_id']
    check(rma.startswith('RMA-'), rma)


def test_label_sent():
    """the stages are buttons, one after the other"""
    window.click('Authorise', 'button')
    window.click('Label Sent', 'button')
    window.find('It Is Here…', 'button')
    same(stage(), 'label-sent', 'the stage')


def test_typing_is_never_eaten():
    """what somebody types into the reply stays, however fast; a number too"""
    window.give_keys_to('Henji')
    window.key('Escape')
    window.key('r')
    wait_for('the editor', lambda: 'focused' in window.find('Reply to buyer').states)
    for delay in (60, 90):
        press('hassou shimasu 20261124', delay)
    wait_for('both lines', lambda: window.reply().count('hassou shimasu 20261124\n') == 2)
    press(order, 80)
    wait_for('the number', lambda: order + '\n' in window.reply().split('2026112')[-1])
    same(len(window.windows()), 1, 'windows')


def test_scanned_while_typing():
    """a scan into the reply opens the form and leaves the reply as it was"""
    before = window.reply()
    scan(rma)
    form()
    wait_for('the reply as it was', lambda: window.reply() == before)
    window.give_keys_to('Inspect Return')
    window.key('Escape')
    wait_for('the form is gone', lambda: len(window.windows()) == 1)
    same(stage(), 'label-sent', 'looking at it is not receiving it')


def test_scanned_on_the_list():
    """where letters are commands a scan runs none of them"""
    window.give_keys_to('Henji')
    window.key('Escape')
    wait_for('the list', lambda: 'focused' not in window.find('Reply to buyer').states)
    scan(rma)
    form()
    same(sorted(n.name for n in window.windows()), ['Henji', 'Inspect Return'], 'windows')


def test_inspected_with_a_photo():
    """condition, photo and fate; the proposal follows and names its rule"""
    window.give_keys_to('Inspect Return')
    frame = window.find('Inspect Return', depth=1)
    window.click('Used', under=frame)
    window.click('Buyer', under=frame)
    window.click('Add Photo', under=frame)
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    window.type(PHOTO)
    window.key('Return')
    wait_for('the file chooser to go', lambda: len(window.windows()) == 2)
    window.find('Photo 1: mug-crack.jpg', under=frame)
    wait_for('the rule', lambda: any('up to 50 %' in n.name for n in window.all()))
    check(any('check this' in n.name for n in window.all()), 'an unverified rule is not marked')


def test_reply_filled():
    """the reply begins with the amount, in both languages"""
    window.click('Write Refund Reply', 'button')
    wait_for('the form is gone', lambda: len(window.windows()) == 1)
    offer = told('return', 'refund-proposal', rma)[0]
    same(offer['situation'], 'partial-refund', 'the situation')
    amount = f"{offer['total']['minor']:,}"
    wait_for('the amount in the reply', lambda: amount in window.reply())
    wait_for('the amount in the counterpart', lambda: amount in window.find('Counterpart').text())
    same(stage(), 'inspected', 'the stage')


def test_refunded_and_undone():
    """the refund made at the marketplace is noted; undo takes it back"""
    window.click('Refund Made', 'button')
    wait_for('it is refunded', lambda: stage() == 'refunded')
    window.give_keys_to('Henji')
    window.key('Escape')
    window.key('ctrl+z')
    wait_for('it is not', lambda: stage() == 'inspected')
    same([c for c in window.complaints() if 'list.due' not in c], [], 'complaints')
    window.close()


run(test_opened_from_the_case, test_label_sent, test_typing_is_never_eaten, test_scanned_while_typing,
    test_scanned_on_the_list, test_inspected_with_a_photo, test_reply_filled, test_refunded_and_undone, chain=True)
