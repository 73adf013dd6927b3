#!/usr/bin/env python3
# Connecting with the marketplace's service: where to, with which credentials, and where these are kept.
import os
import shutil
import ssl
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from spapi_shop import CTL, ORDERS, REFRESH, SECRET, Shop, check, run  # noqa: E402
from spapi_stub import JAPAN, SINCE, Stub  # noqa: E402


def test_endpoints():
    stub = Stub(ORDERS[:1])
    for place in ('http://192.0.2.1:80', 'http://localhost.example.com:80', 'https://example.com', 'http://127.0.0.1.example.com',
                  'file:///etc/passwd', 'http://localhost:80'):
        shop = Shop(stub, connect=False)
        shop.env['HENJI_SPAPI_ENDPOINT'] = place
        check('only an address of this computer' in shop.connect(status=1), place)
        shop.clean()
    check(stub.logins == 0, 'it logged in nonetheless')
    # A file of facts cannot send credentials elsewhere either.
    shop = Shop(stub, connect=False, limits='[region fe]\nhost=example.com\n')
    check('no host of the service' in shop.connect() + shop.log, 'a foreign host was taken')
    shop.clean()


def test_secrets():
    shop = Shop(Stub(ORDERS[:1]), connect=False)
    for name in ('SECRET_BACKEND', 'SECRET_FILE_TEST_PATH', 'SECRET_FILE_TEST_PASSWORD'):
        shop.env.pop(name)
    shop.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent'
    check('no Secret Service' in shop.connect(status=3), 'no sentence')
    check('no marketplace is connected' in shop.run('spapi', 'show', status=1)[1], 'it is connected')
    found = subprocess.run(['grep', '-rl', SECRET, shop.dir], capture_output=True, text=True).stdout
    check(not found, f'the secret is in {found}')
    shop.clean()

    shop = Shop(Stub(ORDERS[:1]))
    found = subprocess.run(['grep', '-rlE', f'{SECRET}|Atzr|Atza', shop.data], capture_output=True, text=True).stdout
    check(not found, f'the secret is in {found}')
    shown, _ = shop.run('spapi', 'show')
    check(shown[0]['region'] == 'fe' and shown[0]['marketplaces'] == [JAPAN], f'{shown}')
    check('client secret' in shop.connect(status=1, secret='two words'), 'a secret with a blank was taken')
    check('authorisation' in shop.connect(status=1, secret='wrong'), 'no sentence')
    shop.sync()
    shop.run('spapi', 'disconnect')
    check('No marketplace is connected' in shop.sync(1)[1], 'it is still connected')
    check(len(shop.record()['orders']) == 1, 'what it brought is gone')
    os.unlink(os.path.join(shop.dir, 'keyring'))
    shop.connect()
    os.unlink(os.path.join(shop.dir, 'keyring'))
    check('holds no credentials' in shop.sync(1)[1], 'no sentence')
    shop.clean()


KEYRING = '''
echo -n test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
lock () {
  dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \\
    org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null
}
login () {
  printf 'client-1\\nstub-secret\\nAtzr|stub-refresh\\n' | "$0" --data-dir "$1" spapi connect --since @SINCE@ amazon.co.jp
}
login "$1"; echo "connect $?"
"$0" --data-dir "$1" sync orders >/dev/null; echo "sync $?"
lock
"$0" --data-dir "$1" sync orders; echo "locked sync $?"
"$0" --data-dir "$1" spapi disconnect; echo "locked disconnect $?"
login "$1"; echo "locked connect $?"
"$0" --data-dir "$1" --json spapi show >/dev/null; echo "still connected $?"
'''.replace('@SINCE@', SINCE)


