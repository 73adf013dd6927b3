/* henji-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-performance.h"

#include <string.h>

HenjiPerformanceFigure *
henji_performance_figure_new (const char *id)
{
  HenjiPerformanceFigure *self = g_new0 (HenjiPerformanceFigure, 1);

  self->id = g_strdup (id);
  self->rate = -1;
  self->count = self->whole = self->target = -1;

  return self;
}

void
henji_performance_figure_free (HenjiPerformanceFigure *self)
{
  g_free (self->id);
  g_free (self->condition);
  g_free (self->status);
  g_free (self->from);
  g_free (self->to);
  g_free (self->rule_checked);
  g_free (self);
}

void
henji_performance_warning_free (HenjiPerformanceWarning *self)
{
  g_free (self->type);
  g_free (self->status);
  g_free (self);
}

static void
performance_clear (HenjiPerformance *self)
{
  g_free (self->marketplace_id);
  g_free (self->marketplace);
  g_free (self->day);
  g_free (self->account);
  g_free (self->health);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_free (self->extra);
}

HENJI_DEFINE_VALUE (HenjiPerformance, henji_performance, performance_clear)

HenjiPerformance *
henji_performance_create (const char *marketplace_id)
{
  HenjiPerformance *self = henji_performance_new ();

  self->marketplace_id = g_strdup (marketplace_id);
  self->health_score = -1;
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_performance_figure_free);
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_performance_warning_free);

  return self;
}

const char *
henji_performance_name (const HenjiPerformance *self)
{
  return self->marketplace != NULL ? self->marketplace : self->marketplace_id;
}

const HenjiPerformanceFigure *
henji_performance_figure (const HenjiPerformance *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->figures->len; i++)
    {
      const HenjiPerformanceFigure *figure = g_ptr_array_index (self->figures, i);

      if (g_str_equal (figure->id, id))
        return figure;
    }

  return NULL;
}

static gboolean
figures_equal (const HenjiPerformanceFigure *a, const HenjiPerformanceFigure *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && a->rate == b->rate && a->count == b->count
         && a->whole == b->whole && a->target == b->target
         && g_strcmp0 (a->condition, b->condition) == 0 && g_strcmp0 (a->status, b->status) == 0
         && g_strcmp0 (a->from, b->from) == 0 && g_strcmp0 (a->to, b->to) == 0;
}

static gboolean
warnings_equal (const HenjiPerformanceWarning *a, const HenjiPerformanceWarning *b)
{
  return g_strcmp0 (a->type, b->type) == 0 && g_strcmp0 (a->status, b->status) == 0;
}

gboolean
henji_performance_equal (const HenjiPerformance *a, const HenjiPerformance *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_strcmp0 (a->marketplace_id, b->marketplace_id) != 0
      || g_strcmp0 (a->account, b->account) != 0 || g_strcmp0 (a->health, b->health) != 0
      || a->health_score != b->health_score || g_strcmp0 (a->extra, b->extra) != 0
      || a->figures->len != b->figures->len || a->warnings->len != b->warnings->len)
    return FALSE;
  for (guint i = 0; i < a->figures->len; i++)
    if (!figures_equal (g_ptr_array_index (a->figures, i), g_ptr_array_index (b->figures, i)))
      return FALSE;
  for (guint i = 0; i < a->warnings->len; i++)
    if (!warnings_equal (g_ptr_array_index (a->warnings, i), g_ptr_array_index (b->warnings, i)))
      return FALSE;

  return TRUE;
}

gboolean
henji_performance_figure_meets_target (const HenjiPerformanceFigure *figure, gboolean share)
{
  gint64 value;

  g_return_val_if_fail (figure != NULL, TRUE);

  value = share ? figure->rate : figure->count;
  if (value < 0 || figure->target < 0)
    return TRUE;
  if (g_strcmp0 (figure->condition, "LESS_THAN") == 0)
    return value < figure->target;
  if (g_strcmp0 (figure->condition, "GREATER_THAN") == 0)
    return value > figure->target;

  return g_strcmp0 (figure->condition, "EQUALS") != 0 || value == figure->target;
}

char *
henji_millionths_format (gint64 millionths)
{
  gint64 hundredths = (millionths + 50) / 100;

  if (millionths < 0)
    return g_strdup ("–");
  if (millionths > 0 && hundredths == 0)
    return g_strdup ("< 0.01 %");

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d %%", hundredths / 100,
                          (int) (hundredths % 100));
}

char *
henji_millionths_format_short (gint64 millionths)
{
  g_autofree char *text = NULL;
  gsize length;

  if (millionths < 0)
    return g_strdup ("–");
  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%04d", millionths / 10000,
                          (int) (millionths % 10000));
  length = strlen (text);
  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  text[length] = '\0';

  return g_strconcat (text, " %", NULL);
}
