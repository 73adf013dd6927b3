/* henji-fold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One table for the 65,536 characters of the basic plane, filled at first use from GLib's own
 * Unicode data (a few ms, once), makes folding a look-up per character.
 */
#define G_LOG_DOMAIN "henji-fold"

#include "config.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_PIECES 18
#define VOICED 0x3099
#define SEMI_VOICED 0x309A
#define REPLACEMENT 0xFFFD

/* Table values that stand for no character: surrogates never occur in text. */
#define DROPPED 0xD800
#define SEVERAL 0xD801

typedef struct
{
  guint16 from;
  guint16 n;
  gunichar pieces[MAX_PIECES];
} Several;

static guint16 *table;
static GArray *severals; /* (element-type Several), ascending */

/* Characters that a reader takes for the same and Unicode does not: variants of kanji in names,
 * and the dashes, quotes and waves that keyboards and mail programs exchange. */
static const struct
{
  gunichar from;
  gunichar to;
} variants[] = {
  { 0x9AD9, 0x9AD8 },  /* 髙 高 */
  { 0xFA11, 0x5D0E },  /* 﨑 崎 */
  { 0x5D5C, 0x5D0E },  /* 嵜 崎 */
  { 0x7895, 0x5D0E },  /* 碕 崎 */
  { 0x908A, 0x8FBA },  /* 邊 辺 */
  { 0x9089, 0x8FBA },  /* 邉 辺 */
  { 0x6FF5, 0x6D5C },  /* 濵 浜 */
  { 0x6FF1, 0x6D5C },  /* 濱 浜 */
  { 0x9F4B, 0x658E },  /* 齋 斎 */
  { 0x9F4A, 0x658E },  /* 齊 斎 */
  { 0x6589, 0x658E },  /* 斉 斎 */
  { 0x5FB7, 0x5FB3 },  /* 德 徳 */
  { 0x6FA4, 0x6CA2 },  /* 澤 沢 */
  { 0x5CEF, 0x5CF0 },  /* 峯 峰 */
  { 0x5D8B, 0x5CF6 },  /* 嶋 島 */
  { 0x5D8C, 0x5CF6 },  /* 嶌 島 */
  { 0x5EE3, 0x5E83 },  /* 廣 広 */
  { 0x570B, 0x56FD },  /* 國 国 */
  { 0x6AFB, 0x685C },  /* 櫻 桜 */
  { 0x6E15, 0x6DF5 },  /* 渕 淵 */
  { 0x6E0A, 0x6DF5 },  /* 渊 淵 */
  { 0x9F8D, 0x7ADC },  /* 龍 竜 */
  { 0x7027, 0x6EDD },  /* 瀧 滝 */
  { 0x771E, 0x771F },  /* 眞 真 */
  { 0x60E0, 0x6075 },  /* 惠 恵 */
  { 0x58FD, 0x5BFF },  /* 壽 寿 */
  { 0x85EA, 0x85AE },  /* 藪 薮 */
  { 0x6A9C, 0x6867 },  /* 檜 桧 */
  { 0x69AE, 0x6804 },  /* 榮 栄 */
  { 0x5BE6, 0x5B9F },  /* 實 実 */
  { 0x8218, 0x9928 },  /* 舘 館 */
  { 0x51A8, 0x5BCC },  /* 冨 富 */
  { 0x6852, 0x6851 },  /* 桒 桑 */
  { 0x6801, 0x67F3 },  /* 栁 柳 */
  { 0x9751, 0x9752 },  /* 靑 青 */
  { 0x66FE, 0x66FD },  /* 曾 曽 */
  { 0x689D, 0x6761 },  /* 條 条 */
  { 0x61C9, 0x5FDC },  /* 應 応 */
  { 0x5713, 0x5186 },  /* 圓 円 */
  { 0x85CF, 0x8535 },  /* 藏 蔵 */
  { 0x8C50, 0x8C4A },  /* 豐 豊 */
  { 0x8207, 0x4E0E },  /* 與 与 */
  { 0x6703, 0x4F1A },  /* 會 会 */
  { 0x5B78, 0x5B66 },  /* 學 学 */
  { 0x838A, 0x8358 },  /* 莊 荘 */
  { 0x5BEC, 0x5BDB },  /* 寬 寛 */
  { 0x4F86, 0x6765 },  /* 來 来 */
  { 0x842C, 0x4E07 },  /* 萬 万 */
  { 0x9435, 0x9244 },  /* 鐵 鉄 */
  { 0x95DC, 0x95A2 },  /* 關 関 */
  { 0x7E23, 0x770C },  /* 縣 県 */
  { 0x865F, 0x53F7 },  /* 號 号 */
  { 0x9F9C, 0x4E80 },  /* 龜 亀 */
  { 0x6649, 0x664B },  /* 晉 晋 */
  { 0x20BB7, 0x5409 }, /* 𠮷 吉 */
  { 0x2363A, 0x6A4B }, /* 𣘺 橋 */
  { 0x2123D, 0x571F }, /* 𡈽 土 */
  { 0x2018, 0x27 },    { 0x2019, 0x27 },   { 0x201B, 0x27 },        { 0x02BC, 0x27 },
  { 0x00B4, 0x27 },    { 0x0060, 0x27 },   { 0x201C, 0x22 },        { 0x201D, 0x22 },
  { 0x201E, 0x22 },    { 0x2010, 0x2D },   { 0x2011, 0x2D },        { 0x2012, 0x2D },
  { 0x2013, 0x2D },    { 0x2014, 0x2D },   { 0x2015, 0x2D },        { 0x2043, 0x2D },
  { 0x2212, 0x2D },    { 0x02D7, 0x2D },   { 0x2500, 0x2D },        { 0x301C, 0x7E },
  { 0x3030, 0x7E },    { 0x309B, VOICED }, { 0x309C, SEMI_VOICED },
};

