/* henji-carrier-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-carrier-text.h"

#include <string.h>

#define VOICED 0x3099
#define HALF_VOICED 0x309A
#define HALF_KANA_FIRST 0xFF61
#define HALF_KANA_LAST 0xFF9F
#define IDEOGRAPHIC_SPACE 0x3000
#define WIDE_FIRST 0xFF01
#define WIDE_LAST 0xFF5E
#define WIDE_OFFSET 0xFEE0

static gboolean
is_half_kana (gunichar c)
{
  return c >= HALF_KANA_FIRST && c <= HALF_KANA_LAST;
}

static gunichar
narrow (gunichar c)
{
  if (c >= WIDE_FIRST && c <= WIDE_LAST)
    return c - WIDE_OFFSET;
  if (c == IDEOGRAPHIC_SPACE)
    return ' ';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    return '-';

  return c;
}

/* Half-width kana from @p on as wide ones; returns where they end. */
static const char *
add_wide_kana (GString *out, const char *p)
{
  const char *end = p;
  g_autofree char *wide = NULL;

  while (is_half_kana (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  wide = g_utf8_normalize (p, end - p, G_NORMALIZE_ALL_COMPOSE);
  g_string_append (out, wide);

  return end;
}

static void
add_letter (GString *out, gunichar c, HenjiCarrierLetters letters)
{
  if (letters == HENJI_CARRIER_HALF)
    c = narrow (c);
  else if (letters == HENJI_CARRIER_FULL && c > ' ' && c < 0x7F)
    c += WIDE_OFFSET;
  else if (letters == HENJI_CARRIER_FULL && c == ' ')
    c = IDEOGRAPHIC_SPACE;
  g_string_append_unichar (out, c);
}

/* Blanks at both ends off, the ideographic ones as well. */
static char *
strip (const char *text)
{
  const char *end;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  end = text + strlen (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, end - text);
}

char *
henji_carrier_tidy (const char *text, HenjiCarrierLetters letters)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean blank = FALSE;
  const char *p = valid;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gunichar mark = g_utf8_get_char (next);
      gunichar both;

      if (g_unichar_isspace (c) && c != IDEOGRAPHIC_SPACE)
        {
          if (!blank)
            add_letter (out, ' ', letters);
          blank = TRUE;
          p = next;
          continue;
        }
      blank = FALSE;
      if (letters == HENJI_CARRIER_FULL && is_half_kana (c))
        {
          p = add_wide_kana (out, p);
          continue;
        }
      if ((mark == VOICED || mark == HALF_VOICED) && g_unichar_compose (c, mark, &both))
        {
          c = both;
          next = g_utf8_next_char (next);
        }
      add_letter (out, c, letters);
      p = next;
    }

  return strip (out->str);
}

int
henji_carrier_width_of (gunichar c)
{
  return c < 0x80 || is_half_kana (c) ? 1 : 2;
}

int
henji_carrier_width (const char *text)
{
  int width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += henji_carrier_width_of (g_utf8_get_char (p));

  return width;
}

/* Are both one letter of CP932? */
static gboolean
is_same_letter (gunichar written, gunichar back)
{
  static const gunichar pairs[][2] = {
    { 0x301C, 0xFF5E }, { 0x2212, 0xFF0D }, { 0x2016, 0x2225 }, { 0x2014, 0x2015 },
    { 0x00A2, 0xFFE0 }, { 0x00A3, 0xFFE1 }, { 0x00AC, 0xFFE2 },
  };

  if (written == back)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (written == pairs[i][0] && back == pairs[i][1])
      return TRUE;

  return FALSE;
}

/* Neither printed nor understood by anybody else, whatever the character set. */
static gboolean
is_unprintable (gunichar c)
{
  return c < ' ' || (c >= 0x7F && c <= 0xA0) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/* (transfer full) (nullable): the bytes of @text, when all of it comes back. */
static char *
encode (const char *text, gssize length, const char *charset, gsize *n_bytes)
{
  g_autofree char *bytes = g_convert (text, length, charset, "UTF-8", NULL, n_bytes, NULL);
  g_autofree char *back = NULL;
  const char *end = text + length;
  const char *q;

  if (bytes == NULL)
    return NULL;
  back = g_convert (bytes, (gssize) *n_bytes, "UTF-8", charset, NULL, NULL, NULL);
  if (back == NULL)
    return NULL;
  q = back;
  for (const char *p = text; p < end; p = g_utf8_next_char (p), q = g_utf8_next_char (q))
    if (*q == '\0' || is_unprintable (g_utf8_get_char (p))
        || !is_same_letter (g_utf8_get_char (p), g_utf8_get_char (q)))
      return NULL;

  return *q == '\0' ? g_steal_pointer (&bytes) : NULL;
}

static void
add_lost (GArray *lost, gunichar c)
{
  for (guint i = 0; i < lost->len; i++)
    if (g_array_index (lost, gunichar, i) == c)
      return;
  g_array_append_val (lost, c);
}

gboolean
henji_carrier_encode (const char *text, const char *charset, GByteArray *out, GArray *lost)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_return_val_if_fail (text != NULL && charset != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  bytes = encode (text, (gssize) strlen (text), charset, &n_bytes);
  if (bytes != NULL && out != NULL)
    g_byte_array_append (out, (const guint8 *) bytes, (guint) n_bytes);
  if (bytes != NULL || lost == NULL)
    return bytes != NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *one = encode (p, g_utf8_next_char (p) - p, charset, &n_bytes);

      if (one == NULL)
        add_lost (lost, g_utf8_get_char (p));
    }

  return FALSE;
}

gunichar
henji_carrier_formula_sign (const char *text)
{
  gunichar c, sign;

  g_return_val_if_fail (text != NULL, 0);

  c = g_utf8_get_char (text);
  sign = c >= WIDE_FIRST && c <= WIDE_LAST ? narrow (c) : c;

  return sign == '=' || sign == '+' || sign == '-' || sign == '@' || sign == '\t' || sign == '\r'
             ? c
             : 0;
}
