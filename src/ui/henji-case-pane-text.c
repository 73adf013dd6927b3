/* henji-case-pane-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-pane-text"

#include "config.h"

#include "henji-case-pane-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define LONG_LINE 2000 /* characters */

HenjiLanguage
henji_pane_language (void)
{
  static gsize language = 0;

  if (g_once_init_enter (&language))
    {
      const char *const *names = g_get_language_names ();
      gsize found = HENJI_LANGUAGE_EN;

      if (names[0] != NULL && g_str_has_prefix (names[0], "ja"))
        found = HENJI_LANGUAGE_JA;
      g_once_init_leave (&language, found);
    }

  return (HenjiLanguage) language;
}

static GDateTime *
local_time (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);

  if (utc == NULL)
    return g_date_time_new_from_unix_utc (0);
  if (zone == NULL)
    return g_steal_pointer (&utc);

  return g_date_time_to_timezone (utc, zone);
}

char *
henji_pane_clock (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = local_time (instant, zone);

  return g_strdup_printf ("%02d:%02d", g_date_time_get_hour (time), g_date_time_get_minute (time));
}

char *
henji_pane_day (gint64 instant, gint64 now, GTimeZone *zone)
{
  static const char *const weekdays[] = {
    N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
    N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
  };
  static const char *const months[] = {
    N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
    N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
    N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
  };
  g_autofree char *day = henji_date_of (instant, zone);
  g_autofree char *today = henji_date_of (now, zone);
  g_autoptr (GDateTime) time = local_time (instant, zone);
  int ago = henji_date_days_between (day, today);

  if (ago == 0)
    return g_strdup (_ ("Today"));
  if (ago == 1)
    return g_strdup (_ ("Yesterday"));
  if (henji_pane_language () == HENJI_LANGUAGE_JA)
    return henji_date_format (day, today, HENJI_LANGUAGE_JA);
  if (ago > 300 || ago < -300)
    /* Translators: day of the month, month, year */
    return g_strdup_printf (_ ("%d %s %d"), g_date_time_get_day_of_month (time),
                            _ (months[g_date_time_get_month (time) - 1]),
                            g_date_time_get_year (time));

  /* Translators: weekday, day of the month, month */
  return g_strdup_printf (_ ("%s %d %s"), _ (weekdays[g_date_time_get_day_of_week (time) - 1]),
                          g_date_time_get_day_of_month (time),
                          _ (months[g_date_time_get_month (time) - 1]));
}

char *
henji_pane_date (const char *date, gint64 now, GTimeZone *zone)
{
  static const char *const months[] = {
    N_ ("Jan"), N_ ("Feb"), N_ ("Mar"), N_ ("Apr"), N_ ("May"), N_ ("Jun"),
    N_ ("Jul"), N_ ("Aug"), N_ ("Sep"), N_ ("Oct"), N_ ("Nov"), N_ ("Dec"),
  };
  g_autofree char *today = henji_date_of (now, zone);
  int year, month, day;

  if (date == NULL || !henji_date_is_valid (date)
      || sscanf (date, "%d-%d-%d", &year, &month, &day) != 3)
    return g_strdup (date != NULL ? date : "");

  if (henji_pane_language () == HENJI_LANGUAGE_JA)
    return strncmp (date, today, 4) == 0 ? g_strdup_printf ("%d月%d日", month, day)
                                         : g_strdup_printf ("%d年%d月%d日", year, month, day);
  if (strncmp (date, today, 4) != 0)
    /* Translators: day of the month, short month, year */
    return g_strdup_printf (_ ("%d %s %d"), day, _ (months[month - 1]), year);

  /* Translators: day of the month, short month */
  return g_strdup_printf (_ ("%d %s"), day, _ (months[month - 1]));
}

