# Start, memory and choosing a case, against an empty libadwaita window in the same run.
import os
import re
import statistics
import subprocess
import sys
import threading
import time

BUILD = os.environ['HENJI_BUILD']
BASE = sys.argv[1]
ROUNDS = 7
STEPS = 40


def start(command):
    """Starts a window; (process, microseconds from exec to its first painted frame, its output)."""
    begin = time.monotonic_ns() // 1000
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                               env={**os.environ, 'HENJI_TRACE': '1', 'GTK_A11Y': 'none'})
    for line in process.stderr:
        found = re.match(r'trace first-frame (\d+)', line)
        if found:
            return process, int(found.group(1)) - begin
    sys.exit(f'{command[0]} painted no frame')


def pss(pid):
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith('Pss:')) / 1024


def stop(process):
    process.kill()
    process.wait()
    process.stderr.close()


def measure(command):
    process, first = start(command)
    time.sleep(1.5)
    memory = pss(process.pid)
    stop(process)
    return first / 1000, memory


def choose_cases(command):
    """Walks down the list by keyboard; for data and painted each step's (wall, computed) in milliseconds."""
    process, _ = start(command)
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(process.stderr), daemon=True)
    reader.start()
    time.sleep(1.5)
    del lines[:]  # the case that the window opened with was not chosen
    for _ in range(STEPS):
        subprocess.run(['xdotool', 'key', 'Down'], check=True)
        time.sleep(0.25)
    process.terminate()
    reader.join(20)
    process.kill()
    process.wait()
    found = {'data': [], 'painted': []}
    for line in lines:
        step = re.match(r'trace case-(data|painted) (\d+) (\d+)', line)
        if step:
            found[step.group(1)].append((int(step.group(2)) / 1000, int(step.group(3)) / 1000))
    if not found['painted']:
        sys.exit('no case was painted')
    return found


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def show(what, values, unit):
    """The two windows' medians and p95, and the ratios of these."""
    empty, henji = values['empty'], values['henji']
    print(f'  {what:18s} empty window {statistics.median(empty):4.0f} {unit} (p95 {p95(empty):.0f}), '
          f'sample shop {statistics.median(henji):4.0f} {unit} (p95 {p95(henji):.0f}): '
          f'ratio {statistics.median(henji) / statistics.median(empty):.2f} '
          f'(p95 {p95(henji) / p95(empty):.2f})')


def main():
    record = os.path.join(BASE, 'sample')
    subprocess.run([os.path.join(BUILD, 'src/cli/henjictl'), '--data-dir', record, 'sample'], check=True,
                   stdout=subprocess.DEVNULL)
    henji = [os.path.join(BUILD, 'src/ui/henji'), '--data-dir', record]
    empty = [os.path.join(BUILD, 'tests/bench/henji-empty-window')]
    first = {'empty': [], 'henji': []}
    memory = {'empty': [], 'henji': []}
    for i in range(ROUNDS + 1):
        for name, command in (('empty', empty), ('henji', henji)):
            figures = measure(command)
            if i > 0:  # the first round warms the file cache
                first[name].append(figures[0])
                memory[name].append(figures[1])
    print(f'Window: median of {ROUNDS} starts each, load {os.getloadavg()[0]:.1f}')
    show('first frame', first, 'ms')
    show('memory (PSS)', memory, 'MiB')
    found = choose_cases(henji)
    print(f'Choosing a case: {len(found["painted"])} times, load {os.getloadavg()[0]:.1f}')
    for name, words in (('data', 'data ready'), ('painted', 'painted')):
        wall, cpu = zip(*found[name])
        print(f'  {words:18s} median {statistics.median(wall):5.1f} ms, p95 {p95(wall):5.1f} ms; '
              f'computed by the main thread: median {statistics.median(cpu):5.1f} ms, p95 {p95(cpu):5.1f} ms')


main()
