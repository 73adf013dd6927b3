/* henji-desk-evidence-mask.c: how to reach somebody goes to nobody else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-evidence-mask"

#include "config.h"

#include "henji-desk-evidence-private.h"

#include <string.h>

#include "henji-desk-evidence-words.h"
#include "henji-fold.h"

/* The digits of @text, as ASCII. */
static char *
digits_of (const char *text, gsize length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *folded = henji_fold (raw, -1, NULL);
  GString *digits = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);

  return g_string_free (digits, FALSE);
}

static gboolean
has_digits (const char *known, const char *digits)
{
  g_autofree char *of_known = known != NULL ? digits_of (known, strlen (known)) : NULL;

  return of_known != NULL && *digits != '\0' && strstr (of_known, digits) != NULL;
}

/* Numbers of parcels and orders look like telephone numbers, and prove something. */
static gboolean
is_known_number (const HenjiCaseDetail *detail, const char *text, gsize length)
{
  g_autofree char *digits = digits_of (text, length);

  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (detail->orders, i);

      if (has_digits (order->order_id, digits))
        return TRUE;
      for (guint k = 0; order->shipments != NULL && k < order->shipments->len; k++)
        if (has_digits (
                ((HenjiShipment *) g_ptr_array_index (order->shipments, k))->tracking_number,
                digits))
          return TRUE;
    }
  for (guint i = 0; i < detail->returns->len; i++)
    {
      const HenjiReturn *item = g_ptr_array_index (detail->returns, i);

      if (has_digits (item->tracking_number, digits) || has_digits (item->rma, digits)
          || has_digits (item->marketplace_rma, digits))
        return TRUE;
    }

  return has_digits (detail->rma, digits);
}

static gboolean
is_mail_char (char c)
{
  return g_ascii_isalnum (c) || strchr ("._%+-", c) != NULL;
}

/* A mail address round the "@" at @at: where it begins and ends. */
static gboolean
mail_round (const char *line, const char *at, const char **start, const char **end)
{
  gboolean dot = FALSE;

  *start = at;
  *end = at + 1;
  while (*start > line && is_mail_char ((*start)[-1]))
    (*start)--;
  while (**end != '\0' && is_mail_char (**end))
    {
      dot = dot || (**end == '.' && g_ascii_isalnum ((*end)[1]));
      (*end)++;
    }
  while (*end > at + 1 && !g_ascii_isalnum ((*end)[-1]))
    (*end)--;

  return *start < at && dot;
}

static char *
without_mail (const char *line, const HenjiEvidenceWords *words)
{
  GString *out = g_string_new (NULL);
  const char *from = line;

  for (const char *at = strchr (line, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      const char *start, *end;

      if (at < from || !mail_round (line, at, &start, &end) || start < from)
        continue;
      g_string_append_len (out, from, start - from);
      g_string_append (out, words->mail);
      from = end;
    }
  g_string_append (out, from);

  return g_string_free (out, FALSE);
}

static void
append_line (HenjiDesk *self,
             const HenjiCaseDetail *detail,
             const HenjiMessage *message,
             const char *raw,
             const HenjiEvidenceWords *words,
             GString *out)
{
  g_autofree char *line = strchr (raw, '@') != NULL ? without_mail (raw, words) : g_strdup (raw);
  g_autoptr (HenjiReading) reading = NULL;
  guint from = 0;

  if (strpbrk (line, "0123456789") == NULL && strstr (line, "\357\274") == NULL)
    {
      g_string_append (out, line);
      return;
    }
  /* For somebody who reads this language: words need no meaning then. */
  reading = henji_desk_read_words (self, message, detail->case_->kind, line,
                                   message->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA
                                                                          : HENJI_LANGUAGE_EN);
  for (guint i = 0; i < reading->spans->len; i++)
    {
      const HenjiReadingSpan *span = &g_array_index (reading->spans, HenjiReadingSpan, i);

      if (span->type != HENJI_READING_PHONE
          || is_known_number (detail, line + span->start, span->end - span->start))
        continue;
      g_string_append_len (out, line + from, span->start - from);
      g_string_append (out, words->phone);
      from = span->end;
    }
  g_string_append (out, line + from);
}

char *
_henji_desk_evidence_mask (HenjiDesk *self,
                           const HenjiCaseDetail *detail,
                           const HenjiMessage *message,
                           const char *text,
                           HenjiLanguage language)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);
  const HenjiEvidenceWords *words = henji_evidence_words (language);
  GString *out = g_string_sized_new (strlen (valid));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      append_line (self, detail, message, lines[i], words, out);
    }

  return g_string_free (out, FALSE);
}

char *
_henji_desk_evidence_words_of (HenjiDesk *self,
                               const HenjiCaseDetail *detail,
                               const HenjiMessage *message,
                               HenjiLanguage language)
{
  const char *body = message->body != NULL ? message->body : "";
  gsize length = strlen (body);
  g_autofree char *own = NULL;

  /* What is only quoted is still all there is. */
  if (message->own_length > 0)
    length = MIN (length, (gsize) message->own_length);
  own = g_strndup (body, length);

  return _henji_desk_evidence_mask (self, detail, message, own, language);
}
