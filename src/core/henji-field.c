/* henji-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a seller types into a field, and what a reader sees of it.
 */
#define G_LOG_DOMAIN "henji-field"

#include "config.h"

#include "henji-template-private.h"

#include "henji-field-date.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TYPED 2000
#define MAX_TEXT 500

/* A refund of more than this many units is a slip of the finger. */
#define MAX_MINOR G_GINT64_CONSTANT (99999999999)

const char *
henji_field_type_id (HenjiFieldType type)
{
  static const char *const ids[] = {
    [HENJI_FIELD_TEXT] = "text",     [HENJI_FIELD_MONEY] = "money",     [HENJI_FIELD_DATE] = "date",
    [HENJI_FIELD_NUMBER] = "number", [HENJI_FIELD_ADDRESS] = "address",
  };

  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (ids), "text");

  return ids[type];
}

static void
refuse (GError **error, const char *sentence, const char *text)
{
  g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE, sentence, text);
}

static char *
today_of (const HenjiReplyContext *context)
{
  g_autoptr (GTimeZone) utc = NULL;

  if (context->zone != NULL)
    return henji_date_of (context->now, context->zone);

  utc = g_time_zone_new_utc ();

  return henji_date_of (context->now, utc);
}

/* ---- Money ----------------------------------------------------------------------------------- */

static gboolean
money_from_canonical (const char *value, HenjiMoney *money)
{
  const char *space = strchr (value, ' ');
  g_autofree char *number = NULL;
  gint64 minor;

  if (space == NULL || strlen (space + 1) != 3)
    return FALSE;
  for (int i = 1; i <= 3; i++)
    if (!g_ascii_isupper (space[i]))
      return FALSE;

  number = g_strndup (value, space - value);
  if (!g_ascii_string_to_signed (number, 10, 0, MAX_MINOR, &minor, NULL))
    return FALSE;

  money->minor = minor;
  memcpy (money->currency, space + 1, 4);

  return TRUE;
}

/* The order's currency; the sure one is that of its prices. */
static const char *
currency_of (const HenjiReplyContext *context, HenjiMoney *total, gboolean *sure)
{
  const char *marketplace = context->order != NULL ? context->order->marketplace : NULL;

  *sure = FALSE;
  if (context->order != NULL)
    {
      *total = henji_order_total (context->order);
      if (henji_money_is_set (*total))
        {
          *sure = TRUE;
          return total->currency;
        }
    }
  if (marketplace == NULL && context->case_ != NULL)
    marketplace = context->case_->marketplace;

  return g_strcmp0 (marketplace, "amazon.com") == 0 ? "USD" : "JPY";
}

/* Takes a currency's mark off @number. (nullable): the code it stands for. */
static const char *
take_currency (char *number)
{
  static const struct
  {
    const char *mark;
    const char *code;
  } marks[] = {
    { "us$", "USD" },    { "jp¥", "JPY" },  { "$", "USD" },   { "¥", "JPY" },
    { "\\", "JPY" },     { "usd", "USD" },  { "jpy", "JPY" }, { "円", "JPY" },
    { "米ドル", "USD" }, { "ドル", "USD" }, { "yen", "JPY" }, { "dollars", "USD" },
    { "dollar", "USD" },
  };
  const char *code = NULL;
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      g_strstrip (number);
      for (guint i = 0; i < G_N_ELEMENTS (marks) && !again; i++)
        {
          gsize length = strlen (number), mark = strlen (marks[i].mark);

          if (length <= mark || (code != NULL && strcmp (code, marks[i].code) != 0))
            continue;
          if (g_str_has_prefix (number, marks[i].mark))
            memmove (number, number + mark, length - mark + 1);
          else if (g_str_has_suffix (number, marks[i].mark))
            number[length - mark] = '\0';
          else
            continue;
          code = marks[i].code;
          again = TRUE;
        }
    }

  return code;
}

/* 千 and 万 behind plain digits: "1万" → "10000", "1万2千" is left for the error. */
static char *
spell_out (const char *number)
{
  static const struct
  {
    const char *unit;
    const char *zeros;
  } units[] = { { "万", "0000" }, { "千", "000" } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_suffix (number, units[i].unit))
      {
        g_autofree char *digits = g_strndup (number, strlen (number) - strlen (units[i].unit));

        if (*digits != '\0' && strspn (digits, "0123456789") == strlen (digits))
          return g_strconcat (digits, units[i].zeros, NULL);
      }

  return g_strdup (number);
}

