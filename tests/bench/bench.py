#!/usr/bin/env python3
# ./dev bench: figures as ratios within one run. Prints a table; judges nothing.
import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.abspath(sys.argv[1])
HENJICTL = os.path.join(BUILD, 'src/cli/henjictl')

JA = ('届いた商品の取っ手が割れていました。箱にへこみはありませんでしたが、中で動いていたようです。交換していただくことは'
      'できますか。仕事で使う予定でしたので、なるべく早くお願いします。').split('、')
EN = ('The item arrived today and the handle is broken. The box itself has no dents. Could you please '
      'send me another one? I attached two photos and can return the broken one if you need it.').split('. ')


def write_mails(folder, count, size=4096):
    """Invented buyers' mails in both languages, about size bytes each, one file a mail."""
    random.seed(7)
    os.makedirs(folder)
    for i in range(count):
        japanese = i % 2 == 0
        words = JA if japanese else EN
        body = []
        length = 0
        while length < size * 0.8:
            text = random.choice(words) + ('。' if japanese else '. ') + f'{random.randrange(10 ** 6)}'
            body.append(text)
            length += len(text.encode()) + 1
        order = f'250-{i % 9999999:07d}-{(i * 7919) % 9999999:07d}'
        with open(f'{folder}/{i:06d}.eml', 'w', encoding='utf-8') as out:
            out.write(f'From: Buyer {i} <buyer{i % 4000:010d}@marketplace.amazon.co.jp>\r\n'
                      f'To: shop@example.com\r\nSubject: Inquiry (Order: {order})\r\n'
                      f'Date: Mon, {1 + i % 23} Nov 2026 {i % 24:02d}:{i % 60:02d}:00 +0900\r\n'
                      f'Message-ID: <bench-{i}@example.invalid>\r\n'
                      'X-Space-Notification-Type: BBC_MESSAGE_SENT_TO_MERCHANT\r\n'
                      'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n'
                      'Content-Transfer-Encoding: 8bit\r\n\r\n' + '\r\n'.join(body) + '\r\n')


def import_mails(base, count):
    folder = f'{base}/mails-{count}'
    write_mails(folder, count)
    os.sync()  # or the disk is still busy with the mails themselves
    start = time.monotonic()
    process = subprocess.Popen([HENJICTL, '--data-dir', f'{base}/record-{count}', 'import', folder],
                               stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f'the import of {count} mails failed')
    found = subprocess.run([HENJICTL, '--data-dir', f'{base}/record-{count}', '--json', 'search',
                            f'250-{(count - 1) % 9999999:07d}'], capture_output=True, text=True)
    if not found.stdout.strip():
        sys.exit('the last mail is not found after the import')
    return count / seconds, usage.ru_maxrss / 1024


def bench_import(base):
    print('Import: .eml files of 4 KB to committed and searchable, whole process, cold start')
    for count in (5000, 20000):
        rate, memory = import_mails(base, count)
        print(f'  {count:6d} mails   {rate:7.0f} mails/s   peak {memory:5.0f} MiB')


def bench_window(base):
    command = [sys.executable, os.path.join(HERE, '..', 'e2e', 'session.py'), BUILD,
               os.path.join(HERE, 'bench_window.py'), base]
    sys.stdout.flush()
    subprocess.run(command, check=True)


def bench_compose(base):
    record = f'{base}/compose'
    subprocess.run([HENJICTL, '--data-dir', record, 'sample'], check=True, stdout=subprocess.DEVNULL)
    print('A key in a long reply: both languages rendered anew, compared and checked')
    sys.stdout.flush()
    subprocess.run([os.path.join(BUILD, 'tests/bench/henji-bench-compose'), record], check=True)


def bench_clocks(base):
    print('Clocks: all of a case worked out from its messages, order and return, by the dated rules')
    sys.stdout.flush()
    subprocess.run([os.path.join(BUILD, 'tests/bench/henji-bench-clocks')], check=True)


def bench_preview(base):
    print('Preview: a page of labels in the label window')
    sys.stdout.flush()
    subprocess.run([os.path.join(BUILD, 'tests/bench/henji-bench-preview'),
                    os.path.join(HERE, '..', '..', 'data', 'stocks')], check=True)


