# What becomes of a reply: earlier versions of it, a mail for the mail program, a promise that becomes a
# clock, and what is left of it when the power goes while somebody types.
import email
import email.policy
import json
import os
import subprocess
import threading
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(TEMP, 'out')
window = None


def cases(court='all'):
    return [json.loads(line) for line in ctl(DATA, 'cases', '--court', court).stdout.splitlines()]


def shown():
    case = next(c for c in cases() if c['kind'] == 'damaged')
    return json.loads(ctl(DATA, 'show', case['case']).stdout)


def stored():
    return shown()['draft']


def menu(item):
    window.click('More for this reply')
    window.click(item)


def add(text):
    """Types at the end of the reply."""
    window.key('Escape', 'r')
    editor = window.find('Reply to buyer')
    editor.set_caret(len(editor.text()))
    wait_for('the keyboard in the reply', lambda: editor.now('focused'))
    window.type(text)
    wait_for('the words', lambda: window.reply().endswith(text))


def test_versions():
    """An earlier version is looked at, taken back, and that is undone"""
    global window
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    window = Window('--data-dir', DATA, name='out')
    window.choose('Damaged, 長谷川 弘子')
    wait_for('the reply', lambda: '長谷川 弘子 様' in window.reply())
    window.key('Escape')
    window.key('l')
    wait_for('English', lambda: window.reply().startswith('Dear'))
    add(' One')
    wait_for('the first version', lambda: stored() and stored()['en'].endswith(' One'))
    add(' Two')
    wait_for('the second version', lambda: stored()['en'].endswith(' One Two'))
    version = stored()['version']

    menu('Earlier versions…')
    dialog = window.find('Earlier Versions', depth=1)
    rows = wait_for('the versions', lambda: window.all(role='list item', under=dialog))
    check(len(rows) >= 2, f'{len(rows)} versions')
    box = window.find('Versions', 'list')
    for i in range(len(box.children)):
        box.select_child(i)
        time.sleep(0.2)
        if any(t.startswith('Dear') and t.rstrip().endswith(' One') for t in window.texts(under=dialog)):
            break
    check(any('様' in t and '長谷川' in t for t in window.texts(under=dialog)), 'no Japanese beside it')
    window.click('Restore', under=dialog)
    wait_for('the window to go', lambda: len(window.windows()) == 1)
    wait_for('the earlier text', lambda: window.reply().endswith(' One'))
    wait_for('a version of its own', lambda: stored()['version'] > version and stored()['en'].endswith(' One'))
    window.undo()
    wait_for('the text from before', lambda: window.reply().endswith(' One Two'))
    wait_for('and its version', lambda: stored()['en'].endswith(' One Two'))


