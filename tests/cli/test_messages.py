# henjictl and a message whose answer was lost: what the seller says after a look at the marketplace.
#   test_messages.py HENJICTL
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_stub import JAPAN, SINCE, Stub, order  # noqa: E402

CTL = os.path.abspath(sys.argv[1])
NUMBER = order(0)['orderId']
KIND = 'confirmOrderDetails'
TEXT = 'ご注文の品は、明日お届けの予定です。ご都合はよろしいでしょうか。'
folder = tempfile.mkdtemp(prefix='henji-messages-')
stub = Stub()
stub.actions = {'_links': {'actions': [{'href': f'/messaging/v1/orders/{NUMBER}/messages/{KIND}?marketplaceIds={JAPAN}', 'name': KIND}]}}


def ctl(*args, feed='', status=0):
    env = dict(os.environ, SECRET_BACKEND='file', SECRET_FILE_TEST_PATH=os.path.join(folder, 'keyring'), SECRET_FILE_TEST_PASSWORD='test',
               HENJI_SPAPI_ENDPOINT=stub.url, HENJI_LWA_ENDPOINT=stub.url + '/auth/o2/token', G_DEBUG='fatal-criticals')
    env.pop('DBUS_SESSION_BUS_ADDRESS', None)
    done = subprocess.run([CTL, '--data-dir', os.path.join(folder, 'record'), '--json', *args], env=env, input=feed, text=True,
                          capture_output=True)
    assert done.returncode == status, f'{args}: {done.returncode}: {done.stderr}'
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def lose(text):
    stub.faults = ['ok'] * (stub.calls + 2) + ['close']
    lines, _ = ctl('spapi', 'message', NUMBER, KIND, '--text', '-', feed=text, status=1)
    assert lines[-1]['outcome'] == 'unknown', lines


def told():
    db = sqlite3.connect(os.path.join(folder, 'record', 'henji.db'))
    rows = [dict(part.split('=', 1) for part in data.splitlines())['sent-outcome'] for data, in
            db.execute("SELECT data FROM events WHERE data LIKE '%sent-action=%' ORDER BY id")]
    db.close()
    return rows


def test_not_asked():
    """Nobody has to look for a message that was not sent"""
    assert 'waits to be looked for' in ctl('spapi', 'looked', NUMBER, KIND, '--there', status=1)[1]
    ctl('spapi', 'looked', NUMBER, KIND, status=2)
    ctl('spapi', 'looked', NUMBER, KIND, '--there', '--not-there', status=2)
    assert told() == []


def test_missing():
    """One that is not there may be sent again"""
    lose(TEXT)
    assert 'nobody knows' in ctl('spapi', 'message', NUMBER, KIND, '--text', '-', feed=TEXT, status=1)[1]
    assert ctl('spapi', 'looked', NUMBER, KIND, '--not-there')[0][0]['event'] > 0
    ctl('spapi', 'message', NUMBER, KIND, '--text', '-', feed=TEXT)
    assert told() == ['unknown', 'missing', 'sent'], told()
    assert len(stub.sent) == 2, stub.sent


def test_found():
    """One that is there counts as sent: the same does not go out again, another one does"""
    lose(TEXT + '。')
    ctl('spapi', 'looked', NUMBER, KIND, '--there')
    assert 'Just this message' in ctl('spapi', 'message', NUMBER, KIND, '--text', '-', feed=TEXT + '。', status=1)[1]
    ctl('spapi', 'message', NUMBER, KIND, '--text', '-', feed=TEXT + '？')
    assert told()[3:] == ['unknown', 'found', 'sent'], told()
    assert len(stub.sent) == 4, stub.sent


def test_disabled():
    """What cannot be sent now says so, whether the service gives a reason or not"""
    offered = dict(stub.actions)
    for told, wanted in (({'disabled': True, 'disabledReason': 'Already sent'}, 'Already sent'), ({'disabled': True}, 'The marketplace gives no reason.'),
                         ({'disabledReason': 'Too early'}, 'Too early'), ({'disabled': False, 'disabledReason': 'x'}, None), ({}, None)):
        stub.actions['_embedded'] = {'actions': [{'_links': {'self': {'href': '/x', 'name': KIND}}, **told}]}
        assert ctl('spapi', 'actions', NUMBER)[0][0]['disabled'] == wanted, told
    stub.actions['_embedded']['actions'][0]['disabled'] = 'yes'
    assert '“_embedded.actions[0].disabled” is neither true nor false' in ctl('spapi', 'actions', NUMBER, status=1)[1]
    stub.actions = offered


facts = os.path.join(folder, 'record', 'facts', 'spapi')
os.makedirs(facts)
with open(os.path.join(facts, 'usage.ini'), 'w', encoding='utf-8') as out:
    out.write(''.join(f'[operation {name}]\nrate=1000\nburst=1000\n' for name in ('getMessagingActionsForOrder', 'getAttributes', 'sendMessage')))
ctl('spapi', 'connect', '--since', SINCE, 'amazon.co.jp', feed='client-1\nstub-secret\nAtzr|stub-refresh\n')
tests = [test_disabled, test_not_asked, test_missing, test_found]
print(f'1..{len(tests)}')
failed = 0
for number, test in enumerate(tests, 1):
    try:
        test()
        print(f'ok {number} - {test.__doc__}')
    except Exception as error:
        failed += 1
        print(f'not ok {number} - {test.__doc__}\n# {error!r}'.replace('\\n', '\n# '))
shutil.rmtree(folder, ignore_errors=True)
sys.exit(failed > 0)
