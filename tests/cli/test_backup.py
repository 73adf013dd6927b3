#!/usr/bin/env python3
# Copies of the record through henjictl: what is in them, what restoring does with that which was there, copies that are
# wrong, and kill -9.
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import CTL, check, run_jobs  # noqa: E402

NOW = '2026-11-24T09:00:00+09:00'
SNIPPET = ('<snippet id="own-tea"><title xml:lang="ja">お茶</title><title xml:lang="en">Tea</title>'
           '<text xml:lang="ja">{}</text><text xml:lang="en">Our tea is fresh.</text><words>tea</words></snippet>')
STOCK = ('[stock]\nname.ja=自分の用紙\nname.en=My sheet\npaper=210 297\ncells=2 4\ncell=90 60\norigin=10 10\n')


class Record:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='henjictl-test-')
        self.dir = self.folder.name
        self.data = os.path.join(self.dir, 'record')
        self.copy = os.path.join(self.dir, 'copy.henji')

    def run(self, *args, status=0, data=None):
        done = subprocess.run([CTL, '--data-dir', data or self.data, '--now', NOW, '--json', *args],
                              capture_output=True, text=True)
        check(done.returncode == status, f'{args}: exit {done.returncode} instead of {status}: {done.stderr}')
        self.said = done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def path(self, name):
        return os.path.join(self.data, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), 'w') as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name)) as file:
            return file.read()

    def shop(self):
        return json.dumps(self.run('shop')[0], ensure_ascii=False)

    def files(self, folder, data=None):
        top = os.path.join(data or self.data, folder)
        return sorted(os.path.relpath(os.path.join(at, name), top) for at, _, names in os.walk(top) for name in names)


def made():
    """The sample shop with own words, an own figure's file and a list of postal codes."""
    record = Record()
    record.run('sample')
    record.write('facts/snippets/own-tea.xml', SNIPPET.format('お茶は新しいです。'))
    record.write('facts/stocks/own-1.ini', STOCK)
    record.write('facts/policies/amazon-jp.ini', 'of the seller')
    record.write('postal-codes.txt', 'can be loaded again')
    return record


def test_all_of_it():
    """Into an empty folder: cases, attachments, own files; the list of postal codes is not in the copy."""
    record = made()
    record.run('backup', record.copy)
    check(os.stat(record.copy).st_mode & 0o777 == 0o600, 'others may read the copy')
    other = os.path.join(record.dir, 'other')
    line = record.run('restore', record.copy, data=other)[0]
    check(line['type'] == 'restored' and line['kept'] is None, f'{line}')
    for folder in ('facts', 'attachments'):
        check(record.files(folder) and record.files(folder, other) == record.files(folder), f'{folder} differs')
    check(not os.path.exists(os.path.join(other, 'postal-codes.txt')), 'the list of postal codes was copied')
    check([c['case'] for c in record.run('cases', data=other)] == [c['case'] for c in record.run('cases')], 'cases')
    check(record.run('verify', data=other)[0].get('type') != 'fault', 'the restored record is not sound')
    with open(os.path.join(other, 'facts/snippets/own-tea.xml')) as file:
        check('新しい' in file.read(), 'the own words are others')
    with sqlite3.connect(os.path.join(other, 'henji.db')) as db:
        check(db.execute("SELECT count (*) FROM sqlite_schema WHERE name = 'beside'").fetchone()[0] == 0, 'the table stays')