def test_keyring():
    """The real Secret Service: there, and locked with nobody to ask."""
    if not shutil.which('gnome-keyring-daemon') or not shutil.which('dbus-run-session'):
        return
    shop = Shop(Stub(ORDERS[:3]), connect=False)
    for name in ('SECRET_BACKEND', 'SECRET_FILE_TEST_PATH', 'SECRET_FILE_TEST_PASSWORD', 'DISPLAY', 'WAYLAND_DISPLAY'):
        shop.env.pop(name, None)
    env = dict(shop.env, HOME=shop.dir, XDG_DATA_HOME=shop.dir + '/share', XDG_RUNTIME_DIR=shop.dir, G_MESSAGES_DEBUG='')
    done = subprocess.run(['dbus-run-session', '--', 'sh', '-c', KEYRING, CTL, shop.data], env=env, capture_output=True, text=True,
                          timeout=60)
    check(done.stdout.splitlines() == ['connect 0', 'sync 0', 'locked sync 3', 'locked disconnect 3', 'locked connect 3',
                                       'still connected 0'], f'{done.stdout} {done.stderr}')
    check(done.stderr.count('The keyring is locked') == 3, done.stderr)
    shop.clean()


def test_tls():
    """A server that cannot prove who it is gets neither credentials nor a token."""
    shop = Shop(Stub(ORDERS[:1]))
    shop.sync()
    key, cert = os.path.join(shop.dir, 'key.pem'), os.path.join(shop.dir, 'cert.pem')
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2',
                    '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    false = Stub(ORDERS[:1], tls=context)
    shop.env['HENJI_SPAPI_ENDPOINT'] = false.url
    summary, _ = shop.sync(1)
    check('could not prove who it is' in summary['reason'], f'{summary}')
    shop.env['HENJI_LWA_ENDPOINT'] = false.url + '/auth/o2/token'
    check('could not prove who it is' in shop.connect(status=1), 'no sentence')
    check(false.calls == false.logins == 0 and not false.tokens_seen, 'something was sent')
    shop.clean()


def test_regions():
    shop = Shop(Stub(), connect=False)
    feed = f'client-1\n{SECRET}\n{REFRESH}\n'
    for words, args in (('no marketplace', ['amazon.example']), ('another region', ['amazon.co.jp', 'amazon.com'])):
        check(words in shop.run('spapi', 'connect', '--since', SINCE, *args, status=1, feed=feed)[1], words)
    check('no date' in shop.run('spapi', 'connect', '--since', '2026-13-01', 'amazon.co.jp', status=1, feed=feed)[1], 'date')
    check('future' in shop.run('spapi', 'connect', '--since', '2199-01-01', 'amazon.co.jp', status=1, feed=feed)[1], 'date')
    shop.clean()


def test_trial():
    """Orders are asked for before anything is kept; which marketplace gives none is said."""
    for faults, places, number in ((['denied', 'denied'], 'amazon.com', 2), (['denied', 'ok', 'expired', 'expired'], 'amazon.ca', 4),
                                   (['invalid'], 'amazon.com, amazon.ca', 1)):
        stub = Stub(ORDERS[:1])
        shop = Shop(stub, connect=False)
        stub.faults = faults
        said = shop.connect(1, 'amazon.com', more=('amazon.ca',))
        check(f'may not read the orders of {places}.' in said and 'It says: x' in said and f'stub-request-{number})' in said, said)
        check('no marketplace is connected' in shop.run('spapi', 'show', status=1)[1], 'it is connected')
        check(not os.path.exists(os.path.join(shop.dir, 'keyring')), 'the credentials were kept')
        stub.faults, stub.queries = [], []
        shop.connect(0, 'amazon.com', more=('amazon.ca',))
        check(len(stub.queries) == 1 and 'marketplaceIds=ATVPDKIKX0DER' in stub.queries[0] and 'A2EUQ1WTGCTBG2' in stub.queries[0], f'{stub.queries}')
        shop.clean()
    stub = Stub(ORDERS[:1])
    shop = Shop(stub, connect=False, usage='rate=0.01\nburst=1')
    shop.connect()
    check('Try again in 2 minutes' in shop.connect(1), 'it was asked too often')
    check(stub.calls == 1 and shop.run('spapi', 'show')[0], 'the connection before is gone')
    shop.clean()
    stub.login_faults = ['ok'] * stub.logins + ['invalid_client']
    shop = Shop(stub, connect=False)
    check(f'stub-login-{stub.logins + 1})' in shop.connect(1), 'no request id of the login')
    shop.clean()


run([test_trial, test_endpoints, test_secrets, test_keyring, test_tls, test_regions])
