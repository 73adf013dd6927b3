#!/usr/bin/env python3
# Runs every test through meson and ends with "N passed, N failed". A test program's own cases are
# counted; one that dies without saying which case failed counts as one failure.
import json
import os
import re
import subprocess
import sys

OK = re.compile(r'^\s*ok\b', re.M)
NOT_OK = re.compile(r'^\s*not ok\b', re.M)
SKIPPED = re.compile(r'^\s*ok\b.*# *SKIP', re.M | re.I)
REASON = re.compile(r'^\s*not ok\b.*(?:\n\s*# .*){0,6}', re.M)


def main():
    build = sys.argv[1]
    log = os.path.join(build, 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.remove(log)
    status = subprocess.run(
        ['meson', 'test', '-C', build, '--no-rebuild', '--print-errorlogs']).returncode
    passed = failed = skipped = 0
    reasons = []
    if os.path.exists(log):
        with open(log, encoding='utf-8') as lines:
            for line in lines:
                result = json.loads(line)
                text = result.get('stdout') or ''
                good, bad, skip = (len(p.findall(text)) for p in (OK, NOT_OK, SKIPPED))
                good -= skip
                if result['result'] in ('OK', 'EXPECTEDFAIL'):
                    passed += max(good, 0 if skip else 1)
                elif result['result'] == 'SKIP':
                    skip = max(skip, 1)
                else:
                    passed += good
                    failed += max(bad, 1)
                    reasons += [result['name'], *REASON.findall(text)]
                skipped += skip
    if status != 0 and failed == 0:
        failed = 1
    if reasons:
        print('What failed:', *reasons, sep='\n')
    if skipped:
        print(f'Skipped: {skipped}')
    print(f'{passed} passed, {failed} failed')
    sys.exit(1 if failed or passed == 0 else 0)


main()
