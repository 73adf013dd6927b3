/* henji-check-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom the reply greets, and whose order it speaks of.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-known.h"

#include "henji-fold.h"

#include <string.h>

#define GREETING_LINES 6
#define MAX_NAME 24 /* characters */
#define SAMA 0x69D8

struct _HenjiOthers
{
  gatomicrefcount refs;
  HenjiTrie *names;
  GHashTable *orders; /* set of utf8 */
};

/* --- other buyers -------------------------------------------------------------------------------
 */

static gboolean
is_cjk_text (const gunichar *c, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!henji_check_is_cjk (c[i]))
      return FALSE;

  return n > 0;
}

static const char *const forms[]
    = { "mr ", "mr. ", "mrs ", "mrs. ", "ms ", "ms. ", "miss ", "mx. " };

/* Of the form of address that @name begins with. */
static gsize
length_of_form (const char *name)
{
  for (guint k = 0; k < G_N_ELEMENTS (forms); k++)
    if (g_str_has_prefix (name, forms[k]))
      return strlen (forms[k]);

  return 0;
}

/* "Whitlock's", "Ms. Whitlock": the last word of a name in Latin letters, with what makes it one.
 */
static void
add_family_name (HenjiOthers *self, const HenjiCheckText *name)
{
  gsize start = name->n;

  while (start > 0 && name->c[start - 1] != ' ')
    start--;
  if (name->n - start < 4)
    return;
  for (guint k = 0; k <= G_N_ELEMENTS (forms); k++)
    {
      gboolean genitive = k == G_N_ELEMENTS (forms);
      g_autofree char *family
          = g_ucs4_to_utf8 (name->c + start, (glong) (name->n - start), NULL, NULL, NULL);
      g_autofree char *phrase
          = g_strconcat (genitive ? "" : forms[k], family, genitive ? "'s" : "", NULL);
      HenjiCheckText text;

      henji_check_text_init (&text, NULL, phrase, strlen (phrase));
      henji_trie_add (self->names, text.c, text.n, (guint32) text.n, FALSE);
      henji_check_text_clear (&text);
    }
}

/* A name of one word is too common to be looked for, unless 様 stands behind it. */
static void
add_name (HenjiOthers *self, const char *name)
{
  HenjiCheckText text;
  gsize blank;

  henji_check_text_init (&text, NULL, name, strlen (name));
  if (is_cjk_text (text.c, text.n))
    {
      gunichar sama = SAMA;
      g_autoptr (GArray) family = g_array_new (FALSE, FALSE, sizeof (gunichar));

      for (blank = 0; blank < text.n_f && henji_check_is_cjk (text.f[blank]); blank++)
        ;
      if (text.n >= 3)
        henji_trie_add (self->names, text.c, text.n, (guint32) text.n, TRUE);
      g_array_append_vals (family, text.c, (guint) MIN (blank, text.n));
      g_array_append_val (family, sama);
      henji_trie_add (self->names, (const gunichar *) (void *) family->data, family->len,
                      family->len - 1, TRUE);
    }
  else if (text.n >= 5 && g_utf8_strchr (name, -1, ' ') != NULL)
    {
      henji_trie_add (self->names, text.c, text.n, (guint32) text.n, FALSE);
      add_family_name (self, &text);
    }
  henji_check_text_clear (&text);
}

HenjiOthers *
henji_others_new (const char *const *names, const char *const *order_ids)
{
  HenjiOthers *self = g_new0 (HenjiOthers, 1);

  g_atomic_ref_count_init (&self->refs);
  self->names = henji_trie_new ();
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    add_name (self, names[i]);
  henji_trie_freeze (self->names);
  for (guint i = 0; order_ids != NULL && order_ids[i] != NULL; i++)
    g_hash_table_add (self->orders, g_ascii_strdown (order_ids[i], -1));

  return self;
}

