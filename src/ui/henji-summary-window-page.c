/* henji-summary-window-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-summary-window-page"

#include "config.h"

#include "henji-summary-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-chart-view.h"
#include "henji-listing-view.h"
#include "henji-performance-words.h"

#include <glib/gi18n-lib.h>

/* ---- Where it leads -------------------------------------------------------------------------- */

static void
show_cases (HenjiSummaryWindow *self, const char *search, int kind)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *days = NULL;

  if (parent == NULL || (search == NULL && kind < 0))
    return;
  days = g_strdup_printf ("%s %s", self->period.from, self->period.to);
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-cases", "(sss)",
                              search != NULL ? search : "",
                              kind >= 0 ? henji_kind_id ((HenjiKind) kind) : "", days);
}

static void
bar_cb (HenjiSummaryWindow *self, const char *search, int kind)
{
  show_cases (self, search, kind);
}

static void
row_cb (HenjiSummaryWindow *self, const HenjiListingRow *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (row->case_uuid == NULL)
    show_cases (self, row->search, row->kind);
  else if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-case", "s", row->case_uuid);
}

/* ---- The numbers at the top ------------------------------------------------------------------ */

static GtkWidget *
dim_label (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, "caption-dim");

  return label;
}

static GtkWidget *
figure (const char *title, const char *value, const char *more)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *number = gtk_label_new (value);
  g_autofree char *name = g_strdup_printf ("%s: %s. %s", title, value, more);

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_ellipsize (GTK_LABEL (number), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (number, g_utf8_strlen (value, -1) > 11 ? "summary-figure-long"
                                                                   : "summary-figure");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), dim_label (title));
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), dim_label (more));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "figures");
  gtk_widget_set_hexpand (box, TRUE);
  henji_pane_name (box, name);

  return box;
}

static int
share (const HenjiReplyTimes *replies)
{
  return henji_permille (replies->in_time, replies->in_time + replies->late);
}

/* (transfer full): "￥1,200 + $24.80"; of no money "–". */
static char *
sums_words (const HenjiSummary *summary, const GArray *sums)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; summary->currencies[i] != NULL; i++)
    {
      HenjiMoney sum = henji_sums_get (sums, summary->currencies[i]);
      g_autofree char *money = henji_money_format (sum, henji_pane_language ());

      if (henji_money_is_set (sum))
        g_string_append_printf (words, "%s%s", words->len > 0 ? " + " : "", money);
    }
  if (words->len == 0)
    g_string_append (words, "–");

  return g_string_free (words, FALSE);
}

/* (transfer full) (nullable): what the only marketplace that tells of its own says. */
static char *
own_rate (const HenjiSummary *s)
{
  const HenjiPerformance *reading
      = s->performance->len == 1 ? g_ptr_array_index (s->performance, 0) : NULL;
  const HenjiPerformanceFigure *figure
      = reading != NULL ? henji_summary_defect_figure (s, reading) : NULL;

  g_autofree char *rate
      = figure != NULL && figure->rate >= 0 ? henji_millionths_format (figure->rate) : NULL;

  return rate != NULL ? g_strdup_printf ("%s: %s", henji_performance_name (reading), rate) : NULL;
}

/* (transfer full): what the estimate is made of, and what the marketplace says. */
static char *
defect_words (const HenjiSummary *s)
{
  const HenjiRatePoint *rate = henji_summary_rate (s);
  g_autofree char *own = own_rate (s);
  g_autofree char *ours = rate == NULL || rate->orders == 0
                              ? g_strdup (_ ("no orders are known"))
                              : g_strdup_printf (_ ("%d of %d orders in %d days"), rate->defects,
                                                 rate->orders, s->rate_window);

  return own != NULL
             /* Translators: what our estimate is made of, the marketplace with its own percentage
              */
             ? g_strdup_printf (_ ("%s; %s"), ours, own)
             : g_steal_pointer (&ours);
}

