/* henji-charset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a mail says about its character set is often wrong, and what glibc makes of the Japanese
 * names is not what senders mean by them: SHIFT_JIS lacks ① ㈱ 髙 ～, which CP932 has, and
 * ISO-2022-JP fails at them. So names go through our own table and ISO-2022-JP through our own
 * decoder.
 */
#define G_LOG_DOMAIN "henji-charset"

#include "config.h"

#include "henji-charset.h"
#include "henji-charset-private.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* What iconv calls it: its EUC-JP lacks the vendor rows. */
static const char *
iconv_name (const char *name)
{
  return g_str_equal (name, EUC) ? "EUC-JP-MS" : name;
}

/* Opening a converter costs more than a short text, so each thread keeps the last few. */
#define N_KEPT 6

typedef struct
{
  const char *name; /* interned */
  iconv_t cd;
} Converter;

typedef struct
{
  Converter kept[N_KEPT];
  guint next;
} Converters;

static void
converters_free (gpointer data)
{
  Converters *all = data;

  for (guint i = 0; i < N_KEPT; i++)
    if (all->kept[i].name != NULL)
      iconv_close (all->kept[i].cd);
  g_free (all);
}

static GPrivate converters = G_PRIVATE_INIT (converters_free);

static iconv_t
converter_get (const char *name)
{
  Converters *all = g_private_get (&converters);
  Converter *slot;
  iconv_t cd;

  if (all == NULL)
    {
      all = g_new0 (Converters, 1);
      g_private_set (&converters, all);
    }

  for (guint i = 0; i < N_KEPT; i++)
    if (all->kept[i].name != NULL && g_str_equal (all->kept[i].name, name))
      {
        iconv (all->kept[i].cd, NULL, NULL, NULL, NULL);
        return all->kept[i].cd;
      }

  cd = iconv_open (UTF_8, iconv_name (name));
  if (cd == (iconv_t) -1)
    return cd;
  slot = &all->kept[all->next++ % N_KEPT];
  if (slot->name != NULL)
    iconv_close (slot->cd);
  slot->name = g_intern_string (name);
  slot->cd = cd;

  return cd;
}

gboolean
henji_charset_converts (const char *name)
{
  return converter_get (name) != (iconv_t) -1;
}

void
henji_charset_convert (
    const guint8 *data, gsize length, const char *name, GString *out, gsize *n_bad)
{
  iconv_t cd = converter_get (name);
  char *in = (char *) data;
  gsize left = length;
  gboolean in_run = FALSE;
  gboolean wide = g_str_has_prefix (name, "UTF-16");

  if (cd == (iconv_t) -1)
    {
      *n_bad += length;
      if (length > 0)
        g_string_append (out, "\357\277\275");
      return;
    }

  while (left > 0)
    {
      gsize room = left * 3 + 16;
      gsize start = out->len;
      gsize before = left;
      char *at;
      gsize free_bytes;
      gsize r;
      int fault;

      g_string_set_size (out, start + room);
      at = out->str + start;
      free_bytes = room;
      r = iconv (cd, &in, &left, &at, &free_bytes);
      fault = errno;
      g_string_set_size (out, start + room - free_bytes);
      if (left < before)
        in_run = FALSE;
      if (r != (gsize) -1)
        {
          /* What a stateful set still holds back. */
          gsize tail = out->len;

          g_string_set_size (out, tail + 16);
          at = out->str + tail;
          free_bytes = 16;
          iconv (cd, NULL, NULL, &at, &free_bytes);
          g_string_set_size (out, tail + 16 - free_bytes);
          break;
        }
      if (fault == E2BIG)
        continue;

      /* EILSEQ, or EINVAL: a character cut at the end. */
      if (!in_run)
        g_string_append (out, "\357\277\275");
      in_run = TRUE;
      r = fault == EINVAL ? left : wide ? MIN (left, 2) : 1;
      *n_bad += r;
      in += r;
      left -= r;
    }
}

static gboolean
is_plain_ascii (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] >= 0x80 || data[i] == 0x1B || data[i] == 0)
      return FALSE;

  return TRUE;
}

static void
append_utf8 (const guint8 *data, gsize length, GString *out, gsize *n_bad)
{
  const char *p = (const char *) data;
  gboolean in_run = FALSE;

  while (length > 0)
    {
      const char *end;

      g_utf8_validate_len (p, length, &end);
      if (end > p)
        {
          g_string_append_len (out, p, end - p);
          in_run = FALSE;
        }
      length -= end - p;
      p = end;
      if (length == 0)
        break;
      if (!in_run)
        g_string_append (out, "\357\277\275");
      in_run = TRUE;
      (*n_bad)++;
      p++;
      length--;
    }
}

