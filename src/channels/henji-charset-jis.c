/* henji-charset-jis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-charset"

#include "config.h"

#include "henji-charset.h"
#include "henji-charset-private.h"

#include <string.h>

typedef enum
{
  SET_ASCII,
  SET_ROMAN,
  SET_KANA,
  SET_X0208,
  SET_X0212,
  SET_OTHER, /* a set we do not have: two bytes each */
} JisSet;

/* Which set an escape sequence chooses, and its length; 0 when it is none. */
static gsize
jis_escape (const guint8 *p, gsize left, JisSet *set)
{
  if (left >= 3 && p[1] == '(' && (p[2] == 'B' || p[2] == 'J' || p[2] == 'H' || p[2] == 'I'))
    {
      *set = p[2] == 'B' ? SET_ASCII : p[2] == 'I' ? SET_KANA : SET_ROMAN;
      return 3;
    }
  if (left >= 3 && p[1] == '$' && (p[2] == 'B' || p[2] == '@'))
    {
      *set = SET_X0208;
      return 3;
    }
  if (left >= 4 && p[1] == '$' && p[2] == '(')
    {
      switch (p[3])
        {
        case 'B':
        case '@':
        case 'O':
        case 'Q':
          *set = SET_X0208;
          return 4;
        case 'D':
        case 'P':
          *set = SET_X0212;
          return 4;
        default:
          *set = SET_OTHER;
          return 4;
        }
    }
  if (left >= 3 && p[1] == '&' && p[2] == '@')
    return 3; /* announces a later edition of the next set */

  return 0;
}

static void
append_pair (guint8 c1, guint8 c2, JisSet set, GByteArray *run)
{
  if (set == SET_X0212)
    {
      guint8 euc[3] = { 0x8F, c1 | 0x80, c2 | 0x80 };

      g_byte_array_append (run, euc, 3);
    }
  else
    {
      guint row = c1 - 0x21, cell = c2 - 0x21;
      guint lead = row / 2 + (row < 62 ? 0x81 : 0xC1);
      guint trail = row % 2 == 1 ? cell + 0x9F : cell + 0x40 + (cell >= 63 ? 1 : 0);
      guint8 sjis[2] = { lead, trail };

      g_byte_array_append (run, sjis, 2);
    }
}

static void
append_kana (guint8 c, GString *out)
{
  g_string_append_unichar (out, 0xFF61 + (c - 0x21));
}

void
henji_charset_iso_2022_jp (const guint8 *data, gsize length, GString *out, gsize *n_bad)
{
  g_autoptr (GByteArray) run = g_byte_array_new ();
  JisSet set = SET_ASCII;
  gboolean shifted = FALSE; /* SO: half-width kana */

  for (gsize i = 0; i < length;)
    {
      guint8 c = data[i];

      if (c == 0x1B)
        {
          gsize n = jis_escape (data + i, length - i, &set);

          if (n > 0)
            i += n;
          else
            {
              (*n_bad)++;
              i++;
            }
        }
      else if (c == '\n' || c == '\r')
        {
          /* Each line begins in ASCII, also after one that was cut. */
          set = SET_ASCII;
          shifted = FALSE;
          g_string_append_c (out, c);
          i++;
        }
      else if (c == 0x0E || c == 0x0F)
        {
          shifted = c == 0x0E;
          i++;
        }
      else if (c >= 0xA1 && c <= 0xDF)
        {
          append_kana (c & 0x7F, out);
          i++;
        }
      else if (c >= 0x80 || c == 0)
        {
          g_string_append (out, "\357\277\275");
          (*n_bad)++;
          i++;
        }
      else if (c <= 0x20 || c == 0x7F)
        {
          g_string_append_c (out, c);
          i++;
        }
      else if (set == SET_X0208 || set == SET_X0212)
        {
          JisSet pair_set = set;

          g_byte_array_set_size (run, 0);
          while (i + 1 < length && data[i] > 0x20 && data[i] < 0x7F && data[i + 1] > 0x20
                 && data[i + 1] < 0x7F)
            {
              append_pair (data[i], data[i + 1], pair_set, run);
              i += 2;
            }
          if (run->len > 0)
            henji_charset_convert (run->data, run->len, pair_set == SET_X0212 ? EUC : CP932, out,
                                   n_bad);
          else
            {
              /* Half a character. */
              g_string_append (out, "\357\277\275");
              (*n_bad)++;
              i++;
            }
        }
      else if (set == SET_OTHER)
        {
          gsize n = MIN (2, length - i);

          g_string_append (out, "\357\277\275");
          *n_bad += n;
          i += n;
        }
      else if ((set == SET_KANA || shifted) && c <= 0x5F)
        {
          append_kana (c, out);
          i++;
        }
      else
        {
          if (set == SET_ROMAN && c == '\\')
            g_string_append (out, "¥");
          else
            g_string_append_c (out, c);
          i++;
        }
    }
}

gboolean
henji_charset_has_jis_escape (const guint8 *data, gsize length)
{
  const guint8 *end = data + length;

  for (const guint8 *p = data; (p = memchr (p, 0x1B, end - p)) != NULL; p++)
    {
      JisSet set = SET_OTHER;

      if (jis_escape (p, end - p, &set) > 0 && set != SET_OTHER)
        return TRUE;
    }

  return FALSE;
}
