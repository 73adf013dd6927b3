# A stand-in for the marketplace's service and its login, on the loopback: static answers by what is asked,
# and faults by a script. Bytes are written by hand, as a library would not lie about them.
import contextlib
import gzip
import json
import socket
import threading
import time
import urllib.parse
import zlib

JAPAN = 'A1VC38T7YXB528'
DAY = 86400
BASE = int(time.time()) // DAY * DAY - 32 * DAY + 20800  # 5:46:40, a month ago


def bomb(mebibytes):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b''.join(packer.compress(b' ' * (1 << 20)) for _ in range(mebibytes)) + packer.flush()


BOMB = bomb(300)


def stamp(seconds):
    return time.strftime('%Y-%m-%dT%H:%M:%S.000Z', time.gmtime(seconds))


def day(number, form='%Y-%m-%d'):
    """The date so many days after the first order."""
    return time.strftime(form, time.gmtime(BASE + number * DAY))


SINCE = day(-25)
SINCE_JAPAN = day(-26) + 'T15:00:00'  # where that day begins there


def order(number, updated=None, price=None, status='SHIPPED', **more):
    """An invented order as the service tells it."""
    at = BASE + number * 7
    price = str(price if price is not None else 1000 + number % 500)
    made = {
        'orderId': f'250-{number % 10 ** 7:07d}-{number * 7919 % 10 ** 7:07d}',
        'createdTime': stamp(at), 'lastUpdatedTime': stamp(updated or at + 3),
        'programs': ['PRIME'] if number % 3 == 0 else [],
        'salesChannel': {'channelName': 'AMAZON', 'marketplaceId': JAPAN, 'marketplaceName': 'Amazon.co.jp'},
        'buyer': {'buyerName': f'佐伯 {number}', 'buyerEmail': f'b{number:010d}@marketplace.amazon.co.jp'},
        'recipient': {'deliveryAddress': {'name': f'佐伯 {number}', 'addressLine1': f'神宮前{number % 30}-2-3', 'city': '渋谷区',
                                          'stateOrRegion': '東京都', 'postalCode': '150-0001', 'countryCode': 'JP'}},
        'proceeds': {'grandTotal': {'amount': price, 'currencyCode': 'JPY'}},
        'fulfillment': {'fulfillmentStatus': status, 'fulfilledBy': 'MERCHANT', 'fulfillmentServiceLevel': 'STANDARD',
                        'shipByWindow': {'earliestDateTime': stamp(at), 'latestDateTime': stamp(at + 172800)}},
        'orderItems': [{
            'orderItemId': f'{10 ** 13 + number}', 'quantityOrdered': 1,
            'product': {'asin': f'B0{number % 10 ** 8:08d}', 'title': f'陶器マグカップ 第{number % 40}版', 'sellerSku': f'MUG-{number % 40}',
                        'price': {'unitPrice': {'amount': price, 'currencyCode': 'JPY'}}},
            'proceeds': {'proceedsTotal': {'amount': price, 'currencyCode': 'JPY'},
                         'breakdowns': [{'type': 'ITEM', 'subtotal': {'amount': price, 'currencyCode': 'JPY'}}]},
            'fulfillment': {'quantityFulfilled': 1, 'quantityUnfulfilled': 0}}],
    }
    if status == 'SHIPPED' and number % 2 == 0:
        made['packages'] = [{'packageReferenceId': '1', 'carrier': 'ヤマト運輸', 'shipTime': stamp(at + 86400),
                             'trackingNumber': f'{10 ** 11 + number}'}]
    made.update(more)
    return made


def is_updated_after(made, text):
    return str(made['lastUpdatedTime'])[:19] >= text[:19] or not isinstance(made['lastUpdatedTime'], str)


