# Small screens: which panes show, and that nothing is cut off.
import os
import subprocess
import time

from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'sample')
PANES = {'list': 'Open cases', 'order': 'Order detail', 'reply': 'Reply to buyer'}
window = None


def start():
    global window
    if window is None:
        ctl(DATA, 'sample')
        window = Window('--data-dir', DATA, name='fold')
        wait_for('the sample shop', lambda: len(window.rows()) > 10)
        wait_for('the reply', lambda: window.all('Reply to buyer'))


def resize(width, height):
    window.resize(width, height)
    # Without a window manager the X window has a border of some pixels for resizing.
    wait_for(f'{width}×{height}', lambda: abs(window.size()[0] - width) <= 12
             and abs(window.size()[1] - height) <= 12)
    time.sleep(0.5)


def shown():
    names = {n.name for n in window.all()}
    return {pane for pane, name in PANES.items() if name in names}


def sound():
    """Every button is inside the window, and none lies on another of its row."""
    width, height = window.size()
    wrong = []
    for node in window.all():
        if node.role not in ('button', 'text box', 'search box') or node.name.startswith('Gtk'):
            continue
        x, y, w, h = node.box
        if x < 0 or x + w > width + 1:
            wrong.append(f'{node} at {node.box} in {width}×{height}')
    for name in ('Copy reply', 'Mark as answered', 'Return label'):
        for node in window.all(name, 'button')[:1]:
            x, y, w, h = node.box
            if y + h > height + 1:
                wrong.append(f'{node} at {node.box} below {height}')
    check(not wrong, '\n'.join(wrong))


def test_wide():
    """1366×768 shows three panes"""
    start()
    resize(1366, 768)
    same(shown(), set(PANES), 'panes')
    sound()


def test_netbook():
    """1024×600 shows three panes or two and a way to the third"""
    start()
    resize(1024, 600)
    check(len(shown()) >= 2, f'only {shown()}')
    sound()


def test_small():
    """800×600 shows at most two panes, Back leads to the others"""
    start()
    resize(800, 600)
    seen = shown()
    check(1 <= len(seen) <= 2, f'{seen}')
    sound()
    everything()


def test_tiny():
    """700×500 shows one pane after the other"""
    start()
    resize(700, 500)
    check(1 <= len(shown()) <= 2, f'{shown()}')
    sound()
    everything()
    window.close()
    same(window.complaints(), [], 'complaints')


def test_large_text():
    """With text at 200 % 1366×768 folds as a window of half the width does"""
    global window
    subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER',
                    'Xft.dpi:\t192\n'], check=True)
    window = Window('--data-dir', DATA, name='large')
    wait_for('the sample shop', lambda: len(window.rows()) > 5)
    resize(1366, 768)
    wait_for('two panes', lambda: len(shown()) == 2)
    sound()
    everything()
    window.close()
    same(window.complaints(), [], 'complaints')


def everything():
    """By keys to the list, to the reply, and back through the buttons."""
    window.key('ctrl+f')
    window.key('Escape')
    wait_for('the list', lambda: 'list' in shown())
    sound()
    window.key('r')
    wait_for('the reply', lambda: 'reply' in shown())
    sound()
    back = next((n for n in window.all() if n.role == 'button'
                 and n.name in ('Back to the order', 'Show the order')), None)
    if 'order' not in shown():
        check(back is not None, 'no way back to the order')
        window.press(back)
        wait_for('the order', lambda: 'order' in shown())
        sound()
    if 'list' not in shown():
        back = next((n for n in window.all() if n.role == 'button' and 'list' in n.name.lower()), None)
        check(back is not None, 'no way back to the list')
        window.press(back)
        wait_for('the list', lambda: 'list' in shown())


run(test_wide, test_netbook, test_small, test_tiny, test_large_text)
