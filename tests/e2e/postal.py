# A list of postal codes in Japan Post's form and of its size, whose towns are invented.
import io
import zipfile

PREFECTURES = ('北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 '
               '神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 '
               '大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 '
               '福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県').split()
KNOWN = [
    ('1500001', '東京都', '渋谷区', '神宮前'),
    ('1500002', '東京都', '渋谷区', '返事坂'),
    ('1500000', '東京都', '渋谷区', '以下に掲載がない場合'),
    ('1060031', '東京都', '港区', '西返事（１～３丁目）'),
    ('5300001', '大阪府', '大阪市北区', '梅田'),
    ('4980000', '愛知県', '弥富市', '以下に掲載がない場合'),
    ('4980000', '三重県', '桑名郡木曽岬町', '以下に掲載がない場合'),
]


def row(code, prefecture, city, town):
    return f'13113,"{code[:3]}  ","{code}","ケン","シ","マチ","{prefecture}","{city}","{town}",0,0,1,0,0,0\r\n'


def rows(filling=110000, prefectures=PREFECTURES):
    """The known rows and as many others as a whole list has"""
    known = {place[0] for place in KNOWN}
    yield from (row(*place) for place in KNOWN)
    for i in range(filling):
        code = f'{2000000 + i * 7:07}'
        if code not in known:
            prefecture = prefectures[i * len(prefectures) // filling]
            yield row(code, prefecture, f'返事{i // 60}市', f'返事{i % 60}町')


def archive(text=None, name='utf_ken_all.csv', date=(2026, 10, 30, 12, 0, 0)):
    """The bytes of a zip with the list in it"""
    content = text if text is not None else ''.join(rows()).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(name, date), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
