/* henji-customer-code.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-customer-code.h"

#include "henji-address-private.h"

/* ---- What of the address is said --------------------------------------------------------------
 */

#define NUMERALS "〇一二三四五六七八九"

/* "二十四" → 24, "一二" → 12; kanji numerals only. */
static int
numeral (const char *text)
{
  int value = 0, run = -1;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *digit = g_utf8_strchr (NUMERALS, -1, c);
      int unit = c == 0x5341 ? 10 : c == 0x767e ? 100 : c == 0x5343 ? 1000 : 0; /* 十百千 */

      if (digit != NULL)
        run = MAX (run, 0) * 10 + (int) g_utf8_pointer_to_offset (NUMERALS, digit);
      else
        {
          value += (run < 0 ? 1 : run) * unit;
          run = -1;
        }
    }

  return value + MAX (run, 0);
}

static gboolean
numeral_cb (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *text = g_match_info_fetch (match, 0);

  g_string_append_printf (result, "%d", numeral (text));

  return FALSE;
}

/* Kanji numerals count before these words alone; 三番町 and 三の丸 are names. */
static char *
with_digits (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "[〇一二三四五六七八九十百千]+"
      "(?=丁目|丁(?!町)|番地|番(?![町丁])|号|地割|線(?!町)|[のノ][0-9〇一二三四五六七八九十])",
      0, 0, NULL);

  return g_regex_replace_eval (regex, text, -1, 0, 0, numeral_cb, NULL, NULL);
}

char *
henji_customer_code_numbers (const char *rest)
{
  static const char *const steps[][2] = {
    { "[‐‑–—−]|(?<=[0-9])ー(?=[0-9])", "-" }, { "[&/・.]", "" },
    { "(?<=[0-9])F(?![A-Z])", "-" }, /* a floor */
    { "[A-Z]{2,}|[^0-9A-Z-]", "-" },          { "-{2,}", "-" },
    { "^-|-$|-(?=[A-Z])|(?<=[A-Z])-", "" },
  };
  g_autofree char *valid = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *upper = NULL;
  char *out;

  g_return_val_if_fail (rest != NULL, NULL);

  valid = g_utf8_make_valid (rest, -1);
  wide = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  upper = g_utf8_strup (wide, -1);
  out = with_digits (upper);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    out = henji_address_replace (out, steps[i][0], steps[i][1]);

  return out;
}

char *
henji_customer_code_of_address (const HenjiAddress *address)
{
  g_autoptr (HenjiAddressParts) parts = NULL;
  g_autofree char *rest = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  parts = henji_address_split (address);
  rest = g_strjoin (
      " ", parts->parts[HENJI_ADDRESS_STREET] != NULL ? parts->parts[HENJI_ADDRESS_STREET] : "",
      parts->parts[HENJI_ADDRESS_BUILDING] != NULL ? parts->parts[HENJI_ADDRESS_BUILDING] : "",
      NULL);

  return henji_customer_code_numbers (rest);
}

/* ---- Bars -------------------------------------------------------------------------------------
 */

#define COLUMNS 20 /* 7 of the postal code, 13 of the address */
#define HYPHEN 10
#define CC1 11 /* A to J, with a digit; CC2 K to T, CC3 U to Z */
#define CC4 14 /* fills up */
#define N_CODES 19

/* Page 13 of the manual: 0 to 9, the hyphen, CC1 to CC8. */
static const char *const codes[N_CODES]
    = { "144", "114", "132", "312", "123", "141", "321", "213", "231", "411",
        "414", "324", "342", "234", "432", "243", "423", "441", "111" };

static void
add_code (guint8 *columns, int *n, int code)
{
  if (*n < COLUMNS)
    columns[(*n)++] = (guint8) code;
}

static gboolean
fill_columns (const char *postal_code, const char *numbers, guint8 *columns)
{
  int n = 0;

  for (const char *p = postal_code; *p != '\0'; p++)
    {
      if (*p == '-')
        continue;
      if (!g_ascii_isdigit (*p) || n == 7)
        return FALSE;
      add_code (columns, &n, *p - '0');
    }
  if (n != 7)
    return FALSE;

  for (const char *p = numbers; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        add_code (columns, &n, *p - '0');
      else if (*p == '-')
        add_code (columns, &n, HYPHEN);
      else if (g_ascii_isupper (*p))
        {
          add_code (columns, &n, CC1 + (*p - 'A') / 10);
          add_code (columns, &n, (*p - 'A') % 10);
        }
      else
        return FALSE;
    }
  while (n < COLUMNS)
    add_code (columns, &n, CC4);

  return TRUE;
}

static HenjiBarHeight *
add_bars (HenjiBarHeight *bar, const char *heights)
{
  for (; *heights != '\0'; heights++)
    *bar++ = (HenjiBarHeight) (*heights - '0');

  return bar;
}

gboolean
henji_customer_code_bars (const char *postal_code,
                          const char *numbers,
                          HenjiBarHeight bars[HENJI_CUSTOMER_BARS])
{
  guint8 columns[COLUMNS];
  HenjiBarHeight *bar = bars;
  int sum = 0;

  g_return_val_if_fail (postal_code != NULL && numbers != NULL && bars != NULL, FALSE);

  if (!fill_columns (postal_code, numbers, columns))
    return FALSE;

  bar = add_bars (bar, "13");
  for (int i = 0; i < COLUMNS; i++)
    {
      sum += columns[i];
      bar = add_bars (bar, codes[columns[i]]);
    }
  bar = add_bars (bar, codes[(N_CODES - sum % N_CODES) % N_CODES]);
  bar = add_bars (bar, "31");
  g_assert (bar == bars + HENJI_CUSTOMER_BARS);

  return TRUE;
}
