/* henji-charset-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-charset"

#include "config.h"

#include "henji-charset.h"
#include "henji-charset-private.h"

#include <string.h>

static const struct
{
  const char *label; /* lower case, "_" as "-" */
  const char *name;
} aliases[] = {
  { "utf-8", UTF_8 },
  { "utf8", UTF_8 },
  { "utf-8-sig", UTF_8 },
  { "unicode-1-1-utf-8", UTF_8 },
  { "cp65001", UTF_8 },
  { "us-ascii", ASCII },
  { "ascii", ASCII },
  { "ansi-x3.4-1968", ASCII },
  { "iso646-us", ASCII },
  { "7bit", ASCII },
  { "shift-jis", CP932 },
  { "shift-jis-2004", CP932 },
  { "shiftjis", CP932 },
  { "shift-jisx0213", CP932 },
  { "sjis", CP932 },
  { "x-sjis", CP932 },
  { "x-shift-jis", CP932 },
  { "x-ms-cp932", CP932 },
  { "windows-31j", CP932 },
  { "windows-932", CP932 },
  { "cswindows31j", CP932 },
  { "csshiftjis", CP932 },
  { "cp31j", CP932 },
  { "cp932", CP932 },
  { "cp943", CP932 },
  { "cp943c", CP932 },
  { "ms932", CP932 },
  { "ms-kanji", CP932 },
  { "sjis-win", CP932 },
  { "mskanji", CP932 },
  { "iso-2022-jp", JIS },
  { "iso2022jp", JIS },
  { "iso-2022jp", JIS },
  { "iso-2022-jp-1", JIS },
  { "iso-2022-jp-2", JIS },
  { "iso-2022-jp-3", JIS },
  { "iso-2022-jp-2004", JIS },
  { "iso-2022-jp-ms", JIS },
  { "iso2022-jp", JIS },
  { "x-iso-2022-jp", JIS },
  { "x-windows-50220", JIS },
  { "x-windows-50221", JIS },
  { "x-windows-iso2022jp", JIS },
  { "csiso2022jp", JIS },
  { "cp50220", JIS },
  { "cp50221", JIS },
  { "cp50222", JIS },
  { "jis", JIS },
  { "jis7", JIS },
  { "jis-encoding", JIS },
  { "euc-jp", EUC },
  { "eucjp", EUC },
  { "x-euc-jp", EUC },
  { "x-eucjp", EUC },
  { "x-euc", EUC },
  { "ujis", EUC },
  { "euc-jp-ms", EUC },
  { "eucjp-ms", EUC },
  { "eucjp-win", EUC },
  { "cp51932", EUC },
  { "windows-51932", EUC },
  { "cseucpkdfmtjapanese", EUC },
  { "gb2312", "GB18030" },
  { "gb-2312", "GB18030" },
  { "gb2312-80", "GB18030" },
  { "gb-2312-80", "GB18030" },
  { "csgb2312", "GB18030" },
  { "euc-cn", "GB18030" },
  { "gbk", "GB18030" },
  { "x-gbk", "GB18030" },
  { "cp936", "GB18030" },
  { "ms936", "GB18030" },
  { "windows-936", "GB18030" },
  { "gb18030", "GB18030" },
  { "big5", "BIG5-HKSCS" },
  { "big5-hkscs", "BIG5-HKSCS" },
  { "cp950", "BIG5-HKSCS" },
  { "ks-c-5601-1987", "CP949" },
  { "ks-c-5601", "CP949" },
  { "ksc5601", "CP949" },
  { "euc-kr", "CP949" },
  { "cp949", "CP949" },
  { "windows-949", "CP949" },
  { "iso-8859-1", LATIN },
  { "iso8859-1", LATIN },
  { "latin1", LATIN },
  { "windows-1252", LATIN },
  { "cp1252", LATIN },
  { "x-ansi", LATIN },
  { "utf-7", "UTF-7" },
  { "unicode-1-1-utf-7", "UTF-7" },
  { "utf-16", "UTF-16" },
  { "utf-16le", "UTF-16LE" },
  { "utf-16be", "UTF-16BE" },
  { "iso-8859-2", "ISO-8859-2" },
  { "iso-8859-9", "WINDOWS-1254" },
  { "iso-8859-15", "ISO-8859-15" },
  { "windows-1250", "WINDOWS-1250" },
  { "windows-1251", "WINDOWS-1251" },
  { "windows-1254", "WINDOWS-1254" },
  { "koi8-r", "KOI8-R" },
  { "iso-2022-kr", "ISO-2022-KR" },
  { "hz-gb-2312", "HZ" },
};

const char *
henji_charset_canonical (const char *label)
{
  char key[41];
  gsize n = 0;

  if (label == NULL)
    return NULL;

  for (; *label != '\0' && *label != '*'; label++)
    {
      if (strchr (" \t\r\n\"'", *label) != NULL)
        continue;
      if (n == sizeof key - 1 || !g_ascii_isgraph (*label))
        return NULL;
      key[n++] = *label == '_' ? '-' : g_ascii_tolower (*label);
    }
  key[n] = '\0';
  if (n == 0)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].label, key))
      return aliases[i].name;

  /* The rest of the world by iconv's own names; only plain ones reach it ("//" has a meaning
   * there). */
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (key[i]) && strchr ("-.", key[i]) == NULL)
      return NULL;
  if (g_str_has_prefix (key, "ucs") || g_str_has_prefix (key, "utf-32")
      || !henji_charset_converts (key))
    return NULL;

  return g_intern_string (key);
}
