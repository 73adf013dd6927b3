/* henji-user-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-user-rule"

#include "config.h"

#include "henji-user-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-fold.h"
#include "henji-time.h"

#define MAX_REMIND 999

static void
user_rule_clear (HenjiUserRule *self)
{
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->marketplace);
  g_free (self->sku);
  g_strfreev (self->words);
  g_strfreev (self->tags);
  g_free (self->situation);
}

HENJI_DEFINE_VALUE (HenjiUserRule, henji_user_rule, user_rule_clear)

HenjiUserRule *
henji_user_rule_new_empty (const char *name)
{
  HenjiUserRule *self = henji_user_rule_new ();

  self->enabled = TRUE;
  self->name = g_strdup (name);
  self->kind = -1;
  self->language = -1;

  return self;
}

HenjiUserRule *
henji_user_rule_copy (const HenjiUserRule *self)
{
  HenjiUserRule *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = henji_user_rule_new ();
  *copy = *self;
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->marketplace = g_strdup (self->marketplace);
  copy->sku = g_strdup (self->sku);
  copy->words = g_strdupv (self->words);
  copy->tags = g_strdupv (self->tags);
  copy->situation = g_strdup (self->situation);

  return copy;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

char *
henji_tag_clean (const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  words = g_regex_split_simple ("[\\s\\p{C}]+", text, 0, 0);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
  if (line->len == 0)
    return NULL;

  return g_utf8_substring (line->str, 0, MIN (g_utf8_strlen (line->str, -1), HENJI_TAG_MAX));
}

/* "battery, 電池、乾電池" → its words; %NULL when there is none. */
static char **
split_list (const char *text, char *(*clean) (const char *) )
{
  g_auto (GStrv) parts = g_regex_split_simple ("[,、，]", text, 0, 0);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *word = clean (parts[i]);

      if (word != NULL && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
        g_ptr_array_add (words, word);
      else
        g_free (word);
    }
  if (words->len == 0)
    {
      g_ptr_array_unref (words);
      return NULL;
    }
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (words, FALSE);
}

static char *
clean_word (const char *text)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  return *word != '\0' ? g_steal_pointer (&word) : NULL;
}

static char **
join_lists (char **first, char **second)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) a = first;
  g_auto (GStrv) b = second;
  g_autofree char *left = a != NULL ? g_strjoinv (",", a) : g_strdup ("");
  g_autofree char *right = b != NULL ? g_strjoinv (",", b) : g_strdup ("");

  text = g_strconcat (left, ",", right, NULL);

  return split_list (text, clean_word);
}

/* "5000 JPY" */
static gboolean
read_money (const char *value, HenjiMoney *money)
{
  const char *blank = strrchr (value, ' ');
  g_autofree char *amount = blank != NULL ? g_strndup (value, blank - value) : NULL;
  g_autofree char *currency = blank != NULL ? g_ascii_strup (blank + 1, -1) : NULL;

  if (currency == NULL || strlen (currency) != 3)
    return FALSE;
  g_strstrip (amount);

  return henji_money_parse (amount, currency, money) && money->minor >= 0;
}

static void
add_money (GString *text, const char *key, HenjiMoney money)
{
  int decimals;

  if (!henji_money_is_set (money))
    return;
  decimals = henji_money_decimals (money.currency);
  if (decimals == 0)
    g_string_append_printf (text, "%s=%" G_GINT64_FORMAT " %s\n", key, money.minor, money.currency);
  else
    g_string_append_printf (text, "%s=%" G_GINT64_FORMAT ".%02d %s\n", key, money.minor / 100,
                            (int) (money.minor % 100), money.currency);
}