static char *
parse_money (const char *typed, const HenjiReplyContext *context, GError **error)
{
  g_autofree char *number = g_utf8_strdown (typed, -1);
  g_autofree char *plain = NULL;
  HenjiMoney total = HENJI_MONEY_NONE, money = HENJI_MONEY_NONE;
  gboolean sure;
  const char *currency = currency_of (context, &total, &sure);
  const char *written = take_currency (number);

  if (written != NULL && sure && strcmp (written, currency) != 0)
    {
      g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE,
                   _ ("“%s” is not in the currency of the order, %s"), typed, currency);
      return NULL;
    }
  if (written != NULL)
    currency = written;

  plain = spell_out (number);
  if (!henji_money_parse (plain, currency, &money))
    {
      g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE,
                   _ ("“%s” is no amount in %s; write it like %s"), typed, currency,
                   henji_money_decimals (currency) == 0 ? "1,200" : "12.50");
      return NULL;
    }
  if (money.minor <= 0)
    {
      refuse (error, _ ("“%s” is not above zero"), typed);
      return NULL;
    }
  if (money.minor > MAX_MINOR)
    {
      refuse (error, _ ("“%s” is too much"), typed);
      return NULL;
    }

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", money.minor, money.currency);
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static char *
parse_number (const char *typed, GError **error)
{
  static const char *const counters[]
      = { "個", "本", "枚", "点", "台", "冊", "箱", "日", "つ", "回", "セット", "pcs", "pieces" };
  g_autofree char *number = g_strdup (typed);
  g_auto (GStrv) groups = NULL;
  g_autofree char *digits = NULL;
  guint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    if (g_str_has_suffix (number, counters[i]))
      {
        number[strlen (number) - strlen (counters[i])] = '\0';
        break;
      }
  g_strstrip (number);

  groups = g_strsplit (number, ",", -1);
  for (guint i = 1; groups[i] != NULL; i++)
    if (strlen (groups[i]) != 3)
      {
        refuse (error, _ ("“%s” is no whole number"), typed);
        return NULL;
      }

  digits = g_strjoinv ("", groups);
  if (!g_ascii_string_to_unsigned (digits, 10, 0, 999999999, &value, NULL))
    {
      refuse (error, _ ("“%s” is no whole number"), typed);
      return NULL;
    }

  return g_strdup_printf ("%" G_GUINT64_FORMAT, value);
}

/* ---- Both ways ------------------------------------------------------------------------------- */

char *
henji_field_parse (HenjiFieldType type,
                   const char *typed,
                   const HenjiReplyContext *context,
                   GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *small = NULL;
  g_autofree char *today = NULL;

  g_return_val_if_fail (typed != NULL && context != NULL, NULL);

  clean = henji_template_clean (typed, FALSE, MAX_TYPED);
  if (*clean == '\0')
    {
      g_set_error_literal (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE,
                           _ ("Nothing was typed"));
      return NULL;
    }

  if (type == HENJI_FIELD_TEXT || type == HENJI_FIELD_ADDRESS)
    {
      if (g_utf8_strlen (clean, -1) > MAX_TEXT)
        {
          g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE,
                       _ ("That is longer than %d characters"), MAX_TEXT);
          return NULL;
        }
      return g_steal_pointer (&clean);
    }

  if (strlen (clean) > 100)
    {
      g_set_error_literal (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE,
                           _ ("That is too long for this field"));
      return NULL;
    }

  /* Full-width digits, signs and brackets as a Japanese keyboard gives them. */
  folded = g_utf8_normalize (clean, -1, G_NORMALIZE_NFKC);
  g_strstrip (folded);
  if (type == HENJI_FIELD_MONEY)
    return parse_money (folded, context, error);
  if (type == HENJI_FIELD_NUMBER)
    return parse_number (folded, error);

  small = g_utf8_strdown (folded, -1);
  today = today_of (context);
  if (today == NULL)
    {
      refuse (error, _ ("There is no such day as “%s”"), typed);
      return NULL;
    }

  return henji_field_parse_date (small, today, error);
}

gboolean
henji_field_is_canonical (HenjiFieldType type, const char *value)
{
  HenjiMoney money;
  guint64 number;

  switch (type)
    {
    case HENJI_FIELD_MONEY:
      return money_from_canonical (value, &money);
    case HENJI_FIELD_DATE:
      return henji_date_is_valid (value);
    case HENJI_FIELD_NUMBER:
      return g_ascii_string_to_unsigned (value, 10, 0, 999999999, &number, NULL);
    case HENJI_FIELD_TEXT:
    case HENJI_FIELD_ADDRESS:
      return *value != '\0';
    default:
      return FALSE;
    }
}

/* 1234567 → "1,234,567" */
static char *
group_digits (const char *digits)
{
  gsize length = strlen (digits);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }

  return g_string_free (out, FALSE);
}

char *
henji_field_format (HenjiFieldType type,
                    const char *value,
                    const HenjiReplyContext *context,
                    HenjiLanguage language)
{
  g_autofree char *today = NULL;
  HenjiMoney money;

  g_return_val_if_fail (value != NULL && context != NULL, g_strdup (""));

  if (!henji_field_is_canonical (type, value))
    return henji_template_clean (value, FALSE, MAX_TEXT);

  switch (type)
    {
    case HENJI_FIELD_MONEY:
      money_from_canonical (value, &money);
      return henji_money_format (money, language);
    case HENJI_FIELD_DATE:
      today = today_of (context);
      return henji_date_format (value, today, language);
    case HENJI_FIELD_NUMBER:
      return group_digits (value);
    case HENJI_FIELD_TEXT:
    case HENJI_FIELD_ADDRESS:
    default:
      return henji_template_clean (value, FALSE, MAX_TEXT);
    }
}
