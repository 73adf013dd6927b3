# An A-to-z claim from the first notice to the appeal: what the card says, the answer, the evidence as
# PDF and as text, and the clocks that follow the stages.
import json
import os
import subprocess
import time

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
PDF = os.path.join(TEMP, 'packet.pdf')
window = None
case = None


def claim():
    lines = ctl(DATA, 'claim', case).stdout.splitlines()
    return json.loads(lines[0]) if lines else None


def shown():
    return json.loads(ctl(DATA, 'show', case).stdout)


def notice(name, subject, body, hours):
    path = material.write(os.path.join(TEMP, f'{name}.eml'), material.mail(
        'atoz-guarantee-no-reply@amazon.co.jp', f'{subject}（注文番号: {material.ORDER}）', body,
        at=material.ago(hours), name='Amazon'))
    window.do_import(path)
    wait_for('the import', lambda: len(window.windows()) == 2)
    window.says('1')
    window.give_keys_to(window.windows()[-1].name)
    window.key('Escape')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def card():
    return window.find('A-to-z claim', 'group')


def says(words):
    wait_for(f'the card to say “{words}”',
             lambda: any(words in t for t in window.texts(under=card())))


def stage(title):
    window.click('Stage of the claim')
    window.click(title, 'menu item')


def evidence():
    return wait_for('the evidence', lambda: next(
        (n for n in window.windows() if n.name == 'Evidence'), None))


def close_evidence():
    window.give_keys_to('Evidence')
    window.key('ctrl+w')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def test_notice():
    """A notice makes the claim: amount, clock and what to do stand on the card"""
    global window, case
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    case = next(c['case'] for c in map(json.loads, ctl(DATA, 'cases').stdout.splitlines())
                if c['kind'] == 'damaged')
    window = Window(name='claim')
    window.choose('Damaged, 長谷川 弘子')
    window.find('Reply to buyer')
    check(not window.all('A-to-z claim', 'group'), 'a card without a claim')
    notice('opened', 'マーケットプレイス保証申請',
           '購入者様よりマーケットプレイス保証の申請がありました。申請額：￥4,960\n4日以内にご回答ください。', 2)
    says('Claim opened')
    says('¥4,960')
    says('Answer by')
    says('Answer the claim at the marketplace')
    says('Counts in the order defect rate')
    now = claim()
    same((now['stage'], now['rule'], now['amount']['minor']), ('opened', 'claim-answer', 4960), 'the claim')


def test_answer():
    """The fitting situation is chosen; the answer at the marketplace ends the clock"""
    window.click('Answer the buyer about the claim')
    wait_for('the situation', lambda: '保証申請' in window.reply())
    window.key('Escape')
    stage('Claim answered')
    says('The marketplace decides')
    same(claim()['stage'], 'answered', 'the stage')
    check(claim()['due'] is None, 'a clock runs on')


def test_pdf():
    """The evidence is looked at and saved; it says nothing of how to reach the buyer"""
    window.key('ctrl+e')
    under = evidence()
    window.says('Page 1 of', under=under)
    window.click('Save PDF', under=under)
    wait_for('the file chooser', lambda: len(window.windows()) == 3)
    time.sleep(0.5)
    window.key('ctrl+a')
    window.type(PDF)
    time.sleep(0.3)
    window.key('Return')
    wait_for('the PDF', lambda: os.path.exists(PDF))
    window.says('Saved as packet.pdf', under=evidence())
    text = subprocess.run(['pdftotext', '-raw', PDF, '-'], capture_output=True, text=True).stdout
    flat = ''.join(text.split())
    for words in (material.ORDER, '開けたところ取っ手が割れていました。', '写真を添付します。', '申請額', '￥4,960'):
        check(words.replace('￥', '') in flat, f'“{words}” is not in the PDF: {text}')
    check('marketplace.amazon' not in flat, 'an address of the buyer is in the PDF')
    saved = [e for e in shown()['events'] if e['type'] == 'evidence-saved']
    same(len(saved), 1, 'events')
    close_evidence()
    window.says('Evidence saved: packet.pdf')


def test_granted():
    """The claim is granted: thirty days for an appeal, whose text is copied from the window"""
    notice('closed', 'マーケットプレイス保証の審査結果',
           '申請が認められました。購入者様に返金いたしました。30日以内に異議申し立てをすることができます。', 1)
    says('Claim granted to the buyer')
    says('Appeal by')
    now = claim()
    same((now['stage'], now['rule']), ('granted', 'appeal'), 'the claim')
    clock = next(c for c in shown()['clocks'] if c['rule'] == 'appeal')
    check(clock['stopped'] is None, 'the appeal clock does not run')

    window.click('Write the appeal')
    under = evidence()
    editor = window.find('Text in English', under=under)
    wait_for('the text', lambda: editor.text().startswith('We ask you to review the decision'))
    check(material.ORDER in editor.text(), editor.text())
    window.says('characters', under=under)
    window.click('Copy the English text', under=under)
    wait_for('the clipboard', lambda: window.clipboard().decode().startswith('We ask you to review'))
    editor.set_text('If you withdraw the claim, we will refund you and give you a coupon.')
    window.says('A buyer may not be asked to withdraw a claim')
    close_evidence()


def test_undo():
    """A stage said by mistake is taken back, and its clock runs again"""
    stage('Appeal made')
    says('Appeal made')
    same(claim()['stage'], 'appealed', 'the stage')
    check(claim()['due'] is None, 'the appeal clock runs on')
    window.click('Case menu')
    window.click('Undo last action', 'menu item')
    says('Claim granted to the buyer')
    now = claim()
    same(now['stage'], 'granted', 'the stage')
    check(now['due'] is not None, 'the appeal clock does not run')
    complaints = window.complaints()
    window.close()
    check(not complaints, '\n'.join(complaints))


run(test_notice, test_answer, test_pdf, test_granted, test_undo, chain=True)
