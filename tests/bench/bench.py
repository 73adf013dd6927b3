#!/usr/bin/env python3
# ./dev bench: figures as ratios within one run. Prints a table; judges nothing.
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

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


def main():
    wanted = sys.argv[2:] or ['clocks', 'window', 'compose', 'import']
    base = tempfile.mkdtemp(prefix='henji-bench-')
    try:
        for name, bench in (('clocks', bench_clocks), ('window', bench_window), ('compose', bench_compose), ('import', bench_import)):
            if name in wanted:
                bench(base)
    finally:
        shutil.rmtree(base, ignore_errors=True)


main()