static gunichar
variant_of (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (variants[i].from == c)
      return variants[i].to;

  return c;
}

/* Invisible: variation selectors, zero-width characters, text direction, soft hyphens. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x180B && c <= 0x180E)
         || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
         || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF
         || (c >= 0xE0000 && c <= 0xE0FFF);
}

/* An accent of Latin, Greek or Cyrillic. Marks of other scripts carry meaning and stay. */
static gboolean
is_accent (gunichar c)
{
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x1AB0 && c <= 0x1AFF)
         || (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF)
         || (c >= 0xFE20 && c <= 0xFE2F);
}

static gunichar
to_hiragana (gunichar c)
{
  if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE)
    return c - 0x60;

  return c;
}

/* The kana @base with the voiced sound mark @mark, or 0 when the pair makes no letter. */
static gunichar
join_voiced (gunichar base, gunichar mark)
{
  gunichar joined;

  if (base >= 0x3041 && base <= 0x309E && g_unichar_compose (base, mark, &joined))
    return joined;

  return 0;
}

/* The slow way, for filling the table and for the rare characters beyond it. */
static int
fold_slowly (gunichar c, gunichar *out)
{
  gunichar pieces[MAX_PIECES * 2];
  gsize n_pieces;
  int n = 0;

  if (is_invisible (c) || is_accent (c))
    return 0;
  if ((c >= 0xAC00 && c <= 0xD7A3) || /* hangul syllables stay whole */
      (c >= 0x13A0 && c <= 0x13FF) || (c >= 0xAB70 && c <= 0xABBF)) /* Cherokee folds in circles */
    {
      out[0] = c;
      return 1;
    }

  c = variant_of (c);
  n_pieces = g_unichar_fully_decompose (c, TRUE, pieces, G_N_ELEMENTS (pieces));
  for (gsize i = 0; i < MIN (n_pieces, G_N_ELEMENTS (pieces)); i++)
    {
      char utf8[6];
      g_autofree char *lower = NULL;

      if (is_invisible (pieces[i]) || is_accent (pieces[i]))
        continue;

      lower = g_utf8_casefold (utf8, g_unichar_to_utf8 (pieces[i], utf8));
      for (const char *p = lower; *p != '\0' && n < MAX_PIECES; p = g_utf8_next_char (p))
        {
          gunichar d = to_hiragana (variant_of (g_utf8_get_char (p)));
          gunichar joined = 0;

          if (is_accent (d))
            continue;
          if (n > 0 && (d == VOICED || d == SEMI_VOICED))
            joined = join_voiced (out[n - 1], d);
          if (joined != 0)
            out[n - 1] = joined;
          else
            out[n++] = d;
        }
    }

  return n;
}

static gpointer
fill_table (gpointer data)
{
  guint16 *values = g_new (guint16, 0x10000);

  severals = g_array_new (FALSE, FALSE, sizeof (Several));
  for (gunichar c = 0; c < 0x10000; c++)
    {
      Several several = { .from = (guint16) c };
      int n;

      values[c] = (guint16) c;
      if (c < 0x80)
        values[c] = (guint16) (c == 0x60 ? 0x27 : (guint16) g_ascii_tolower ((char) c));
      else if (c >= 0xD800 && c <= 0xF8FF) /* surrogates, private use */
        continue;
      else if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3)) /* kanji, hangul */
        values[c] = (guint16) variant_of (c);
      else if ((n = fold_slowly (c, several.pieces)) == 0)
        values[c] = DROPPED;
      else if (n == 1 && several.pieces[0] < 0x10000)
        values[c] = (guint16) several.pieces[0];
      else
        {
          several.n = (guint16) n;
          values[c] = SEVERAL;
          g_array_append_val (severals, several);
        }
    }
  table = values;

  return NULL;
}

static void
ensure_table (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, fill_table, NULL);
}

static int
compare_several (const void *a, const void *b)
{
  return (int) ((const Several *) a)->from - (int) ((const Several *) b)->from;
}

/* Folds @c once the table is there. */
static int
fold_one (gunichar c, gunichar *out)
{
  Several key = { 0 };
  const Several *several;

  if (c >= 0x10000)
    return fold_slowly (c, out);

  switch (table[c])
    {
    case DROPPED:
      return 0;

    case SEVERAL:
      key.from = (guint16) c;
      several = bsearch (&key, severals->data, severals->len, sizeof (Several), compare_several);
      memcpy (out, several->pieces, several->n * sizeof (gunichar));
      return several->n;

    default:
      out[0] = table[c];
      return 1;
    }
}