def fill_years(path, cases, messages):
    """Invented cases over a year, with orders, answers and costs, straight into a record's tables."""
    random.seed(11)
    db = sqlite3.connect(path)
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    end, year, hour = 1795485600000000, 365 * 86400 * 10 ** 6, 3600 * 10 ** 6
    each = messages // cases
    first = 10 ** 6
    rows = {'orders': [], 'items': [], 'cases': [], 'links': [], 'messages': [], 'events': [], 'outlays': []}
    at = end - year
    for i in range(cases):
        at += year // cases
        row, order = first + i, f'{250 + i % 3}-{i:07d}-{i * 7919 % 10 ** 7:07d}'
        rows['orders'].append((row, f'o{row}', order, 'amazon.co.jp', at - 72 * hour))
        rows['items'].append((row, f'SKU-{i % 400}', f'Item {i % 400}'))
        rows['cases'].append((row, f'c{row}', i % 19, 'amazon.co.jp'))
        rows['links'].append((row, order))
        for k in range(each):
            rows['messages'].append((f'm{row}-{k}', row, k % 2, at + k * random.randrange(1, 30) * hour, i % 19))
        if i % 5 == 0:
            rows['events'].append((f'e{row}', row, 6, at + each * 30 * hour))
        if i % 10 == 0:
            rows['outlays'].append((f'x{row}', row, order, 500 + i % 3000, at + 20 * hour))
    insert = {
        'orders': 'orders (id, uuid, order_id, marketplace, purchased_at, paid_at, updated_at, promised_at, '
                  'ship_known) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0)',
        'items': "order_items VALUES (?, 0, NULL, ?, NULL, ?, NULL, 1, 1, 1000, 'JPY', 0, '', 0, '', 0, '', "
                 "0, '', 0, '')",
        'cases': 'cases (id, uuid, court, kind, language, confirmation, flags, marketplace) '
                 'VALUES (?, ?, 2, ?, 1, 0, 0, ?)',
        'links': 'case_orders (case_id, order_id) VALUES (?, ?)',
        'messages': 'messages (uuid, case_id, direction, notification, at, own_length, language, kind, '
                    "other_kinds, reply_needed, phone, digest) VALUES (?, ?, ?, 1, ?, 0, 1, ?, 0, 1, 0, '')",
        'events': 'events (uuid, case_id, type, at) VALUES (?, ?, ?, ?)',
        'outlays': "outlays (uuid, case_id, order_id, nature, source, amount, amount_currency, at, counts) "
                   "VALUES (?, ?, ?, 'refund', 'hand', ?, 'JPY', ?, 1)"}
    for name, sql in insert.items():
        db.executemany('INSERT INTO ' + sql, rows[name])
    db.commit()
    db.close()


def write_labels(path, count):
    with open(path, 'w', encoding='utf-8', newline='') as out:
        out.write('RMA,ORDER,BUYER,ITEM1,ITEM2\r\n')
        for i in range(count):
            out.write(f'RMA-2026-{i + 1:06d},250-{i * 7919 % 10 ** 7:07d}-{i:07d},佐伯 健{i},'
                      f'{1 + i % 3} × 陶器マグカップ 青 350ml 第{i}版,1 × 竹製コースター {i} 枚組\r\n')


