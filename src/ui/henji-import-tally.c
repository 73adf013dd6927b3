/* henji-import-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-import-tally"

#include "config.h"

#include "henji-import-tally.h"

#include <glib/gi18n-lib.h>

#define MAX_COMPLAINTS 1000
#define MAX_REASON 500

struct _HenjiImportTally
{
  GMutex lock;
  HenjiImportFigures figures;
  GString *complaints;
  guint n_complaints;
};

static void
tally_clear (HenjiImportTally *self)
{
  g_string_free (self->complaints, TRUE);
  g_mutex_clear (&self->lock);
}

HenjiImportTally *
henji_import_tally_new (void)
{
  HenjiImportTally *self = g_atomic_rc_box_new0 (HenjiImportTally);

  g_mutex_init (&self->lock);
  self->complaints = g_string_new (NULL);
  return self;
}

HenjiImportTally *
henji_import_tally_ref (HenjiImportTally *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
henji_import_tally_unref (HenjiImportTally *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) tally_clear);
}

/* One line of what the file's makers wrote: no line breaks, no control characters, no bidi tricks.
 */
static char *
one_line (const char *text, gssize max)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *line = g_string_new (NULL);
  glong n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++n > max)
        {
          g_string_append (line, "…");
          break;
        }
      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT
          || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR
          || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR)
        c = ' ';
      g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

static void
complain (HenjiImportTally *self, const HenjiImportItem *item)
{
  g_autofree char *base = item->file != NULL ? g_path_get_basename (item->file) : g_strdup ("");
  g_autofree char *file = one_line (base, 200);
  g_autofree char *reason = one_line (item->reason, MAX_REASON);

  if (++self->n_complaints > MAX_COMPLAINTS)
    return;
  /* What is wrong with a row of a report says its line itself. */
  if (item->index > 0)
    /* Translators: file, number of the message in it, reason */
    g_string_append_printf (self->complaints, _ ("%s, message %d: %s"), file, item->index + 1,
                            reason);
  else
    /* Translators: file, reason */
    g_string_append_printf (self->complaints, _ ("%s: %s"), file, reason);
  g_string_append_c (self->complaints, '\n');
}

static void
item (const HenjiImportItem *one, gpointer user_data)
{
  HenjiImportTally *self = user_data;

  g_mutex_lock (&self->lock);
  self->figures.n[one->type][one->status]++;
  self->figures.n_items++;
  if (one->status == HENJI_IMPORT_REJECTED || one->reason != NULL)
    complain (self, one);
  g_mutex_unlock (&self->lock);
}

static void
progress (gint64 done, gint64 total, guint items, gpointer user_data)
{
  HenjiImportTally *self = user_data;

  g_mutex_lock (&self->lock);
  self->figures.done = done;
  self->figures.total = total;
  g_mutex_unlock (&self->lock);
}

HenjiImportSink
henji_import_tally_sink (HenjiImportTally *self)
{
  return (HenjiImportSink){ .item = item, .progress = progress, .user_data = self };
}

void
henji_import_tally_get (HenjiImportTally *self, HenjiImportFigures *figures)
{
  g_mutex_lock (&self->lock);
  *figures = self->figures;
  g_mutex_unlock (&self->lock);
}

char *
henji_import_tally_complaints (HenjiImportTally *self)
{
  GString *text;

  g_mutex_lock (&self->lock);
  text = g_string_new (self->complaints->str);
  if (self->n_complaints > MAX_COMPLAINTS)
    {
      guint rest = self->n_complaints - MAX_COMPLAINTS;

      g_string_append_printf (
          text, g_dngettext (GETTEXT_PACKAGE, "… and %u more\n", "… and %u more\n", rest), rest);
    }
  g_mutex_unlock (&self->lock);
  return g_string_free (text, FALSE);
}

char *
henji_import_figures_text (const HenjiImportFigures *figures, HenjiImportType type)
{
  const guint *n = figures->n[type];
  guint known = n[HENJI_IMPORT_UNCHANGED] + n[HENJI_IMPORT_DUPLICATE];
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (n[HENJI_IMPORT_NEW] > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u new"), n[HENJI_IMPORT_NEW]));
  if (n[HENJI_IMPORT_UPDATED] > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u changed"), n[HENJI_IMPORT_UPDATED]));
  if (known > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u known"), known));
  if (n[HENJI_IMPORT_REJECTED] > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u refused"), n[HENJI_IMPORT_REJECTED]));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  /* Translators: between two counts of one line: "12 new, 3 known" */
  return g_strjoinv (C_ ("list", ", "), (char **) parts->pdata);
}
