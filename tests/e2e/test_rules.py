# Rules of one's own: one is made, tried on the cases there are, applied and taken back; a mail that comes
# in later gets its tag, the list is filtered by it, and a tag is put on and taken off by hand.
import json
import os

import material
from henji_e2e import TEMP, Window, check, ctl, run, same, wait_for

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'henji')
ROW = 'Damaged, 長谷川 弘子'
window = None


def cases():
    return [json.loads(line) for line in ctl(DATA, 'cases').stdout.splitlines()]


def tags(kind):
    return next(c for c in cases() if c['kind'] == kind)['tags']


def rules():
    return [json.loads(line) for line in ctl(DATA, 'rules', 'list').stdout.splitlines()]


def open_rules():
    window.give_keys_to('Henji')
    window.key('F10')
    window.click('Rules', 'menu item')
    wait_for('the rules', lambda: next((n for n in window.windows() if n.name == 'Rules'), None))


def close_rules():
    window.give_keys_to('Rules')
    window.key('ctrl+w')
    wait_for('one window', lambda: len(window.windows()) == 1)
    window.give_keys_to('Henji')


def write(name, text):
    window.find(name).set_text(text)


def test_make():
    """A rule is made; what it lacks is said"""
    global window
    material.set_up_shop(DATA)
    ctl(DATA, 'import', *material.story(os.path.join(TEMP, 'mail')))
    window = Window(name='rules')
    window.choose(ROW)
    wait_for('the reply', lambda: '長谷川 弘子 様' in window.reply())
    open_rules()
    window.says('No Rules Yet')
    window.click('New Rule', 'button')
    write('Name of the rule', 'Broken mugs')
    write('Says any of these words, with commas between', '割れ, broken')
    write('SKU, or its beginning and a star, like MUG-*', 'MUG-*')
    window.click('Save', 'button')
    window.says('The rule does nothing yet: give it a tag, a situation or a reminder.')
    same(rules(), [], 'rules while one does nothing')
    write('Add tags, with commas between', 'fragile, 急ぎ')
    window.click('Save', 'button')
    window.find(starts='Broken mugs, on, If SKU MUG-* · says “割れ” or “broken”: tag “fragile”')
    rule = wait_for('the rule', rules)[0]
    same((rule['name'], rule['enabled']), ('Broken mugs', True), 'the rule')
    same(tags('damaged'), [], 'a case from before the rule')


def test_try():
    """It is tried on the cases there are, applied, and that is taken back"""
    window.click('Try “Broken mugs”')
    window.says('1 of 2 cases would match')
    window.find(starts='Damaged, 長谷川 弘子: fragile · 急ぎ')
    same(tags('damaged'), [], 'trying writes nothing')
    window.click('Apply to These Cases')
    wait_for('the tags', lambda: tags('damaged') == ['fragile', '急ぎ'])
    window.undo()
    wait_for('no tags', lambda: tags('damaged') == [])
    close_rules()


def test_import():
    """A mail that comes in gets the tags, seen in the list and on the case"""
    path = material.write(os.path.join(TEMP, 'later.eml'), material.mail(
        'k7w2m4x9q1p3@marketplace.amazon.co.jp', f'お問い合わせ（注文番号 {material.ORDER}）',
        'もう一つのマグカップも割れていました。', at=material.ago(0.5), name='長谷川 弘子'))
    window.do_import(path)
    wait_for('the tags', lambda: tags('damaged') == ['fragile', '急ぎ'])
    window.find(starts=ROW, has='tags: fragile, 急ぎ')
    window.give_keys_to('Henji')
    window.find('Remove the tag “fragile”')
    window.says('Rule “Broken mugs”')


def test_filter():
    """The list is filtered by a tag; a tag is put on and taken off by hand"""
    window.click('Remove the tag “急ぎ”')
    wait_for('one tag', lambda: tags('damaged') == ['fragile'])
    window.undo()
    wait_for('both tags', lambda: tags('damaged') == ['fragile', '急ぎ'])
    check(len([r for r in window.rows()]) == 2, 'two rows')
    window.click('Filter')
    window.click('fragile', 'menu item')
    wait_for('one row', lambda: len(window.rows()) == 1)
    same(window.complaints(), [], 'complaints')
    window.close()


run(test_make, test_try, test_import, test_filter, chain=True)
