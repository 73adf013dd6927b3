# Invented mails, reports and a shop, dated around now.
import base64
import email.message
import email.policy
import email.utils
import os
import struct
import time
import zlib

from henji_e2e import ctl

NOW = int(time.time())
ORDER = '250-4410827-1930655'
ORDER_2 = '112-7734015-2204418'


def ago(hours):
    return NOW - int(hours * 3600)


def iso(seconds):
    return time.strftime('%Y-%m-%dT%H:%M:%S+00:00', time.gmtime(seconds))


def png(width=240, height=180):
    """A picture with a slope of colours."""
    rows = b''.join(b'\0' + bytes(v for x in range(width) for v in
                                  (200 - y // 2, 120 + x // 4, 90 + (x ^ y) % 40))
                    for y in range(height))

    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data
                + struct.pack('>I', zlib.crc32(kind + data)))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def mail(sender, subject, body, at=None, name=None, attachments=(), message_id=None, raw_from=None,
         to='shop@example.com'):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    if raw_from is None:
        message['From'] = email.utils.formataddr((name, sender)) if name else sender
    message['To'] = to
    if subject is not None:
        message['Subject'] = subject
    message['Date'] = email.utils.formatdate(at or ago(2), usegmt=True)
    message['Message-ID'] = message_id or email.utils.make_msgid(domain='example.invalid')
    message.set_content(body, cte='base64')
    for file_name, data in attachments:
        kind = 'png' if file_name.lower().endswith('.png') else 'octet-stream'
        message.add_attachment(data, maintype='image' if kind == 'png' else 'application',
                               subtype=kind, filename=file_name)
    data = message.as_bytes()
    if raw_from is not None:
        data = b'From: ' + raw_from + b'\r\n' + data
    return data


ORDER_COLUMNS = ('order-id order-item-id purchase-date payments-date reporting-date promise-date '
                 'days-past-promise buyer-email buyer-name buyer-phone-number sku product-name '
                 'quantity-purchased quantity-shipped quantity-to-ship ship-service-level '
                 'recipient-name ship-address-1 ship-address-2 ship-address-3 ship-city ship-state '
                 'ship-postal-code ship-country sales-channel currency item-price').split()


def order_report(*orders):
    """A report of unshipped orders; each order a dictionary of columns."""
    lines = ['\t'.join(ORDER_COLUMNS)]
    for order in orders:
        lines.append('\t'.join(str(order.get(column, '')) for column in ORDER_COLUMNS))
    return ('\r\n'.join(lines) + '\r\n').encode()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as out:
        out.write(data)
    return path


SHOP = {
    'name/ja': '青葉雑貨店', 'name/en': 'Aoba Zakka', 'rma-prefix': 'RMA', 'zone': 'Asia/Tokyo',
    'return-address/amazon.co.jp/ja/name': '青葉雑貨店 返品係',
    'return-address/amazon.co.jp/ja/postal-code': '980-0811',
    'return-address/amazon.co.jp/ja/state': '宮城県',
    'return-address/amazon.co.jp/ja/city': '仙台市青葉区',
    'return-address/amazon.co.jp/ja/line1': '一番町4-5-6',
    'return-address/amazon.co.jp/ja/country': 'JP',
    'return-address/amazon.co.jp/en/name': 'Aoba Zakka Returns',
    'return-address/amazon.co.jp/en/line1': '4-5-6 Ichibancho',
    'return-address/amazon.co.jp/en/city': 'Aoba-ku, Sendai',
    'return-address/amazon.co.jp/en/state': 'Miyagi',
    'return-address/amazon.co.jp/en/postal-code': '980-0811',
    'return-address/amazon.co.jp/en/country': 'Japan',
}


def set_up_shop(data_dir):
    sets = [part for key, value in SHOP.items() for part in ('--set', f'{key}={value}')]
    ctl(data_dir, 'shop', *sets)


def story(folder):
    """An order report and two mails: (report, Japanese mail with a photo, English mail)."""
    report = order_report(
        {'order-id': ORDER, 'order-item-id': '70023456781', 'purchase-date': iso(ago(96)),
         'payments-date': iso(ago(96)), 'buyer-email': 'k7w2m4x9q1p3@marketplace.amazon.co.jp',
         'buyer-name': '長谷川 弘子', 'sku': 'MUG-BL-01', 'product-name': '陶器のマグカップ 青',
         'quantity-purchased': 2, 'quantity-shipped': 2, 'quantity-to-ship': 0,
         'recipient-name': '長谷川 弘子', 'ship-address-1': '神宮前1-2-3', 'ship-address-2': '青葉ハイツ402',
         'ship-city': '渋谷区', 'ship-state': '東京都', 'ship-postal-code': '150-0001',
         'ship-country': 'JP', 'sales-channel': 'Amazon.co.jp', 'currency': 'JPY',
         'item-price': 4960},
        {'order-id': ORDER_2, 'order-item-id': '70023456799', 'purchase-date': iso(ago(120)),
         'payments-date': iso(ago(120)), 'buyer-email': 'b5n8t2v6c0r4@marketplace.amazon.com',
         'buyer-name': 'Wendy Marsh', 'sku': 'LAMP-US', 'product-name': 'Paper lamp, white',
         'quantity-purchased': 1, 'quantity-shipped': 1, 'quantity-to-ship': 0,
         'recipient-name': 'Wendy Marsh', 'ship-address-1': '88 Canal Road', 'ship-city': 'Portland',
         'ship-state': 'ME', 'ship-postal-code': '04101', 'ship-country': 'US',
         'sales-channel': 'Amazon.com', 'currency': 'USD', 'item-price': '38.00'})
    first = mail('k7w2m4x9q1p3+A1B2C3@marketplace.amazon.co.jp', f'商品が割れていました（注文番号: {ORDER}）',
                 'お世話になります。\n本日マグカップが届きましたが、開けたところ取っ手が割れていました。\n'
                 '写真を添付します。交換していただけますか。\n長谷川',
                 at=ago(3), name='長谷川 弘子', attachments=[('割れた取っ手.png', png())])
    second = mail('b5n8t2v6c0r4+D4E5F6@marketplace.amazon.com', f'Lamp does not switch on (Order: {ORDER_2})',
                  'Hello,\nthe paper lamp arrived but it does not turn on at all. I tried two bulbs '
                  'and two sockets.\nWendy', at=ago(1), name='Wendy Marsh')
    return [write(f'{folder}/{name}', data) for name, data in
            (('orders.txt', report), ('damaged.eml', first), ('lamp.eml', second))]