static void
set_text (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static gboolean
take_term (HenjiUserRule *self, const char *key, const char *value)
{
  HenjiKind kind;
  HenjiLanguage language;

  if (g_str_equal (key, "kind") && henji_kind_from_id (value, &kind))
    self->kind = (int) kind;
  else if (g_str_equal (key, "language") && henji_language_from_id (value, &language))
    self->language = (int) language;
  else if (g_str_equal (key, "marketplace"))
    set_text (&self->marketplace, value);
  else if (g_str_equal (key, "sku"))
    set_text (&self->sku, value);
  else if (g_str_equal (key, "words"))
    self->words = join_lists (self->words, split_list (value, clean_word));
  else if (g_str_equal (key, "above"))
    return read_money (value, &self->above);
  else if (g_str_equal (key, "below"))
    return read_money (value, &self->below);
  else
    return FALSE;

  return TRUE;
}

static gboolean
take_act (HenjiUserRule *self, const char *key, const char *value)
{
  guint64 n;
  char *end;

  if (g_str_equal (key, "tag"))
    self->tags = join_lists (self->tags, split_list (value, henji_tag_clean));
  else if (g_str_equal (key, "situation"))
    set_text (&self->situation, value);
  else if (g_str_equal (key, "remind") && g_ascii_isdigit (*value))
    {
      n = g_ascii_strtoull (value, &end, 10);
      if (n > MAX_REMIND || (!g_str_equal (end, "o") && !g_str_equal (end, "h")))
        return FALSE;
      self->remind = (int) n;
      self->remind_unit = *end == 'h' ? HENJI_REMIND_HOURS : HENJI_REMIND_OPEN_DAYS;
    }
  else
    return FALSE;

  return TRUE;
}

static gboolean
take_lines (HenjiUserRule *self,
            const char *text,
            gboolean (*take) (HenjiUserRule *, const char *, const char *),
            GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      char *equals = strchr (line, '=');
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (*line == '\0')
        continue;
      if (equals != NULL)
        {
          key = g_strchomp (g_strndup (line, equals - line));
          value = g_strstrip (g_strdup (equals + 1));
        }
      if (equals == NULL || *value == '\0' || !take (self, key, value))
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                       _ ("“%s” is not understood in a rule."), line);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
henji_user_rule_set_terms (HenjiUserRule *self, const char *text, GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  return take_lines (self, text, take_term, error);
}

gboolean
henji_user_rule_set_acts (HenjiUserRule *self, const char *text, GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  return take_lines (self, text, take_act, error);
}

char *
henji_user_rule_terms (const HenjiUserRule *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind >= 0)
    g_string_append_printf (text, "kind=%s\n", henji_kind_id ((HenjiKind) self->kind));
  if (self->language >= 0)
    g_string_append_printf (text, "language=%s\n",
                            henji_language_id ((HenjiLanguage) self->language));
  if (self->marketplace != NULL)
    g_string_append_printf (text, "marketplace=%s\n", self->marketplace);
  if (self->sku != NULL)
    g_string_append_printf (text, "sku=%s\n", self->sku);
  if (self->words != NULL)
    {
      g_autofree char *words = g_strjoinv (", ", self->words);

      g_string_append_printf (text, "words=%s\n", words);
    }
  add_money (text, "above", self->above);
  add_money (text, "below", self->below);

  return g_string_free (text, FALSE);
}

char *
henji_user_rule_acts (const HenjiUserRule *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->tags != NULL && self->tags[i] != NULL; i++)
    g_string_append_printf (text, "tag=%s\n", self->tags[i]);
  if (self->situation != NULL)
    g_string_append_printf (text, "situation=%s\n", self->situation);
  if (self->remind > 0)
    g_string_append_printf (text, "remind=%d%s\n", self->remind,
                            self->remind_unit == HENJI_REMIND_HOURS ? "h" : "o");

  return g_string_free (text, FALSE);
}

gboolean
henji_user_rule_check (const HenjiUserRule *self, GError **error)
{
  const char *fault = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->name == NULL || *self->name == '\0')
    fault = _ ("The rule has no name.");
  else if (self->tags == NULL && self->situation == NULL && self->remind == 0)
    fault = _ ("The rule does nothing yet: give it a tag, a situation or a reminder.");
  else if (henji_money_is_set (self->above) && henji_money_is_set (self->below)
           && (strcmp (self->above.currency, self->below.currency) != 0
               || self->above.minor >= self->below.minor))
    fault = _ ("No order is above the one amount and below the other.");
  if (fault != NULL)
    g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, fault);

  return fault == NULL;
}

/* ---- For people ------------------------------------------------------------------------------ */

static void
add_words (GString *text, char *words)
{
  g_autofree char *taken = words;

  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", taken);
}

char *
henji_user_rule_terms_words (const HenjiUserRule *self, HenjiLanguage reader)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind >= 0)
    add_words (text, g_strdup (henji_kind_title ((HenjiKind) self->kind)));
  if (self->language >= 0)
    add_words (text, g_strdup (henji_language_title ((HenjiLanguage) self->language)));
  if (self->marketplace != NULL)
    add_words (text, g_strdup (self->marketplace));
  if (self->sku != NULL)
    add_words (text, g_strdup_printf (_ ("SKU %s"), self->sku));
  if (self->words != NULL)
    {
      g_autofree char *words = g_strjoinv (_ ("” or “"), self->words);

      add_words (text, g_strdup_printf (_ ("says “%s”"), words));
    }
  if (henji_money_is_set (self->above))
    {
      g_autofree char *amount = henji_money_format (self->above, reader);

      add_words (text, g_strdup_printf (_ ("order above %s"), amount));
    }
  if (henji_money_is_set (self->below))
    {
      g_autofree char *amount = henji_money_format (self->below, reader);

      add_words (text, g_strdup_printf (_ ("order below %s"), amount));
    }
  if (text->len == 0)
    g_string_append (text, _ ("every message"));

  return g_string_free (text, FALSE);
}