class Stub:
    """faults: a list of names, one for each call of the service in turn; 'ok' or the list's end is none."""

    def __init__(self, orders=(), page=100, tls=None):
        self.orders, self.page = list(orders), page
        self.faults, self.login_faults = [], []
        self.calls, self.logins, self.tokens_seen, self.queries = 0, 0, [], []
        self.token, self.refresh_token, self.skew = 'Atza|stub-0', 'Atzr|stub-refresh', 0
        self.report, self.document = b'', {}  # the file of a report, and how it is sent
        self.waits, self.final = 0, 'DONE'    # how often a report is not ready yet, and what comes of it
        self.asked, self.documents = [], []    # bodies of createReport; (headers, path) of files that were read
        self.other = None   # where the redirect points
        self.owner = None   # whose files this one hands out
        self.actions = {}   # what messages are allowed
        self.locale = 'ja-JP'
        self.sent = []      # (place, body) of messages that arrived, whatever was answered
        self.uploads = []   # (headers, path, bytes) of files that were put somewhere
        self.upload = {}    # how a place for a file is told
        self.fault_of = None  # a function of what is asked ("POST /messaging/…"): its fault, or None; goes before the list
        self.on_call = None  # a function of this stub, before each answer of the service
        self.lock = threading.Lock()
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.tls = tls
        self.url = f'http{"s" if tls else ""}://127.0.0.1:{self.socket.getsockname()[1]}'
        threading.Thread(target=self.listen, daemon=True).start()

    @contextlib.contextmanager
    def aside(self):
        """What is asked meanwhile meets no fault and is not counted; logins are."""
        faults, self.faults = self.faults, []
        fault_of, self.fault_of = self.fault_of, None
        yield
        self.faults, self.fault_of = faults, fault_of
        self.calls, self.tokens_seen, self.queries = 0, [], []

    def close(self):
        self.socket.close()

    def listen(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection, connection.makefile('rb') as stream:
                while self.one(connection, stream):
                    pass
        except OSError:
            pass

    def one(self, connection, stream):
        line = stream.readline().decode('latin-1').split()
        if len(line) < 3:
            return False
        headers = {}
        while (header := stream.readline().decode('latin-1').strip()):
            name, _, value = header.partition(':')
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get('content-length', 0)))
        url = urllib.parse.urlsplit(line[1])
        with self.lock:
            if url.path == '/auth/o2/token':
                return self.login(connection, dict(urllib.parse.parse_qsl(body.decode())))
            if 'x-amz-access-token' in headers:
                self.tokens_seen.append(headers['x-amz-access-token'])
            if self.on_call:
                self.on_call(self)
            fault = self.faults[self.calls] if self.calls < len(self.faults) else 'ok'
            fault = self.fault_of and self.fault_of(f'{line[0]} {line[1]}') or fault
            if line[0] == 'PUT':
                return self.take_upload(connection, headers, line[1], body)
            if url.path.startswith('/documents/'):
                return self.send_document(connection, headers, line[1])
            self.calls += 1
            self.queries.append(line[1])
            if line[0] == 'POST' and '/messages/' in url.path and not url.path.startswith('/uploads/'):
                self.sent.append((line[1], json.loads(body)))
            elif line[0] == 'POST' and body:
                self.asked.append(json.loads(body))
        query = dict(urllib.parse.parse_qsl(url.query))
        if fault != 'ok':
            return getattr(self, 'fault_' + fault)(connection, url, query)
        if headers.get('x-amz-access-token') != self.token:
            return self.send_error(connection, 403, 'Unauthorized', 'The access token you provided has expired.')
        return self.send(connection, *self.answer(url, query))

    # ---- Answers

    def login(self, connection, form):
        fault = self.login_faults[self.logins] if self.logins < len(self.login_faults) else 'ok'
        self.logins += 1
        if fault != 'ok':
            status = {'temporarily_unavailable': 503}.get(fault, 400)
            return self.send(connection, status, json.dumps({'error': fault, 'error_description': 'x'}),
                             **{'x-amzn-RequestId': f'stub-login-{self.logins}'})
        if form.get('refresh_token') != self.refresh_token or form.get('client_secret') != 'stub-secret':
            return self.send(connection, 400, json.dumps({'error': 'invalid_grant'}))
        self.token = f'Atza|stub-{self.logins}'
        return self.send(connection, 200, json.dumps({
            'access_token': self.token, 'token_type': 'bearer', 'expires_in': 3600, 'refresh_token': self.refresh_token}))

    def answer(self, url, query):
        parts = url.path.split('/')
        if parts[1] == 'reports':
            return self.answer_report(parts)
        if parts[1] == 'uploads':
            return self.answer_upload()
        if parts[1] == 'messaging' and 'messages' in parts:
            return 201, '{}'
        if parts[1] == 'messaging' and parts[-1] == 'attributes':
            return 200, json.dumps({'buyer': {'locale': self.locale}})
        if parts[1] == 'messaging':
            return 200, json.dumps(self.actions, ensure_ascii=False)
        if len(parts) == 5:
            found = [o for o in self.orders if o['orderId'] == parts[4]]
            if not found:
                return 404, json.dumps({'errors': [{'code': 'NotFound', 'message': 'x'}]})
            return 200, json.dumps({'order': found[0]}, ensure_ascii=False)
        start = int(query.get('paginationToken', 'p0')[1:])
        chosen = [o for o in self.orders if is_updated_after(o, query['lastUpdatedAfter'])]
        reply = {'orders': chosen[start:start + self.page], 'lastUpdatedBefore': stamp(time.time() - 120), 'pagination': {}}
        if start + self.page < len(chosen):
            reply['pagination']['nextToken'] = f'p{start + self.page}'
        return 200, json.dumps(reply, ensure_ascii=False)

    def answer_upload(self):
        place = (self.other or self).url + f'/put/{self.calls}?signature=x'
        told = {'uploadDestinationId': f'upload-{self.calls}', 'url': place, 'headers': {'x-amz-meta-a': 'b', 'Content-Type': 'text/plain'}}
        told.update(self.upload)
        return 201, json.dumps({'payload': told})

    def take_upload(self, connection, headers, place, body):
        owner = self.owner or self
        self.uploads.append((headers, place, body))
        fault = owner.document.get('fault')
        if fault == 'redirect':
            return self.send(connection, 307, '', Location=owner.url + '/put/elsewhere')
        return self.send(connection, 403 if fault == 'gone' else 200, '')

    def answer_report(self, parts):
        if parts[3] == 'documents':
            place = (self.other or self).url + f'/documents/{parts[4]}?signature={self.calls}'
            return 200, json.dumps({'reportDocumentId': parts[4], 'url': place,
                                    **({'compressionAlgorithm': 'GZIP'} if self.document.get('gzip') else {})})
        if len(parts) == 4:
            return 202, json.dumps({'reportId': f'report-{len(self.asked)}'})
        self.waits -= 1
        state = {'reportId': parts[4], 'processingStatus': 'IN_PROGRESS' if self.waits >= 0 else self.final}
        if state['processingStatus'] == 'DONE':
            state['reportDocumentId'] = 'amzn1.spdoc.1-2'
        return 200, json.dumps(state)

    def send_document(self, connection, headers, place):
        owner = self.owner or self
        self.documents.append((headers, place))
        body = gzip.compress(owner.report) if owner.document.get('gzip') else owner.report
        kind = owner.document.get('kind', 'text/plain')
        fault = owner.document.pop('fault', None)
        if fault == 'gone':
            return self.send(connection, 403, '<Error>Request has expired</Error>', kind='application/xml')
        if fault == 'cut':
            connection.sendall(self.head(200, len(body), kind=kind) + body[:len(body) // 2])
            return False
        if fault == 'unsized':
            half = body[:len(body) // 2]
            connection.sendall(self.head(200, kind=kind, **{'Transfer-Encoding': 'chunked'}) + f'{len(half):x}\r\n'.encode() + half + b'\r\n')
            return False
        if fault == 'bomb':
            body = BOMB
        return self.send(connection, 200, body, kind=kind, **({'Content-Encoding': 'gzip'} if owner.document.get('packed') else {}))

    def head(self, status, length=None, kind='application/json', **more):
        head = {'Date': time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(time.time() + self.skew)),
                'Content-Type': kind, 'x-amzn-RequestId': f'stub-request-{self.calls}', **more}
        if length is not None:
            head['Content-Length'] = length
        return (f'HTTP/1.1 {status} X\r\n' + ''.join(f'{k}: {v}\r\n' for k, v in head.items()) + '\r\n').encode()

    def send(self, connection, status, text, **more):
        body = text if isinstance(text, bytes) else text.encode()
        connection.sendall(self.head(status, len(body), **more) + body)
        return True

    def send_error(self, connection, status, code, details='', **more):
        return self.send(connection, status, json.dumps({'errors': [{'code': code, 'message': 'x', 'details': details}]}), **more)

    # ---- Faults

    def fault_429(self, connection, url, query):
        return self.send_error(connection, 429, 'QuotaExceeded')

    def fault_429_retry(self, connection, url, query):
        return self.send_error(connection, 429, 'QuotaExceeded', **{'Retry-After': 3})

    def fault_429_long(self, connection, url, query):
        return self.send_error(connection, 429, 'QuotaExceeded', **{'Retry-After': 3600})

    def fault_503(self, connection, url, query):
        return self.send(connection, 503, '<html>busy</html>', kind='text/html')

    def fault_500(self, connection, url, query):
        return self.send_error(connection, 500, 'InternalFailure')

    def fault_expired(self, connection, url, query):
        return self.send_error(connection, 403, 'Unauthorized', 'The access token you provided has expired.')

    def fault_denied(self, connection, url, query):
        return self.send_error(connection, 403, 'AccessDenied')

    def fault_invalid(self, connection, url, query):
        return self.send_error(connection, 400, 'InvalidInput')

    def fault_long_code(self, connection, url, query):
        return self.send_error(connection, 400, 'Invalid' * 10000)

    def fault_empty_201(self, connection, url, query):
        return self.send(connection, 201, '')

    def fault_drip(self, connection, url, query):
        body = self.answer(url, query)[1].encode()
        connection.sendall(self.head(200, len(body)))
        for byte in body:
            connection.sendall(bytes([byte]))
            time.sleep(0.5)
        return False

    def fault_drip_head(self, connection, url, query):
        for byte in self.head(200, 2):
            connection.sendall(bytes([byte]))
            time.sleep(0.5)
        return False

    def fault_cut_chunk(self, connection, url, query):
        body = self.answer(url, query)[1].encode()
        half = body[:len(body) // 2]
        connection.sendall(self.head(200, **{'Transfer-Encoding': 'chunked'}) + f'{len(half):x}\r\n'.encode() + half + b'\r\n')
        return False

    def fault_cut_inside(self, connection, url, query):
        body = self.answer(url, query)[1].encode()
        connection.sendall(self.head(200, **{'Transfer-Encoding': 'chunked'}) + f'{len(body):x}\r\n'.encode() + body[:99])
        return False

    def fault_long_length(self, connection, url, query):
        body = self.answer(url, query)[1].encode()
        connection.sendall(self.head(200, len(body) + 50) + body)
        return False

    def fault_short_length(self, connection, url, query):
        body = self.answer(url, query)[1].encode()
        connection.sendall(self.head(200, len(body) - 50) + body)
        return False

    def fault_no_end(self, connection, url, query):
        """Neither a length nor chunks: the end of the connection is the end, here too soon."""
        body = self.answer(url, query)[1].encode()
        connection.sendall(self.head(200, Connection='close') + body[:-20])
        return False

    def fault_gzip(self, connection, url, query):
        return self.send(connection, 200, gzip.compress(self.answer(url, query)[1].encode()), **{'Content-Encoding': 'gzip'})

    def fault_gzip_cut(self, connection, url, query):
        packed = gzip.compress(self.answer(url, query)[1].encode())
        return self.send(connection, 200, packed[:-30], **{'Content-Encoding': 'gzip'})

    def fault_gzip_bomb(self, connection, url, query):
        return self.send(connection, 200, BOMB, **{'Content-Encoding': 'gzip'})

    def fault_too_large(self, connection, url, query):
        connection.sendall(self.head(200, 64 << 20))
        block = b' ' * (1 << 20)
        for _ in range(64):
            connection.sendall(block)
        return False

    def fault_html(self, connection, url, query):
        return self.send(connection, 200, '<html>Welcome to the hotel</html>', kind='text/html')

    def fault_html_as_json(self, connection, url, query):
        return self.send(connection, 200, '<html>Welcome to the hotel</html>')

    def fault_empty(self, connection, url, query):
        return self.send(connection, 200, '')

    def fault_deep(self, connection, url, query):
        return self.send(connection, 200, '[' * 200000)

    def fault_redirect(self, connection, url, query):
        return self.send(connection, 302, '', Location=self.other.url + url.path + '?' + url.query)

    def fault_repeat(self, connection, url, query):
        reply = json.loads(self.answer(url, query)[1])
        reply['pagination'] = {'nextToken': query.get('paginationToken', 'p0')}
        return self.send(connection, 200, json.dumps(reply))

    def fault_close(self, connection, url, query):
        return False

    def fault_not_orders(self, connection, url, query):
        return self.send(connection, 200, '{"orders": {"orderId": 5}}')