def run_labels(command, pdf, count):
    """Seconds by the clock and computed, and the peak in MiB, of a program that must give 8 labels a page."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    pages = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True).stdout
    if status != 0 or f'Pages:           {(count + 7) // 8}\n' not in pages:
        sys.exit(f'{command[0]} made no {count} labels')
    os.unlink(pdf)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def bench_labels(base):
    pdf = f'{base}/labels.pdf'
    ours = os.path.join(BUILD, 'tests/bench/henji-bench-labels')
    theirs = ['glabels-3-batch', '-o', pdf, os.path.join(HERE, 'return.glabels'), '-i']
    print('Labels: different return labels with two barcodes each, from a table to one PDF, whole process, least of 3')
    figures = {}
    for count in (1000, 5000):
        table = f'{base}/labels-{count}.csv'
        write_labels(table, count)
        figures[count] = min(run_labels([ours, table, pdf], pdf, count) for _ in range(3))
        print('  {:5d} labels   {:6.2f} s, computed {:6.2f} s, peak {:4.0f} MiB'.format(count, *figures[count]))
    if shutil.which('glabels-3-batch') is None:
        print('  glabels-3-batch is not installed')
        return
    merged = min(run_labels(theirs + [f'{base}/labels-1000.csv'], pdf, 1000) for _ in range(3))
    print('   1000 labels   {:6.2f} s, computed {:6.2f} s, peak {:4.0f} MiB   by glabels-3-batch'.format(*merged))
    print(f'  {merged[0] / figures[1000][0]:.1f} times as fast by the clock, '
          f'{merged[1] / figures[1000][1]:.1f} times computed; load {os.getloadavg()[0]:.1f}')


def bench_summary(base):
    record = f'{base}/years'
    subprocess.run([HENJICTL, '--data-dir', record, 'sample'], check=True, stdout=subprocess.DEVNULL)
    # In a process of its own: what it holds would count as the peak of those that follow.
    filling = multiprocessing.Process(target=fill_years, args=(f'{record}/henji.db', 200000, 1000000))
    filling.start()
    filling.join()
    print('Looking back on a month: 1,000,000 messages in 200,000 cases over a year, whole process, warm')
    for name, dates in (('a month', ('2026-10-01', '2026-10-31')), ('a day', ('2026-10-15', '2026-10-15'))):
        took = []
        for _ in range(4):
            start = time.monotonic()
            process = subprocess.Popen([HENJICTL, '--data-dir', record, '--now', '2026-11-24T09:00:00+09:00',
                                        'summary', '--from', dates[0], '--to', dates[1]],
                                       stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            if status != 0:
                sys.exit('the summary failed')
            took.append(time.monotonic() - start)
        print(f'  {name:8s} {min(took):6.3f} s, computed {usage.ru_utime + usage.ru_stime:.3f} s, '
              f'peak {usage.ru_maxrss / 1024:4.0f} MiB, load {os.getloadavg()[0]:.1f}')


def serve_orders(count, pipe):
    """The marketplace's service with its pages ready, in a process of its own."""
    sys.path.insert(0, os.path.join(HERE, '..', 'cli'))
    from spapi_stub import Stub, order
    stub = Stub([order(i) for i in range(count)])
    place = urllib.parse.urlsplit('/orders/2026-01-01/orders')
    pages = [stub.answer(place, {'paginationToken': f'p{start}', 'lastUpdatedAfter': '2000'}) for start in range(0, count, 100)]
    stub.answer = lambda url, query: pages[int(query.get('paginationToken', 'p0')[1:]) // 100]
    pipe.send(stub.url)
    pipe.recv()


def sync_orders(base, count):
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve_orders, args=(count, theirs))
    server.start()
    url = ours.recv()
    record = f'{base}/sync-{count}'
    os.makedirs(f'{record}/facts/spapi')
    with open(f'{record}/facts/spapi/usage.ini', 'w') as out:
        out.write('[operation searchOrders]\nrate=1000\nburst=1000\n')
    env = dict(os.environ, SECRET_BACKEND='file', SECRET_FILE_TEST_PATH=f'{base}/keyring-{count}',
               SECRET_FILE_TEST_PASSWORD='bench', HENJI_SPAPI_ENDPOINT=url, HENJI_LWA_ENDPOINT=url + '/auth/o2/token')
    command = [HENJICTL, '--data-dir', record]
    subprocess.run(command + ['spapi', 'connect', '--since', '2026-10-01', 'amazon.co.jp'], env=env, check=True, text=True,
                   input='client\nstub-secret\nAtzr|stub-refresh\n')
    start = time.monotonic()
    process = subprocess.Popen(command + ['sync', 'orders'], env=env, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    ours.send('end')
    server.join()
    if status != 0 or f'{count} new' not in said:
        sys.exit('the sync failed: ' + said)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def bench_sync(base):
    print('Sync: orders from the service over the loopback to committed rows, whole process')
    for count in (5000, 20000):
        seconds, computed, peak = sync_orders(base, count)
        print(f'  {count:6d} orders  {count / seconds:7.0f} orders/s, computed {computed:.2f} s, peak {peak:5.0f} MiB, '
              f'load {os.getloadavg()[0]:.1f}')


def main():
    wanted = sys.argv[2:] or ['clocks', 'window', 'compose', 'preview', 'import', 'sync', 'summary', 'labels']
    base = tempfile.mkdtemp(prefix='henji-bench-')
    try:
        for name, bench in (('clocks', bench_clocks), ('window', bench_window), ('compose', bench_compose),
                            ('preview', bench_preview), ('import', bench_import), ('sync', bench_sync),
                            ('summary', bench_summary), ('labels', bench_labels)):
            if name in wanted:
                bench(base)
    finally:
        shutil.rmtree(base, ignore_errors=True)


main()