char *
henji_user_rule_acts_words (const HenjiUserRule *self, const char *situation)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->tags != NULL && self->tags[i] != NULL; i++)
    add_words (text, g_strdup_printf (_ ("tag “%s”"), self->tags[i]));
  if (self->situation != NULL)
    add_words (text, g_strdup_printf (_ ("propose “%s”"),
                                      situation != NULL ? situation : self->situation));
  if (self->remind > 0 && self->remind_unit == HENJI_REMIND_HOURS)
    add_words (text, g_strdup_printf (
                         ngettext ("remind after %d hour", "remind after %d hours", self->remind),
                         self->remind));
  else if (self->remind > 0)
    add_words (text, g_strdup_printf (ngettext ("remind after %d open day",
                                                "remind after %d open days", self->remind),
                                      self->remind));

  return g_string_free (text, FALSE);
}

/* ---- Matching -------------------------------------------------------------------------------- */

static gboolean
sku_fits (const char *pattern, const HenjiOrder *order)
{
  gsize n = strlen (pattern);
  gboolean prefix = n > 0 && pattern[n - 1] == '*';

  for (guint i = 0; order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

      if (item->sku != NULL
          && (prefix ? g_ascii_strncasecmp (item->sku, pattern, n - 1) == 0
                     : g_ascii_strcasecmp (item->sku, pattern) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
total_fits (const HenjiUserRule *self, const HenjiOrder *order)
{
  HenjiMoney total = henji_order_total (order);

  if (henji_money_is_set (self->above)
      && (!henji_money_is_set (total) || strcmp (total.currency, self->above.currency) != 0
          || total.minor <= self->above.minor))
    return FALSE;

  return !henji_money_is_set (self->below)
         || (henji_money_is_set (total) && strcmp (total.currency, self->below.currency) == 0
             && total.minor < self->below.minor);
}

/* One order must fit all that is said of orders. */
static gboolean
orders_fit (const HenjiUserRule *self, const HenjiRuleSubject *subject)
{
  if (self->sku == NULL && !henji_money_is_set (self->above) && !henji_money_is_set (self->below))
    return TRUE;

  for (guint i = 0; i < subject->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (subject->orders, i);

      if ((self->sku == NULL || sku_fits (self->sku, order)) && total_fits (self, order))
        return TRUE;
    }

  return FALSE;
}

static gboolean
words_fit (const HenjiUserRule *self, const HenjiMessage *message)
{
  g_autofree char *own = NULL;
  g_autofree char *both = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL)
    return TRUE;

  own = g_strndup (message->body != NULL ? message->body : "",
                   message->body != NULL ? message->own_length : 0);
  both = g_strconcat (message->subject != NULL ? message->subject : "", "\n", own, NULL);
  folded = henji_fold (both, -1, NULL);
  for (guint i = 0; self->words[i] != NULL; i++)
    {
      g_autofree char *word = henji_fold (self->words[i], -1, NULL);

      if (*word != '\0' && strstr (folded, word) != NULL)
        return TRUE;
    }

  return FALSE;
}

gboolean
henji_user_rule_matches (const HenjiUserRule *self, const HenjiRuleSubject *subject)
{
  const HenjiMessage *message;

  g_return_val_if_fail (self != NULL && subject != NULL && subject->message != NULL, FALSE);

  message = subject->message;

  return (self->kind < 0
          || ((1u << message->kind | message->other_kinds) & (1u << self->kind)) != 0)
         && (self->language < 0 || (int) message->language == self->language)
         && (self->marketplace == NULL || g_strcmp0 (self->marketplace, subject->marketplace) == 0)
         && orders_fit (self, subject) && words_fit (self, message);
}

gint64
henji_user_rule_remind_at (const HenjiUserRule *self,
                           gint64 at,
                           const HenjiOpenDays *days,
                           GTimeZone *zone)
{
  g_autofree char *date = NULL;
  g_autofree char *last = NULL;

  g_return_val_if_fail (self != NULL && zone != NULL, 0);

  if (self->remind <= 0)
    return 0;
  if (self->remind_unit == HENJI_REMIND_HOURS)
    return at + self->remind * HENJI_HOUR;

  /* At the same hour of that day. */
  date = henji_date_of (at, zone);
  last = henji_open_days_add (days, date, self->remind);

  return last != NULL ? henji_date_start (last, zone) + (at - henji_date_start (date, zone)) : 0;
}