int
henji_fold_char (gunichar c, gunichar *out)
{
  g_return_val_if_fail (out != NULL, 0);

  ensure_table ();
  if (c >= 0xD800 && c <= 0xDFFF)
    return 0;

  return fold_one (c, out);
}

/* Reads one character; a byte that begins none counts as one replacement character. */
static inline gunichar
read_char (const guchar *p, gsize left, gsize *used)
{
  gunichar c;

  *used = 1;
  if (p[0] < 0x80)
    return p[0];
  if (p[0] >= 0xE0 && p[0] < 0xF0 && left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
    {
      c = (gunichar) (p[0] & 0x0F) << 12 | (gunichar) (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
      if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF))
        return REPLACEMENT;
      *used = 3;
      return c;
    }
  if (p[0] >= 0xC2 && p[0] < 0xE0 && left >= 2 && (p[1] & 0xC0) == 0x80)
    {
      *used = 2;
      return (gunichar) (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
  if (p[0] >= 0xF0 && p[0] < 0xF5 && left >= 4 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80
      && (p[3] & 0xC0) == 0x80)
    {
      c = (gunichar) (p[0] & 0x07) << 18 | (gunichar) (p[1] & 0x3F) << 12
          | (gunichar) (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
      if (c < 0x10000 || c > 0x10FFFF)
        return REPLACEMENT;
      *used = 4;
      return c;
    }

  return REPLACEMENT;
}

static inline gsize
write_char (gunichar c, char *out)
{
  if (c < 0x80)
    {
      out[0] = (char) (c == 0 ? ' ' : c);
      return 1;
    }
  if (c >= 0x800 && c < 0x10000)
    {
      out[0] = (char) (0xE0 | c >> 12);
      out[1] = (char) (0x80 | ((c >> 6) & 0x3F));
      out[2] = (char) (0x80 | (c & 0x3F));
      return 3;
    }

  return (gsize) g_unichar_to_utf8 (c, out);
}

/* Is this value of the table one character that joins no other? */
static inline gboolean
is_plain (guint16 value)
{
  return value != DROPPED && value != SEVERAL && value != VOICED && value != SEMI_VOICED;
}

char *
henji_fold (const char *text, gssize length, gsize **offsets)
{
  const guchar *bytes = (const guchar *) text;
  g_autofree char *out = NULL;
  g_autofree gsize *map = NULL;
  gsize size, room, n = 0;
  gsize last_at = 0; /* where the last character begins in @out */
  gunichar last = 0;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  ensure_table ();
  size = length < 0 ? strlen (text) : (gsize) length;
  room = size + size / 8 + 64;
  out = g_malloc (room + 1);
  if (offsets != NULL)
    map = g_new (gsize, room + 1);

  for (gsize i = 0, used; i < size; i += used)
    {
      gunichar pieces[MAX_PIECES];
      gunichar from;
      int n_pieces;

      if (room - n < 4 * MAX_PIECES)
        {
          room = room * 2 + 4 * MAX_PIECES;
          out = g_realloc (out, room + 1);
          if (map != NULL)
            map = g_renew (gsize, map, room + 1);
        }

      from = read_char (bytes + i, size - i, &used);
      if (G_LIKELY (from < 0x10000 && is_plain (table[from])))
        {
          last = table[from];
          last_at = n;
          n += write_char (last, out + n);
          if (map != NULL)
            for (gsize k = last_at; k < n; k++)
              map[k] = i;
          continue;
        }

      n_pieces = fold_one (from, pieces);
      for (int j = 0; j < n_pieces; j++)
        {
          gunichar c = pieces[j];
          gsize written;

          if (G_UNLIKELY (c == VOICED || c == SEMI_VOICED))
            {
              gunichar joined = join_voiced (last, c);

              if (joined != 0) /* both forms take three bytes, so the map stands */
                write_char (last = joined, out + last_at);
              continue;
            }

          written = write_char (c, out + n);
          if (map != NULL)
            for (gsize k = 0; k < written; k++)
              map[n + k] = i;
          last = c;
          last_at = n;
          n += written;
        }
    }

  out[n] = '\0';
  if (map != NULL)
    {
      map[n] = size;
      *offsets = g_steal_pointer (&map);
    }

  return g_steal_pointer (&out);
}

gboolean
henji_fold_is_cjk (gunichar c)
{
  if (c < 0x1100)
    return FALSE;

  return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || /* kana, ー; not ・ */
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)
         || (c >= 0x3005 && c <= 0x3007) || /* 々 〆 〇 */
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF)
         || (c >= 0x3105 && c <= 0x318E) || (c >= 0x31A0 && c <= 0x31BF)
         || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xF900 && c <= 0xFAFF)
         || (c >= 0xFF66 && c <= 0xFFDC) || (c >= 0x20000 && c <= 0x323AF);
}

gboolean
henji_fold_has_cjk (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (henji_fold_is_cjk (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}