char *
henji_pane_weekday (const char *date)
{
  static const char *const days_en[] = {
    N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun"),
  };
  static const char *const days_ja[] = { "月", "火", "水", "木", "金", "土", "日" };
  static const char *const months[] = {
    N_ ("Jan"), N_ ("Feb"), N_ ("Mar"), N_ ("Apr"), N_ ("May"), N_ ("Jun"),
    N_ ("Jul"), N_ ("Aug"), N_ ("Sep"), N_ ("Oct"), N_ ("Nov"), N_ ("Dec"),
  };
  GDate parsed;
  int year, month, day, weekday;

  if (date == NULL || !henji_date_is_valid (date)
      || sscanf (date, "%d-%d-%d", &year, &month, &day) != 3)
    return g_strdup (date != NULL ? date : "");

  g_date_clear (&parsed, 1);
  g_date_set_dmy (&parsed, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  weekday = g_date_get_weekday (&parsed) - 1;
  if (henji_pane_language () == HENJI_LANGUAGE_JA)
    return g_strdup_printf ("%d/%d（%s）", month, day, days_ja[weekday]);

  /* Translators: day of the month, short month, short weekday */
  return g_strdup_printf (_ ("%d %s, %s"), day, _ (months[month - 1]), _ (days_en[weekday]));
}

char *
henji_pane_moment (gint64 instant, gint64 now, GTimeZone *zone)
{
  g_autofree char *clock = henji_pane_clock (instant, zone);
  g_autofree char *day = henji_date_of (instant, zone);
  g_autofree char *today = henji_date_of (now, zone);
  g_autofree char *date = NULL;

  if (g_strcmp0 (day, today) == 0)
    return g_steal_pointer (&clock);

  date = henji_pane_date (day, now, zone);
  return g_strdup_printf ("%s %s", date, clock);
}

char *
henji_pane_left (gint64 due, gint64 now)
{
  gboolean over = due <= now;
  gint64 minutes = (over ? now - due : due - now) / HENJI_MINUTE;
  int hours = (int) (minutes / 60);
  int days = hours / 24;

  if (over)
    {
      if (days >= 2)
        return g_strdup_printf (ngettext ("Overdue %d day", "Overdue %d days", days), days);
      if (hours >= 1)
        return g_strdup_printf (_ ("Overdue %d h"), hours);
      return g_strdup_printf (_ ("Overdue %d m"), (int) minutes);
    }

  if (days >= 2)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
  if (hours >= 10)
    return g_strdup_printf (_ ("%d h left"), hours);
  if (hours >= 1)
    return g_strdup_printf (_ ("%d h %02d m left"), hours, (int) (minutes % 60));
  return g_strdup_printf (_ ("%d m left"), (int) minutes);
}

char *
henji_pane_promise (const char *note)
{
  g_auto (GStrv) halves = g_strsplit (note != NULL ? note : "", " / ", -1);

  if (g_strv_length (halves) == 2 && henji_pane_language_of (halves[0]) == HENJI_LANGUAGE_JA
      && henji_pane_language_of (halves[1]) == HENJI_LANGUAGE_EN)
    return g_strdup (halves[henji_pane_language () == HENJI_LANGUAGE_JA ? 0 : 1]);

  return g_strdup (note != NULL ? note : "");
}

const char *
henji_pane_urgency (gint64 due, gint64 now)
{
  if (due - now < 2 * HENJI_HOUR)
    return "error";
  if (due - now < 6 * HENJI_HOUR)
    return "warning";
  return NULL;
}

void
henji_pane_clear (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
henji_pane_name (gpointer widget, const char *name)
{
  g_return_if_fail (GTK_IS_ACCESSIBLE (widget));

  /* The focus goes to the button inside. */
  if (GTK_IS_MENU_BUTTON (widget))
    widget = gtk_widget_get_first_child (widget);
  /* A button's own words would be said after the name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  const char *text = g_object_get_data (G_OBJECT (widget), "henji-tooltip");

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL && *text != '\0';
}

void
henji_pane_tooltip (gpointer widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!gtk_widget_get_has_tooltip (widget))
    {
      gtk_widget_set_has_tooltip (widget, TRUE);
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    }
  g_object_set_data_full (widget, "henji-tooltip", g_strdup (text), g_free);
}

static void
make_menu_cb (GtkMenuButton *button, gpointer model)
{
  if (gtk_menu_button_get_menu_model (button) != model)
    gtk_menu_button_set_menu_model (button, model);
}

void
henji_pane_menu (GtkMenuButton *button, GMenuModel *model)
{
  GtkPopover *popover;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  popover = gtk_menu_button_get_popover (button);
  gtk_menu_button_set_create_popup_func (button, make_menu_cb, g_object_ref (model),
                                         g_object_unref);
  if (popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover)))
    make_menu_cb (button, model);
}

void
henji_pane_name_button (GtkButton *button)
{
  const char *label;
  const char *line;
  GString *name;

  g_return_if_fail (GTK_IS_BUTTON (button));

  label = gtk_button_get_label (button);
  line = strchr (label, '_');
  name = g_string_new (label);
  /* "完了(_D)" is said without the letter. */
  if (line > label && line[-1] == '(' && line[1] != '\0' && line[2] == ')')
    g_string_erase (name, line - 1 - label, 4);
  else if (line != NULL)
    g_string_erase (name, line - label, 1);
  henji_pane_name (button, name->str);
  g_string_free (name, TRUE);
}

HenjiLanguage
henji_pane_language_of (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff)
          || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef)
          || (c >= 0x3000 && c <= 0x303f))
        return HENJI_LANGUAGE_JA;
    }

  return HENJI_LANGUAGE_EN;
}

void
henji_pane_add_chip (GtkBox *box, const char *words, gboolean warning)
{
  GtkWidget *chip = gtk_label_new (words);

  gtk_widget_add_css_class (chip, "chip");
  if (warning)
    gtk_widget_add_css_class (chip, "amber");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (box, chip);
}

void
henji_pane_label (GtkLabel *label, const char *text, HenjiLanguage language)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  if (language == HENJI_LANGUAGE_OTHER)
    language = henji_pane_language_of (text);

  if (gtk_label_get_attributes (label) == NULL
      || GPOINTER_TO_INT (g_object_get_data (G_OBJECT (label), "henji-language")) != (int) language)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string (
                                              language == HENJI_LANGUAGE_JA ? "ja" : "en")));
      gtk_label_set_attributes (label, attributes);
      g_object_set_data (G_OBJECT (label), "henji-language", GINT_TO_POINTER (language));
      if (language == HENJI_LANGUAGE_JA)
        gtk_widget_add_css_class (GTK_WIDGET (label), "ja");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (label), "ja");
    }

  gtk_label_set_text (label, text != NULL ? text : "");
}

char *
henji_pane_wrap_long (const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", text != NULL ? length : 0);
  GString *out = g_string_sized_new (strlen (valid) + 16);
  guint column = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        {
          if (p[1] == '\n')
            continue;
          c = '\n';
        }
      if (c < 0x20 && c != '\n' && c != '\t')
        continue;
      if (c == '\n')
        column = 0;
      else if (++column > LONG_LINE)
        {
          g_string_append_c (out, '\n');
          column = 1;
        }
      g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}