static GtkWidget *
build_figures (const HenjiSummary *s)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const HenjiSummaryFigures *now = &s->figures, *before = &s->figures_before;
  const HenjiRatePoint *rate = henji_summary_rate (s);
  g_autofree char *cases = g_strdup_printf ("%d", now->cases);
  g_autofree char *cases_before = g_strdup_printf (_ ("before: %d"), before->cases);
  g_autofree char *in_time = henji_permille_format (share (&now->replies));
  g_autofree char *earlier = henji_permille_format (share (&before->replies));
  g_autofree char *in_time_more
      = g_strdup_printf (_ ("%d late; before: %s"), now->replies.late, earlier);
  g_autofree char *cost = sums_words (s, now->costs);
  g_autofree char *cost_earlier = sums_words (s, before->costs);
  g_autofree char *cost_more
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d refund; before: %s",
                                      "%d refunds; before: %s", (gulong) now->refunds),
                         now->refunds, cost_earlier);
  g_autofree char *defects
      = henji_permille_format (rate != NULL ? henji_permille (rate->defects, rate->orders) : -1);
  g_autofree char *defects_more = defect_words (s);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), figure (_ ("New cases"), cases, cases_before));
  gtk_box_append (GTK_BOX (box), figure (_ ("Answered in time"), in_time, in_time_more));
  gtk_box_append (GTK_BOX (box), figure (_ ("What it cost"), cost, cost_more));
  gtk_box_append (GTK_BOX (box), figure (_ ("Defect rate, an estimate"), defects, defects_more));

  return box;
}

/* ---- What the marketplace finds fault with ----------------------------------------------------
 */

static GtkWidget *
attention_strip (const char *words)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (strip), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (strip), label);
  gtk_widget_add_css_class (strip, "strip-warning");

  return strip;
}

static void
add_attention (GtkBox *page, const HenjiSummary *s)
{
  for (guint i = 0; i < s->performance->len; i++)
    {
      g_autofree char *words = henji_performance_attention (
          s->performance_facts, g_ptr_array_index (s->performance, i), henji_pane_language ());

      if (words != NULL)
        gtk_box_append (page, attention_strip (words));
    }
}

/* ---- Sections -------------------------------------------------------------------------------- */

static GtkWidget *
note_label (const char *words)
{
  GtkWidget *label = dim_label (words);

  gtk_label_set_selectable (GTK_LABEL (label), FALSE);

  return label;
}

/* The chart, and under it or instead of it the table. What has no chart is a table always. */
static GtkWidget *
build_section (HenjiSummaryWindow *self, HenjiListing *sheet, gboolean as_table)
{
  HenjiChart *chart = henji_chart_of_sheet (self->summary, sheet->id, henji_pane_language ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_label_new (sheet->title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  if (chart != NULL && !as_table)
    {
      GtkWidget *view = GTK_WIDGET (henji_chart_view_new (chart));

      g_signal_connect_object (view, "activated", G_CALLBACK (bar_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), view);
    }
  else
    {
      GtkWidget *view = GTK_WIDGET (henji_listing_view_new (sheet));

      g_signal_connect_object (view, "activated", G_CALLBACK (row_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), view);
    }
  if (sheet->note != NULL)
    gtk_box_append (GTK_BOX (box), note_label (sheet->note));
  g_clear_pointer (&chart, henji_chart_unref);

  return box;
}

static gboolean
is_shown (const HenjiListing *sheet, gboolean as_table)
{
  /* The numbers at the top and the line say the same. */
  if (g_str_equal (sheet->id, "figures") || g_str_equal (sheet->id, "performance-course"))
    return as_table && sheet->rows->len > 0;

  return sheet->rows->len > 0;
}

GtkWidget *
henji_summary_window_build_page (HenjiSummaryWindow *self)
{
  g_autoptr (GPtrArray) sheets = henji_summary_sheets (self->summary, henji_pane_language ());
  gboolean as_table = gtk_toggle_button_get_active (self->table_button);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_add_css_class (box, "summary-page");
  add_attention (GTK_BOX (box), self->summary);
  if (!as_table)
    gtk_box_append (GTK_BOX (box), build_figures (self->summary));
  for (guint i = 0; i < sheets->len; i++)
    {
      HenjiListing *sheet = g_ptr_array_index (sheets, i);

      if (is_shown (sheet, as_table))
        gtk_box_append (GTK_BOX (box), build_section (self, sheet, as_table));
    }
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 980);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 980);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);

  return clamp;
}