char *
henji_charset_decode_as (const guint8 *data, gsize length, const char *name, gsize *n_bad)
{
  GString *out;
  gsize bad = 0;

  g_return_val_if_fail (name != NULL, NULL);

  out = g_string_sized_new (length + length / 2 + 16);
  if (g_str_equal (name, UTF_8) || g_str_equal (name, ASCII))
    {
      if (length >= 3 && memcmp (data, "\357\273\277", 3) == 0)
        append_utf8 (data + 3, length - 3, out, &bad);
      else
        append_utf8 (data, length, out, &bad);
    }
  else if (g_str_equal (name, JIS))
    henji_charset_iso_2022_jp (data, length, out, &bad);
  else
    henji_charset_convert (data, length, name, out, &bad);

  /* iconv passes NUL through, and a C string would end at it. */
  if (strlen (out->str) < out->len)
    {
      GString *clean = g_string_sized_new (out->len);

      for (gsize i = 0; i < out->len; i++)
        if (out->str[i] == '\0')
          g_string_append (clean, "\357\277\275");
        else
          g_string_append_c (clean, out->str[i]);
      g_string_free (out, TRUE);
      out = clean;
    }
  if (n_bad != NULL)
    *n_bad = bad;

  return g_string_free (out, FALSE);
}

/* ---- Telling sets apart ---- */

static gboolean
has_high_byte (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] >= 0x80)
      return TRUE;

  return FALSE;
}

/* Strict UTF-8, but for NUL and a character cut at the very end. @n_sequences: how many are longer
 * than a byte. */
static gboolean
is_utf8 (const guint8 *data, gsize length, gsize *n_sequences)
{
  const char *p = (const char *) data;
  const char *end;
  gsize left = length;

  *n_sequences = 0;
  for (gsize i = 0; i < length; i++)
    *n_sequences += data[i] >= 0xC2;
  for (;;)
    {
      g_utf8_validate_len (p, left, &end);
      left -= end - p;
      p = end;
      if (left == 0)
        return TRUE;
      if (*p != '\0')
        break;
      p++;
      left--;
    }

  return left <= 3 && *n_sequences > 1 && g_utf8_get_char_validated (p, left) == (gunichar) -2;
}

/* How much like a text that somebody wrote: per byte of the source, the higher the better. */
static double
plausibility (const char *text, gsize n_bytes, gsize n_bad)
{
  double score = -8.0 * n_bad;
  gsize seen = 0;

  for (const char *p = text; *p != '\0' && seen < 20000; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        continue;
      seen++;
      if (c == 0xFFFD || (c >= 0xE000 && c < 0xF900) || c < 0xA0)
        score -= 6;
      else if ((c >= 0x3041 && c < 0x3094) || c == 0x3001 || c == 0x3002)
        score += 5;
      else if ((c >= 0x30A1 && c < 0x30FF) || (c >= 0x3000 && c < 0x3020))
        score += 4;
      else if (c >= 0xFF01 && c < 0xFF61)
        score += 2;
      else if (c >= 0xFF61 && c < 0xFFA0)
        score -= 2;
      else if (c >= 0x4E00 && c < 0xA000)
        score += 1.5;
      else
        score -= 0.5;
    }

  return score / MAX (1, n_bytes);
}

static char *
finish (char *text, const char *name, gboolean guessed, gsize n_bad, HenjiCharsetResult *result)
{
  if (result != NULL)
    *result = (HenjiCharsetResult){ name, guessed, n_bad };

  return text;
}

static gsize
count_high (const guint8 *data, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += data[i] >= 0x80;

  return n;
}

/* Two-byte text of any length has kana in it. */
static gboolean
has_kana (const char *text)
{
  for (const char *p = text; (p = strchr (p, '\343')) != NULL; p++)
    if ((guint8) p[1] >= 0x81 && (guint8) p[1] <= 0x83)
      return TRUE;

  return FALSE;
}

/* Western text: its letters above ASCII come one at a time, those of Japanese sets do not. */
static gboolean
high_bytes_stand_alone (const guint8 *data, gsize length)
{
  for (gsize i = 0; i + 1 < length; i++)
    if (data[i] >= 0x80 && data[i + 1] >= 0x80)
      return FALSE;

  return TRUE;
}