def test_what_was_there():
    """Restoring moves what was there aside, and that comes back likewise."""
    record = made()
    record.run('backup', record.copy)
    record.write('facts/snippets/own-tea.xml', SNIPPET.format('後で書いたもの'))
    record.write('facts/snippets/own-new.xml', SNIPPET.format('新しいもの').replace('own-tea', 'own-new'))
    record.run('shop', '--set', 'name/ja=後の店')
    kept = record.run('restore', record.copy)[0]['kept']
    check('お茶は新しい' in record.read('facts/snippets/own-tea.xml'), 'the own words of the copy')
    check('own-new.xml' not in record.files('facts/snippets'), 'a file that the copy does not know stays')
    check('後の店' not in record.shop(), 'the record of before stays')
    record.run('restore', kept)
    check('後で' in record.read('facts/snippets/own-tea.xml'), 'the own words of before')
    check('own-new.xml' in record.files('facts/snippets') and '後の店' in record.shop(), 'what was there is not back')
    check(len(os.listdir(record.path('backups'))) == 2, 'two goes, two folders')


def test_again():
    """A copy takes the place of an older one, never of another file or of the record itself."""
    record = made()
    record.run('backup', record.copy)
    os.remove(record.path('facts/stocks/own-1.ini'))
    record.run('backup', record.copy)
    with sqlite3.connect(record.copy) as db:
        names = [row[0] for row in db.execute('SELECT path FROM beside')]
    check('facts/snippets/own-tea.xml' in names and 'facts/stocks/own-1.ini' not in names, f'{names}')
    photo = os.path.join(record.dir, 'photo.jpg')
    with open(photo, 'w') as file:
        file.write('no record ' * 100)
    for path in (photo, record.path('henji.db'), record.path('search.db'), record.dir):
        record.run('backup', path, status=3)
    check(open(photo).read().startswith('no record'), 'another file was replaced')
    record.run('backup', os.path.join(record.dir, 'no', 'folder.henji'), status=1)
    record.run('restore', record.path('henji.db'), status=3)
    record.run('restore', record.data, status=3)


def test_old_copy():
    """A copy without files, as earlier versions made it: own files stay as they are."""
    record = made()
    record.run('backup', record.copy)
    with sqlite3.connect(record.copy) as db:
        db.execute('DROP TABLE beside')
    record.write('facts/snippets/own-tea.xml', SNIPPET.format('そのまま'))
    kept = record.run('restore', record.copy)[0]['kept']
    check('そのまま' in record.read('facts/snippets/own-tea.xml'), 'own files were touched')
    check(os.listdir(kept) == ['henji.db'], f'{os.listdir(kept)}')


def test_before_a_new_version():
    """The copy that is made of an older record before it is brought up to date holds the own files."""
    record = Record()
    record.write('facts/snippets/own-tea.xml', SNIPPET.format('前から'))
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'db', 'v1.sql')) as file:
        with sqlite3.connect(record.path('henji.db')) as db:
            db.executescript(file.read())
    record.run('shop', '--set', 'name/ja=店')
    copies = [name for name in os.listdir(record.path('backups')) if name.endswith('.db')]
    check(len(copies) == 1, f'{copies}')
    with sqlite3.connect(record.path('backups/' + copies[0])) as db:
        check(db.execute('PRAGMA user_version').fetchone()[0] == 1, 'the copy is of another version')
        check([row[0] for row in db.execute('SELECT path FROM beside')] == ['facts/snippets/own-tea.xml'], 'own files')
    os.remove(record.path('facts/snippets/own-tea.xml'))
    record.run('restore', record.path('backups/' + copies[0]))
    check('前から' in record.read('facts/snippets/own-tea.xml'), 'the own words are not back')


def test_damaged_record():
    """The record is damaged: the copy takes its place, the damaged one is kept."""
    record = made()
    record.run('backup', record.copy)
    record.run('shop', '--set', 'name/ja=店')
    with open(record.path('henji.db'), 'r+b') as file:
        file.write(b'\0' * 4096)
    record.run('cases', status=3)
    kept = record.run('restore', record.copy)[0]['kept']
    check(record.run('cases'), 'no cases')
    with open(os.path.join(kept, 'henji.db'), 'rb') as file:
        check(file.read(16) == b'\0' * 16, 'the damaged record is not kept')