HenjiOthers *
henji_others_ref (HenjiOthers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
henji_others_unref (HenjiOthers *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  henji_trie_free (self->names);
  g_hash_table_unref (self->orders);
  g_free (self);
}

/* --- names --------------------------------------------------------------------------------------
 */

static void
report_name (const HenjiCheckKnown *self, gsize start, gsize end, const char *rule)
{
  const char *buyer = self->names->len > 0 ? self->names->pdata[0] : NULL;
  const HenjiReplyContext *reply = self->run->reply;

  if (reply->order != NULL && reply->order->buyer_name != NULL)
    buyer = reply->order->buyer_name;
  else if (reply->case_ != NULL && reply->case_->buyer != NULL)
    buyer = reply->case_->buyer;
  henji_check_report (self->run, rule, self->run->text->f_at[start],
                      henji_check_byte_end (self->run->text, end), buyer);
}

static char *
slice (const HenjiCheckText *text, gsize start, gsize end)
{
  char *piece = g_ucs4_to_utf8 (text->f + start, (glong) (end - start), NULL, NULL, NULL);

  return piece != NULL ? g_strstrip (piece) : g_strdup ("");
}

/* Someone greeted by what they are, not by name. */
static gboolean
is_title (const HenjiCheckText *text, gsize start, gsize end)
{
  return henji_check_beside (text, HENJI_CHECK_CLASS_TITLE, start, end, 0, 0);
}

/* 三輪理恵 beside 三輪 和歌子: of the same family, when not greeted. */
static gboolean
is_of_family (const HenjiCheckKnown *self, const char *name)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *known = self->names->pdata[i];
      const char *blank = strchr (known, ' ');

      if (blank != NULL && g_utf8_strlen (known, blank - known) >= 2
          && strncmp (name, known, (gsize) (blank - known)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* "児玉商店 児玉様", "○○様方 佐伯様": behind a firm, a school or a house the person stands. */
static gsize
skip_house (const HenjiCheckText *text, gsize start, gsize end)
{
  static const char houses[] = "店会社院校園部課室所局館組荘方内様";

  for (gsize i = end; i > start + 2; i--)
    if ((text->f[i - 1] == ' ' || text->f[i - 1] == 0x3000)
        && g_utf8_strchr (houses, -1, text->f[i - 2]) != NULL)
      return i;

  return start;
}

/* 様 at @sama: what stands before it, when that is a name. */
static void
check_sama (const HenjiCheckKnown *self, gsize sama, gboolean greeting)
{
  const HenjiCheckText *text = self->run->text;
  g_autofree char *name = NULL;
  gsize end = sama, start;

  while (end > 0 && (text->f[end - 1] == ' ' || text->f[end - 1] == 0x3000))
    end--;
  for (start = end; start > 0 && end - start < MAX_NAME;)
    {
      gunichar c = text->f[start - 1];

      if (greeting ? c == '\n' || c == 0x3001 || c == 0x3002
                   : !henji_check_is_kanji (c) && c != 0x3000)
        break;
      start--;
    }
  while (start < end && (text->f[start] == ' ' || text->f[start] == 0x3000))
    start++;
  if (end == start || end - start >= MAX_NAME || is_title (text, start, sama + 1))
    return;
  /* Inside a line only a name that nothing else runs into: 仕様, 皆様, はしもと様. */
  if (!greeting
      && (end - start > 6
          || (start > 0
              && g_utf8_strchr ("\n、。はがをにもとへや「（( ", -1, text->f[start - 1]) == NULL)
          || g_utf8_strchr ("\n、。のはがをにもとへやか」）) 宛方", -1, text->f[sama + 1]) == NULL))
    return;

  start = skip_house (text, start, end);
  name = slice (text, start, end);
  if (*name != '\0' && henji_check_script_of (name) != HENJI_CHECK_SCRIPT_OTHER
      && !henji_check_may_be_known (self, name) && (greeting || !is_of_family (self, name)))
    report_name (self, start, sama + 1, "other-buyer");
}

/* What a firm is: it may stand before or behind the name. */
static char *
without_kind (const char *name)
{
  static const char *const kinds[]
      = { "株式会社", "有限会社", "合同会社", "(株)", "(有)", "(同)", "㈱", "㈲" };
  GString *out = g_string_new (name);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_replace (out, kinds[i], "", 0);

  return g_string_free (out, FALSE);
}

/* Can the firm @plain be the buyer? Also when that cannot be told. */
static gboolean
may_be_firm (const HenjiCheckKnown *self, const char *plain)
{
  gboolean comparable = FALSE;

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *known = self->names->pdata[i];
      g_autofree char *bare = without_kind (known);
      g_auto (GStrv) words = g_strsplit_set (bare, " ", -1);

      if (strcmp (bare, known) == 0)
        continue;
      comparable = TRUE;
      for (guint k = 0; words[k] != NULL; k++)
        if (g_utf8_strlen (words[k], -1) >= 2
            && (strstr (plain, words[k]) != NULL || strstr (words[k], plain) != NULL))
          return TRUE;
    }

  return !comparable || strstr (self->about->str, plain) != NULL;
}

/* 株式会社○○ 御中, at the end of the line; only where the buyer is known to be a firm. */
static void
check_firm (const HenjiCheckKnown *self, gsize start, gsize end)
{
  g_autofree char *name = slice (self->run->text, start, end);
  g_autofree char *bare = without_kind (name);
  g_autofree char *plain = henji_check_without_blanks (bare);

  if (strcmp (bare, name) != 0 && g_utf8_strlen (plain, -1) >= 2 && !may_be_firm (self, plain))
    report_name (self, start, end, "other-buyer");
}

/* 佐伯さん、 or 佐伯さま as the first words of the reply. */
static void
check_san (const HenjiCheckKnown *self, gsize start)
{
  const HenjiCheckText *text = self->run->text;
  gsize end = start;
  g_autofree char *name = NULL;

  while (henji_check_is_kanji (text->f[end]) && text->f[end] != 0x7686) /* 皆 */
    end++;
  if (end - start < 2 || end - start > 4 || is_title (text, start, end)
      || (!henji_check_is_at (text, end, "さん") && !henji_check_is_at (text, end, "さま")))
    return;
  if (text->f[end + 2] != 0 && g_utf8_strchr ("\n、,。 !", -1, text->f[end + 2]) == NULL)
    return;
  name = slice (text, start, end);
  if (!henji_check_may_be_known (self, name))
    report_name (self, start, end + 2, "other-buyer");
}

/* "Dear Emily," */
static void
check_dear (const HenjiCheckKnown *self, gsize i)
{
  static const char *const greetings[]
      = { "dear",         "hi",       "hello",     "hey",  "good morning", "good afternoon",
          "good evening", "good day", "greetings", "hiya", "howdy",        "welcome back" };
  const HenjiCheckText *text = self->run->text;

  for (guint k = 0; k < G_N_ELEMENTS (greetings); k++)
    {
      gsize start = i + strlen (greetings[k]), end;
      g_autofree char *name = NULL;

      if (!henji_check_is_at (text, i, greetings[k]) || text->f[start] != ' ')
        continue;
      if (henji_check_is_at (text, start, " from ") || henji_check_is_at (text, start, " to ")
          || henji_check_is_at (text, start, " and "))
        return;
      for (end = ++start; end < text->n_f && end - start < 40 && text->f[end] != ','
                          && text->f[end] != '\n' && text->f[end] != '!' && text->f[end] != ':'
                          && text->f[end] != ';' && text->f[end] != '-';)
        end++;
      if (text->f[end] == '-' && text->f[end + 1] != ' ')
        while (henji_check_is_letter (text->f[end]) || text->f[end] == '-')
          end++;
      if (end == start || end - start >= 40 || is_title (text, start, end))
        return;
      name = slice (text, start, end);
      if (henji_check_script_of (name) != HENJI_CHECK_SCRIPT_OTHER
          && !henji_check_may_be_known (self, name))
        report_name (self, start, end, "other-buyer");
      return;
    }
}

static gboolean
is_capital (const HenjiCheckText *text, gsize i)
{
  return henji_check_is_letter (text->f[i]) && g_unichar_isupper (henji_check_raw_char (text, i));
}

/* "Marcus", "Mr. Feeney", "Dana Whitlock" at @i, in capitals: where it ends, 0 when it is none. */
static gsize
read_called (const HenjiCheckText *text, gsize i)
{
  gsize end = i;

  for (guint words = 0; words < 3 && is_capital (text, end); words++)
    {
      gsize last = end;

      if (words > 0 && !is_capital (text, i))
        return 0;
      while (henji_check_is_letter (text->f[end]) || text->f[end] == '-'
             || (text->f[end] == '\'' && henji_check_is_letter (text->f[end + 1])))
        end++;
      if (end - last < 2 && text->f[end] != '.')
        return 0;
      if (text->f[end] == '.' && end - last <= 3 && text->f[end + 1] == ' ')
        end++;
      if (text->f[end] != ' ' || !is_capital (text, end + 1))
        break;
      end++;
    }

  return end;
}

static gboolean
has_form_of_address (const HenjiCheckText *text, gsize i)
{
  for (guint k = 0; k < G_N_ELEMENTS (forms); k++)
    if (henji_check_is_at (text, i, forms[k]))
      return TRUE;

  return FALSE;
}

/* "Marcus," alone in the first line, "Thank you, Ms. Brody!" anywhere; in the last it signs. */
static void
check_called (const HenjiCheckKnown *self, gsize start, gsize line_end, gboolean first)
{
  const HenjiCheckText *text = self->run->text;

  for (gsize i = start; i < line_end; i++)
    {
      gboolean form = (i == start || text->f[i - 1] == ' ') && has_form_of_address (text, i);
      gsize end = form || (first && i == start) ? read_called (text, i) : 0;
      g_autofree char *name = NULL;

      if (end == 0 || text->quoted[i] || (form && i > start && (i < 2 || text->f[i - 2] != ',')))
        continue;
      if (form ? strchr (",.!?\n", (int) MIN (text->f[end], 0x7F)) == NULL
               : text->f[end] != ',' || end + 1 != line_end)
        continue;
      name = slice (text, i, end);
      if (!is_title (text, i, end) && !henji_check_may_be_known (self, name))
        report_name (self, i, end, "other-buyer");
    }
}

/* "Thanks Robert!" as the first words. */
static void
check_thanked (const HenjiCheckKnown *self, gsize start)
{
  static const char *const thanks[] = { "thanks ", "many thanks ", "thank you " };
  static const char *const others[]
      = { "again", "so ", "very", "for ", "a ", "much", "from ", "in ", "kindly", NULL };
  const HenjiCheckText *text = self->run->text;

  for (guint k = 0; k < G_N_ELEMENTS (thanks); k++)
    {
      gsize i = start + strlen (thanks[k]);
      gsize end = henji_check_is_at (text, start, thanks[k]) ? read_called (text, i) : 0;
      g_autofree char *name = NULL;

      if (end <= i || (text->f[end] != '!' && text->f[end] != ',' && text->f[end] != '.')
          || is_title (text, i, end) || henji_check_is_any_at (text, i, others))
        continue;
      name = slice (text, i, end);
      if (!henji_check_may_be_known (self, name))
        report_name (self, i, end, "other-buyer");
    }
}

static void
check_greetings (const HenjiCheckKnown *self)
{
  const HenjiCheckText *text = self->run->text;
  guint lines = 0;

  for (gsize i = 0, end; i < text->n_f; i = end + 1)
    {
      gboolean blank = TRUE;
      gsize start = i, last;

      for (end = i; end < text->n_f && text->f[end] != '\n'; end++)
        blank &= henji_check_is_blank (text->f[end]) || text->f[end] == 0x3000;
      if (blank)
        continue;
      lines++;
      while (henji_check_is_blank (text->f[start]))
        start++;
      if (lines <= GREETING_LINES)
        check_dear (self, start);
      if (lines == 1 || text->f[MIN (end + 1, text->n_f)] != 0
          || !has_form_of_address (text, start))
        check_called (self, start, end, lines == 1);
      if (lines == 1)
        {
          check_san (self, start);
          check_thanked (self, start);
        }
      for (last = end; last > start
                       && (text->f[last - 1] == 0x3001 || text->f[last - 1] == ','
                           || henji_check_is_blank (text->f[last - 1]));)
        last--;
      if (lines <= GREETING_LINES && last - start > 2 && last - start < 2 * MAX_NAME
          && henji_check_is_at (text, last - 2, "御中"))
        check_firm (self, start, last - 2);
      for (gsize k = start; k < end; k++)
        if (text->f[k] == SAMA)
          check_sama (self, k, lines <= GREETING_LINES && k + 1 == last && last - start < MAX_NAME);
    }
}

/* Is another buyer's name one that this reply may hold anyway? */
static gboolean
is_own_name (const HenjiCheckKnown *self, const char *name)
{
  g_autofree char *plain = henji_check_without_blanks (name + length_of_form (name));

  if (g_str_has_suffix (plain, "'s"))
    plain[strlen (plain) - 2] = '\0';

  if (strstr (self->about->str, name) != NULL)
    return TRUE;
  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *known = henji_check_without_blanks (self->names->pdata[i]);

      if (strstr (known, plain) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Names that the caller knows to be other buyers'. */
static void
check_others (const HenjiCheckKnown *self, const HenjiOthers *others)
{
  const HenjiCheckText *text = self->run->text;

  for (gsize i = 0; i < text->n; i++)
    {
      guint32 node = 0;

      if (i > 0 && henji_check_is_latin (text->c[i]) && henji_check_is_latin (text->c[i - 1]))
        continue;
      for (gsize j = i; j < text->n; j++)
        {
          const HenjiTrieOutput *outputs;
          guint32 length, n;
          g_autofree char *name = NULL;

          node = henji_trie_step (others->names, node, text->c[j]);
          if (node == 0)
            break;
          outputs = henji_trie_outputs (others->names, node, &n);
          if (n == 0
              || (henji_check_is_latin (text->c[j]) && henji_check_is_latin (text->c[j + 1])))
            continue;
          length = outputs->value;
          name = g_ucs4_to_utf8 (text->c + i, (glong) length, NULL, NULL, NULL);
          /* 林様 is not in 小林様. */
          if (name == NULL || is_own_name (self, name)
              || (length <= 2 && i > 0 && henji_check_is_kanji (text->c[i])
                  && henji_check_is_kanji (text->c[i - 1])))
            continue;
          report_name (self, text->from[i], text->from[j] + 1, "other-buyer");
        }
    }
}

/* --- order numbers ------------------------------------------------------------------------------
 */

/* The end of an order number (3-7-7 figures) that begins at @i, 0 when there is none. */
static gsize
read_order (const HenjiCheckText *text, gsize i, char id[20])
{
  static const guint groups[] = { 3, 7, 7 };
  guint n = 0;

  if (i > 0
      && (henji_check_is_latin (text->f[i - 1])
          || (text->f[i - 1] == '-' && i > 1 && henji_check_is_latin (text->f[i - 2]))))
    return 0;
  for (guint g = 0; g < 3; g++)
    {
      if (g > 0)
        {
          if (text->f[i] != '-' && text->f[i] != 0x30FC && text->f[i] != ' ' && text->f[i] != '/'
              && text->f[i] != '.' && text->f[i] != '_')
            return 0;
          id[n++] = '-';
          i++;
        }
      for (guint k = 0; k < groups[g]; k++, i++)
        {
          if (!henji_check_is_digit (text->f[i]) && !(n == 0 && text->f[i] == 'd'))
            return 0;
          id[n++] = (char) text->f[i];
        }
    }
  id[n] = '\0';

  return henji_check_is_digit (text->f[i])
                 || (text->f[i] == '-' && henji_check_is_digit (text->f[i + 1]))
             ? 0
             : i;
}

static void
check_order_numbers (const HenjiCheckKnown *self)
{
  const HenjiCheckText *text = self->run->text;
  const HenjiOthers *others = self->run->context->others;
  /* "Your order of last June": the same buyer's, unless it is known to be another's. */
  gboolean further = henji_class_set_has (&text->classes, HENJI_CHECK_CLASS_FURTHER_ORDER);

  for (gsize i = 0; i < text->n_f; i++)
    {
      char id[20];
      gsize end
          = henji_check_is_digit (text->f[i]) || text->f[i] == 'd' ? read_order (text, i, id) : 0;
      gboolean own, other;

      if (end == 0)
        continue;
      own = g_ptr_array_find_with_equal_func (self->orders, id, g_str_equal, NULL);
      other = others != NULL && g_hash_table_contains (others->orders, id);
      if (!own
          && (other
              || (self->orders->len > 0 && !further && strstr (self->about->str, id) == NULL)))
        henji_check_report (self->run, "other-order", text->f_at[i],
                            henji_check_byte_end (text, end),
                            self->orders->len > 0 ? self->orders->pdata[0] : NULL);
      i = end - 1;
    }
}

void
henji_check_names (HenjiCheckRun *run)
{
  HenjiCheckKnown known;

  henji_check_know (&known, run);
  check_order_numbers (&known);
  if (!run->context->to_support)
    {
      if (known.names->len > 0)
        check_greetings (&known);
      if (run->context->others != NULL)
        check_others (&known, run->context->others);
    }
  henji_check_forget (&known);
}