def test_mail():
    """The reply is saved as a mail that only its owner can read"""
    window.give_keys_to('Henji')
    menu('Save as mail…')
    wait_for('the file chooser', lambda: len(window.windows()) == 2)
    path = os.path.join(TEMP, 'reply.eml')
    time.sleep(0.5)
    window.key('ctrl+a')
    window.type(path)
    time.sleep(0.3)
    window.key('Return')
    wait_for('the mail', lambda: os.path.exists(path))
    window.says('Send it from your mail program')
    same(os.stat(path).st_mode & 0o777, 0o600, 'the mode')
    with open(path, 'rb') as f:
        mail = email.message_from_binary_file(f, policy=email.policy.default)
    same(mail.get_content().replace('\r\n', '\n').strip(), window.reply().strip(), 'the text')
    check('@marketplace.amazon.co.jp' in mail['To'], mail['To'])
    check(mail['Subject'].startswith('Re: '), mail['Subject'])
    wait_for('one window again', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def test_order_page():
    """The order opens at the marketplace, from its button and from the reply's menu"""
    applications = os.path.join(os.environ['XDG_DATA_HOME'], 'applications')
    script, log = os.path.join(TEMP, 'browser'), os.path.join(TEMP, 'pages')
    material.write(script, f'#!/bin/sh\necho "$1" >>{log}\n'.encode())
    os.chmod(script, 0o755)
    material.write(os.path.join(applications, 'browser.desktop'),
                   f'[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\n'
                   'MimeType=x-scheme-handler/https;\n'.encode())
    material.write(os.path.join(os.environ['XDG_CONFIG_HOME'], 'mimeapps.list'),
                   b'[Default Applications]\nx-scheme-handler/https=browser.desktop\n')
    window.click('Open the order in the browser')
    page = f'https://sellercentral.amazon.co.jp/orders-v3/order/{material.ORDER}\n'
    wait_for('the page', lambda: os.path.exists(log) and open(log, encoding='utf-8').read() == page)
    menu('Open the order at the marketplace')
    wait_for('the page again', lambda: open(log, encoding='utf-8').read() == page * 2)


def test_power_cut_while_typing():
    """Killed while somebody types without a pause, at most the last second is lost"""
    global window
    lost = []
    for round_ in range(3):
        window.give_keys_to('Henji')
        add(' ')
        editor = window.find('Reply to buyer')
        seen = []
        typing = threading.Thread(target=lambda: subprocess.run(
            ['xdotool', 'type', '--delay', '40', ' '.join(f'{round_}{i:03d}' for i in range(60))]))
        typing.start()
        end = time.monotonic() + 4.5
        while time.monotonic() < end:
            text = editor.text()
            seen.append((time.monotonic(), text))
            time.sleep(0.05)
        killed = time.monotonic()
        window.kill()
        typing.join()
        due = max((s for s in seen if s[0] <= killed - 1.05), key=lambda s: s[0])[1]
        kept = stored()['en']
        check(kept.startswith(due), f'stored “{kept[-40:]}”, but “{due[-40:]}” stood there a second before')
        lost.append(len(seen[-1][1]) - len(kept))
        window = Window('--data-dir', DATA, name='out')
        window.choose('Damaged, 長谷川 弘子')
        wait_for('the draft', lambda: window.reply() == kept)
    print(f'# letters lost in each round: {lost}')


def test_promise():
    """A promise in the reply becomes a clock, shown where the case waits, until it is kept"""
    day = time.localtime(time.time() + 4 * 86400)
    window.give_keys_to('Henji')
    add(time.strftime('. We will ship a new one by %Y-%m-%d.', day))
    window.click('Mark as answered')
    wait_for('the case to wait', lambda: any(c['kind'] == 'damaged' for c in cases('theirs')))
    window.key('Escape', 'alt+2')
    wait_for('the promise in the list', lambda: any('長谷川' in r and 'promise' in r for r in window.rows()))
    window.choose('Damaged, 長谷川 弘子')
    conversation = window.find('Conversation')
    window.says('Promised by', under=conversation)
    sent = next(m for m in shown()['messages'] if m['direction'] == 'out')
    for _ in range(20):  # our message is longer than the room for it
        if window.all('Japanese (for you)', under=conversation):
            break
        window.wheel(conversation, 2)
        time.sleep(0.3)
    window.click('Japanese (for you)', under=conversation)
    window.says(sent['counterpart'].split('\n\n')[1], under=conversation)
    clocks = [c for c in shown()['clocks'] if c['rule'] == 'promise' and not c['stopped']]
    check(any('We will ship a new one by' in c['note'] for c in clocks), str(clocks))
    for left in range(len(clocks) - 1, -1, -1):
        window.click(starts='Done: Promise', under=window.find('Clocks'))
        wait_for('it is kept', lambda: len(
            [c for c in shown()['clocks'] if c['rule'] == 'promise' and not c['stopped']]) == left)
    wait_for('no promise in the list', lambda: any('長谷川' in r and 'promise' not in r for r in window.rows()))
    window.key('Escape', 'ctrl+z')
    wait_for('the promise again', lambda: any('長谷川' in r and 'promise' in r for r in window.rows()))
    window.close()
    # What GTK says of its own file chooser and scroll bars is not ours.
    same([c for c in window.complaints() if 'available space' not in c and 'GtkGizmo' not in c], [],
         'complaints')


run(test_versions, test_mail, test_order_page, test_power_cut_while_typing, test_promise, chain=True)