def test_only_own_files():
    """The record was lost and its own files were not: they are kept aside."""
    record = made()
    record.run('backup', record.copy)
    for name in os.listdir(record.data):
        if name.startswith('henji.db'):
            os.remove(record.path(name))
    record.write('facts/snippets/own-tea.xml', SNIPPET.format('残ったもの'))
    kept = record.run('restore', record.copy)[0]['kept']
    check('新しい' in record.read('facts/snippets/own-tea.xml') and record.run('cases'), 'it is not back')
    with open(os.path.join(kept, 'facts/snippets/own-tea.xml')) as file:
        check('残った' in file.read(), 'what was there is lost')


def test_wrong_copies():
    """Damaged, foreign, missing: refused with a sentence, and nothing is touched."""
    record = made()
    record.run('backup', record.copy)
    data = open(record.copy, 'rb').read()
    record.write('facts/snippets/own-tea.xml', SNIPPET.format('触らない'))
    before = record.files('.')
    for name, content in (('cut', data[:len(data) // 2]), ('foreign', b'SQLite format 3\0' + b'x' * 5000), ('empty', b''),
                          ('middle', data[:40000] + b'\xff' * 30000 + data[70000:])):
        path = os.path.join(record.dir, name)
        with open(path, 'wb') as file:
            file.write(content)
        record.run('restore', path, status=3)
        check(record.said.strip(), f'{name}: no sentence')
    record.run('restore', os.path.join(record.dir, 'nothing'), status=1)
    record.run('restore', status=2)
    check(record.files('.') == before and '触らない' in record.read('facts/snippets/own-tea.xml'), 'something was touched')


def test_paths():
    """A copy may come from anywhere: no name in it leads out of the folders."""
    record = made()
    record.run('backup', record.copy)
    attachment = 'attachments/ab/' + 'ab' * 32
    with sqlite3.connect(record.copy) as db:
        for path in ('../out', 'facts/../../out', '/tmp/henji-out', 'facts//out', 'lock', 'henji.db', 'backups/out',
                     'facts/a/b/c/d/e/out', 'facts', 'attachments/out', attachment):
            db.execute('INSERT INTO beside VALUES (?, ?)', (path, b'evil'))
    record.run('restore', record.copy)
    everything = record.files('.', record.dir)
    check(not any(name.endswith('out') for name in everything), f'{everything}')
    check(not os.path.exists(record.path(attachment)), 'an attachment whose content is another')
    check(record.read('lock') == '', 'the lock was written')


def test_open_desk():
    """While a desk writes, a copy can be made and nothing be restored."""
    record = made()
    holder = subprocess.Popen([sys.executable, '-c', """
import fcntl, struct, sys
file = open(sys.argv[1], 'r+')
fcntl.fcntl(file, 37, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 0, 0))
print(flush=True)
sys.stdin.read()
""", record.path('lock')], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    holder.stdout.readline()
    record.run('backup', record.copy)
    record.run('restore', record.copy, status=3)
    holder.stdin.close()
    holder.wait()
    record.run('restore', record.copy)


def test_killed():
    """kill -9 at any moment of restoring: there is a whole record, the old one or the new one."""
    record = made()
    record.run('backup', record.copy)
    record.run('shop', '--set', 'name/ja=後の店')
    whole = 0
    for delay in range(24):
        job = subprocess.Popen([CTL, '--data-dir', record.data, '--now', NOW, 'restore', record.copy],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            job.wait(0.004 * delay)
        except subprocess.TimeoutExpired:
            job.kill()
            job.wait()
        check(len(record.run('cases')) > 5, 'the record is lost')
        if '後の店' in record.shop():
            whole += 1
        else:
            record.run('shop', '--set', 'name/ja=後の店')
    check(whole > 0, 'never killed before the end')
    record.run('restore', record.copy)
    check('後の店' not in record.shop() and '新しい' in record.read('facts/snippets/own-tea.xml'), 'it does not end well')


run_jobs([(test.__name__[5:].replace('_', ' '), test) for name, test in sorted(globals().items())
          if name.startswith('test_')])
