# Start, memory and choosing a case, against an empty libadwaita window in the same run.
import os
import re
import statistics
import subprocess
import sys
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
    """Walks down the list by keyboard; (data, painted) in milliseconds for each step."""
    process, _ = start(command)
    time.sleep(1.5)
    for _ in range(STEPS):
        subprocess.run(['xdotool', 'key', 'Down'], check=True)
        time.sleep(0.25)
    process.terminate()
    text = process.stderr.read()
    process.wait()
    data = [int(n) / 1000 for n in re.findall(r'trace case-data (\d+)', text)]
    painted = [int(n) / 1000 for n in re.findall(r'trace case-painted (\d+)', text)]
    return data, painted


def p95(values):
    return sorted(values)[int(len(values) * 0.95)] if values else float('nan')


def main():
    record = os.path.join(BASE, 'sample')
    subprocess.run([os.path.join(BUILD, 'src/cli/henjictl'), '--data-dir', record, 'sample'], check=True,
                   stdout=subprocess.DEVNULL)
    henji = [os.path.join(BUILD, 'src/ui/henji'), '--data-dir', record]
    empty = [os.path.join(BUILD, 'tests/bench/henji-empty-window')]
    results = {'empty': [], 'henji': []}
    for i in range(ROUNDS + 1):
        for name, command in (('empty', empty), ('henji', henji)):
            figures = measure(command)
            if i > 0:  # the first round warms the file cache
                results[name].append(figures)
    first = {name: statistics.median(f for f, _ in rows) for name, rows in results.items()}
    memory = {name: statistics.median(m for _, m in rows) for name, rows in results.items()}
    print(f'First frame (median of {ROUNDS}): empty window {first["empty"]:.0f} ms, sample shop '
          f'{first["henji"]:.0f} ms, ratio {first["henji"] / first["empty"]:.2f}')
    print(f'Memory (PSS): empty window {memory["empty"]:.0f} MiB, sample shop {memory["henji"]:.0f} MiB, '
          f'ratio {memory["henji"] / memory["empty"]:.2f}')
    data, painted = choose_cases(henji)
    print(f'Choosing a case ({len(painted)} times): data ready median {statistics.median(data):.1f} ms, '
          f'p95 {p95(data):.1f} ms; painted median {statistics.median(painted):.1f} ms, '
          f'p95 {p95(painted):.1f} ms')


main()