/* Eight-bit text whose label is missing or does not hold: the likeliest of those that read it. */
static char *
guess (const guint8 *data, gsize length, const char *label_name, HenjiCharsetResult *result)
{
  const char *const names[] = { label_name, CP932, EUC, NULL };
  g_autofree char *best = NULL;
  const char *best_name = NULL;
  double best_score = 0;
  gsize best_bad = 0;
  gsize n_high = count_high (data, length);

  if ((label_name == NULL || g_str_equal (label_name, LATIN))
      && high_bytes_stand_alone (data, length))
    {
      gsize n_bad = 0;
      g_autofree char *text = henji_charset_decode_as (data, length, LATIN, &n_bad);

      if (n_bad == 0)
        return finish (g_steal_pointer (&text), LATIN, label_name == NULL, 0, result);
    }

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = NULL;
      gsize n_bad = 0;
      double score;

      if (names[i] == NULL || (i > 0 && g_strcmp0 (names[i], label_name) == 0))
        continue;
      text = henji_charset_decode_as (data, length, names[i], &n_bad);
      score = plausibility (text, n_high, n_bad);
      if (i == 0)
        score += 0.4; /* what the mail says counts for something */
      /* What the mail says, and reads without a fault, only yields to what is surely Japanese. */
      if (best == NULL
          || (score > best_score && (label_name == NULL || best_bad > 0 || has_kana (text))))
        {
          g_free (best);
          best = g_steal_pointer (&text);
          best_name = names[i];
          best_score = score;
          best_bad = n_bad;
        }
    }

  /* Nothing Japanese in it: broken UTF-8, or Western letters. */
  if (best_score < 0.5 && label_name == NULL)
    {
      gsize bad_utf8 = 0, bad_latin = 0;
      g_autofree char *utf8 = henji_charset_decode_as (data, length, UTF_8, &bad_utf8);
      g_autofree char *latin = henji_charset_decode_as (data, length, LATIN, &bad_latin);

      if (bad_utf8 * 4 < n_high)
        return finish (g_steal_pointer (&utf8), UTF_8, TRUE, bad_utf8, result);
      if (bad_latin == 0)
        return finish (g_steal_pointer (&latin), LATIN, TRUE, 0, result);
    }

  return finish (g_steal_pointer (&best), best_name, g_strcmp0 (best_name, label_name) != 0,
                 best_bad, result);
}

static gboolean
is_any (const char *name, const char *const *names)
{
  return name != NULL && g_strv_contains (names, name);
}

char *
henji_charset_decode (const guint8 *data,
                      gsize length,
                      const char *label,
                      HenjiCharsetResult *result)
{
  static const char *const seven_bit[] = { "UTF-7", "HZ", "ISO-2022-KR", NULL };
  static const char *const wide[] = { "UTF-16", "UTF-16LE", "UTF-16BE", NULL };
  static const char *const unicode[] = { UTF_8, ASCII, NULL };
  const char *name = henji_charset_canonical (label);
  gsize n_sequences, n_bad = 0;
  g_autofree char *text = NULL;
  double as_label;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (is_any (name, wide)
      || (length >= 2 && (memcmp (data, "\377\376", 2) == 0 || memcmp (data, "\376\377", 2) == 0)))
    {
      const char *as = is_any (name, wide) ? name : "UTF-16";

      text = henji_charset_decode_as (data, length, as, &n_bad);
      if (n_bad * 8 <= length)
        return finish (g_steal_pointer (&text), as, as != name, n_bad, result);
      g_clear_pointer (&text, g_free);
    }

  if (is_any (name, seven_bit) && !has_high_byte (data, length)
      && !henji_charset_has_jis_escape (data, length))
    {
      text = henji_charset_decode_as (data, length, name, &n_bad);
      if (n_bad == 0)
        return finish (g_steal_pointer (&text), name, FALSE, 0, result);
      g_clear_pointer (&text, g_free);
    }

  if (is_plain_ascii (data, length) && !(g_strcmp0 (name, JIS) == 0 && memchr (data, 0x0E, length)))
    return finish (g_strndup (length > 0 ? (const char *) data : "", length), NULL, FALSE, 0,
                   result);

  if (henji_charset_has_jis_escape (data, length)
      || (g_strcmp0 (name, JIS) == 0 && !has_high_byte (data, length)))
    {
      text = henji_charset_decode_as (data, length, JIS, &n_bad);
      if (n_bad == 0 || g_strcmp0 (name, JIS) == 0 || !has_high_byte (data, length))
        return finish (g_steal_pointer (&text), JIS, name != NULL && !g_str_equal (name, JIS),
                       n_bad, result);
      g_clear_pointer (&text, g_free);
    }

  if (!has_high_byte (data, length))
    return finish (henji_charset_decode_as (data, length, UTF_8, &n_bad), NULL, FALSE, n_bad,
                   result);

  if (is_utf8 (data, length, &n_sequences))
    {
      gboolean stated = name == NULL || is_any (name, unicode) || g_str_equal (name, LATIN);

      text = henji_charset_decode_as (data, length, UTF_8, &n_bad);
      if (!stated && n_sequences < 4)
        {
          /* Two or three characters may read as both. */
          g_autofree char *other = henji_charset_decode_as (data, length, name, &n_bad);

          if (plausibility (other, length, n_bad) >= plausibility (text, length, 0))
            return finish (g_steal_pointer (&other), name, FALSE, n_bad, result);
          n_bad = 0;
        }
      return finish (g_steal_pointer (&text), UTF_8, name != NULL && !g_str_equal (name, UTF_8),
                     n_bad, result);
    }

  if (name == NULL || is_any (name, unicode))
    return guess (data, length, NULL, result);

  text = henji_charset_decode_as (data, length, name, &n_bad);
  as_label = plausibility (text, count_high (data, length), n_bad);
  if (n_bad == 0
      && (as_label > 0.6
          || !(g_str_equal (name, LATIN) || g_str_equal (name, CP932) || g_str_equal (name, EUC)
               || g_str_equal (name, JIS))))
    return finish (g_steal_pointer (&text), name, FALSE, 0, result);

  return guess (data, length, name, result);
}
