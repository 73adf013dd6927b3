/* henji-reading-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reading-text"

#include "config.h"

#include "henji-reading-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FEW 8      /* meanings shown at first */
#define SPARE 2    /* so many more are shown at once: a button for them would take as much room */
#define MAX_ALL 60 /* meanings shown at all */
#define LONG 24    /* characters of the buyer's words that are repeated */

static const char *
fact_title (HenjiReadingType type)
{
  switch (type)
    {
    case HENJI_READING_TIME:
      return _ ("date");
    case HENJI_READING_PART:
      return _ ("part");
    case HENJI_READING_ORDER_ID:
      return _ ("order number");
    case HENJI_READING_POSTAL_CODE:
      return _ ("postal code");
    case HENJI_READING_ADDRESS:
      return _ ("address");
    case HENJI_READING_PHONE:
      return _ ("phone number");
    case HENJI_READING_AMOUNT:
      return _ ("amount");
    case HENJI_READING_WORD:
    case HENJI_READING_MATTER:
    case HENJI_READING_WISH:
    case HENJI_READING_KIND:
    default:
      return NULL;
    }
}

/* What stands in brackets: the kind the words told, or that they are a wish. */
static const char *
remark (const HenjiReadingSpan *span)
{
  if (span->type == HENJI_READING_WISH)
    return _ ("wish");
  if (span->type == HENJI_READING_PART)
    return _ ("part");

  if (span->type == HENJI_READING_TIME || span->kind == HENJI_KIND_OTHER)
    return NULL;

  return henji_kind_title (span->kind);
}

static char *
words (const HenjiReadingSpan *span, const char *in_brackets)
{
  g_autofree char *meaning = NULL;

  if (span->meaning == NULL)
    return g_strdup (span->type == HENJI_READING_KIND ? henji_kind_title (span->kind)
                                                      : fact_title (span->type));

  if (span->denied && (span->type == HENJI_READING_MATTER || span->type == HENJI_READING_WISH))
    /* Translators: the buyer denies it: "not: damaged" */
    meaning = g_strdup_printf (_ ("not: %s"), span->meaning);
  else
    meaning = g_strdup (span->meaning);

  return in_brackets != NULL
             /* Translators: what a buyer's words mean, and what they are about: "broken (Damaged)"
              */
             ? g_strdup_printf (_ ("%s (%s)"), meaning, in_brackets)
             : g_steal_pointer (&meaning);
}

char *
henji_reading_words (const HenjiReadingSpan *span)
{
  g_return_val_if_fail (span != NULL, NULL);

  return words (span, remark (span));
}

/* The buyer's own words, on one line and not too long. */
static char *
quote (const HenjiReadingSpan *span, const char *text)
{
  g_autofree char *raw = g_strndup (text + span->start, span->end - span->start);
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = raw; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) && (out->len == 0 || out->str[out->len - 1] == ' '))
        continue;
      if (n++ == LONG)
        {
          g_string_append (out, "…");
          break;
        }
      g_string_append_unichar (out, g_unichar_isspace (c) ? ' ' : c);
    }

  return g_string_free (out, FALSE);
}

/* What matters most comes first: 0. */
static int
importance (const HenjiReadingSpan *span)
{
  static const int ranks[] = {
    [HENJI_READING_WISH] = 1,     [HENJI_READING_PART] = 2,        [HENJI_READING_TIME] = 3,
    [HENJI_READING_MATTER] = 4,   [HENJI_READING_ADDRESS] = 5,     [HENJI_READING_AMOUNT] = 5,
    [HENJI_READING_PHONE] = 5,    [HENJI_READING_POSTAL_CODE] = 5, [HENJI_READING_WORD] = 6,
    [HENJI_READING_ORDER_ID] = 7, [HENJI_READING_KIND] = 7,
  };

  return span->type == HENJI_READING_MATTER && span->kind != HENJI_KIND_OTHER ? 0
                                                                              : ranks[span->type];
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const HenjiReadingSpan *x = *(const HenjiReadingSpan *const *) a;
  const HenjiReadingSpan *y = *(const HenjiReadingSpan *const *) b;

  if (importance (x) != importance (y))
    return importance (x) - importance (y);
  /* "by November 30" says more than "today". */
  if (x->type == HENJI_READING_TIME && x->end - x->start != y->end - y->start)
    return x->end - x->start > y->end - y->start ? -1 : 1;

  return x->start < y->start ? -1 : x->start > y->start;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const HenjiReadingSpan *x = *(const HenjiReadingSpan *const *) a;
  const HenjiReadingSpan *y = *(const HenjiReadingSpan *const *) b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* The spans with something to say, each meaning once, the most important first. */
static GPtrArray *
choose (const HenjiReading *reading)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reading->spans->len; i++)
    {
      const HenjiReadingSpan *span = &g_array_index (reading->spans, HenjiReadingSpan, i);

      g_ptr_array_add (chosen, (gpointer) span);
    }
  g_ptr_array_sort (chosen, compare_spans);
  for (guint i = 0; i < chosen->len;)
    {
      const HenjiReadingSpan *span = chosen->pdata[i];
      g_autofree char *key = span->meaning != NULL ? words (span, NULL) : NULL;

      if (key != NULL && !g_hash_table_add (seen, g_steal_pointer (&key)))
        g_ptr_array_remove_index (chosen, i);
      else
        i++;
    }
  if (chosen->len > MAX_ALL)
    g_ptr_array_set_size (chosen, MAX_ALL);

  return chosen;
}

char *
henji_reading_line (const HenjiReading *reading, const char *text, gboolean all, guint *n_more)
{
  g_autoptr (GPtrArray) chosen = NULL;
  GString *line = g_string_new (NULL);
  guint32 told = 0; /* kinds */

  g_return_val_if_fail (reading != NULL && text != NULL && n_more != NULL, NULL);

  chosen = choose (reading);
  *n_more = chosen->len > FEW + SPARE ? chosen->len - FEW : 0;
  if (!all && *n_more > 0)
    g_ptr_array_set_size (chosen, FEW);
  g_ptr_array_sort (chosen, compare_places);
  for (guint i = 0; i < chosen->len; i++)
    {
      const HenjiReadingSpan *span = chosen->pdata[i];
      gboolean again = span->kind != HENJI_KIND_OTHER && (told & 1u << span->kind) != 0
                       && span->type == HENJI_READING_MATTER;
      g_autofree char *quoted = quote (span, text);
      g_autofree char *meant = words (span, again ? NULL : remark (span));

      if (line->len > 0)
        g_string_append (line, " · ");
      /* Translators: a buyer's words and what they mean */
      g_string_append_printf (line, _ ("%s: %s"), quoted, meant);
      if (span->type == HENJI_READING_MATTER || span->type == HENJI_READING_KIND)
        told |= 1u << span->kind;
    }

  return g_string_free (line, chosen->len == 0);
}
