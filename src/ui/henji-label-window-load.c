/* henji-label-window-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window-load"

#include "config.h"

#include "henji-label-window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *key;
  char *value;
} Setting;

static void
setting_free (Setting *setting)
{
  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
keep_setting (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Setting *setting = data;

  henji_desk_set_setting (desk, setting->key, setting->value, error);

  return NULL;
}

static void
setting_kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (object), result, &error);
  if (error != NULL)
    g_warning ("A setting of the label window was not stored");
}

void
henji_label_window_set_setting (HenjiLabelWindow *self,
                                const char *key,
                                const char *stock,
                                const char *value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->key = stock != NULL ? g_strdup_printf ("label.%s.%s", key, stock)
                               : g_strdup_printf ("label.%s", key);
  setting->value = g_strdup (value);
  g_hash_table_replace (self->settings, g_strdup (setting->key), g_strdup (value));
  henji_desk_run_async (self->desk, keep_setting, setting, (GDestroyNotify) setting_free, NULL,
                        NULL, setting_kept_cb, NULL);
}

const char *
henji_label_window_setting (HenjiLabelWindow *self, const char *key, const char *stock)
{
  g_autofree char *whole = stock != NULL ? g_strdup_printf ("label.%s.%s", key, stock)
                                         : g_strdup_printf ("label.%s", key);

  return g_hash_table_lookup (self->settings, whole);
}

typedef struct
{
  gint64 case_row;
  int language; /* HenjiLanguage, or -1 for the buyer's */
  char **keys;  /* (nullable) settings to read */
} Request;

typedef struct
{
  HenjiLabel *label; /* (nullable) with @fault */
  char *warning;
  char *fault;
  char *buyer;
  HenjiLanguage language;
  GHashTable *settings;
} Loaded;

static void
request_free (Request *request)
{
  g_strfreev (request->keys);
  g_free (request);
}

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->label, henji_label_unref);
  g_free (loaded->warning);
  g_free (loaded->fault);
  g_free (loaded->buyer);
  g_clear_pointer (&loaded->settings, g_hash_table_unref);
  g_free (loaded);
}

static gpointer
load_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  Loaded *loaded = g_new0 (Loaded, 1);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_cases (desk, &request->case_row, 1, NULL);
  const HenjiCase *case_ = cases != NULL && cases->len > 0 ? cases->pdata[0] : NULL;

  loaded->language = request->language >= 0 ? (HenjiLanguage) request->language
                     : case_ != NULL && case_->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA
                                                                             : HENJI_LANGUAGE_EN;
  loaded->buyer = g_strdup (case_ != NULL ? case_->buyer : NULL);
  loaded->label
      = henji_desk_label (desk, request->case_row, loaded->language, &loaded->warning, &fault);
  if (loaded->label == NULL)
    loaded->fault = g_strdup (fault != NULL ? fault->message : _ ("The label could not be made."));

  loaded->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; request->keys != NULL && request->keys[i] != NULL; i++)
    {
      char *value = henji_desk_setting (desk, request->keys[i], NULL);

      if (value != NULL)
        g_hash_table_insert (loaded->settings, g_strdup (request->keys[i]), value);
    }

  return loaded;
}

static void
choose_stock (HenjiLabelWindow *self)
{
  GPtrArray *stocks = henji_desk_stocks (self->desk);
  const char *last = henji_label_window_setting (self, "stock", NULL);

  self->updating = TRUE;
  for (guint i = 0; i < stocks->len; i++)
    if (g_strcmp0 (((const HenjiStock *) stocks->pdata[i])->id, last) == 0)
      adw_combo_row_set_selected (self->stock_row, i);
  self->updating = FALSE;
  henji_label_window_take_stock (self);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  HenjiLabelWindow *self = data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  GHashTableIter iter;
  gpointer key, value;

  if (loaded == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        henji_label_window_toast (self, error->message);
      return;
    }

  g_clear_pointer (&self->label, henji_label_unref);
  g_free (self->warning);
  self->label = g_steal_pointer (&loaded->label);
  self->warning = g_steal_pointer (&loaded->warning);
  g_hash_table_iter_init (&iter, loaded->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_replace (self->settings, g_strdup (key), g_strdup (value));

  if (!self->loaded)
    choose_stock (self);
  self->loaded = TRUE;
  self->updating = TRUE;
  adw_combo_row_set_selected (self->language_row, loaded->language == HENJI_LANGUAGE_JA ? 0 : 1);
  self->updating = FALSE;

  if (self->label == NULL)
    {
      g_autofree char *plain = g_markup_escape_text (loaded->fault, -1);

      adw_status_page_set_description (self->refused, plain);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.print", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.save-pdf", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.save-pdf-to", FALSE);
      gtk_stack_set_visible_child_name (self->stack, "refused");
    }
  else
    {
      g_autofree char *words = loaded->buyer != NULL && *loaded->buyer != '\0'
                                   ? g_strdup_printf ("%s · %s", self->label->rma, loaded->buyer)
                                   : g_strdup (self->label->rma);

      adw_window_title_set_subtitle (self->title, words);
      gtk_stack_set_visible_child_name (self->stack, "label");
      henji_label_window_update (self);
    }
  loaded_free (loaded);
}

void
henji_label_window_load (HenjiLabelWindow *self, int language)
{
  Request *request = g_new0 (Request, 1);

  request->case_row = self->case_row;
  request->language = language;
  if (!self->loaded)
    {
      g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
      GPtrArray *stocks = henji_desk_stocks (self->desk);

      g_strv_builder_add_many (keys, "label.stock", "label.folder", NULL);
      for (guint i = 0; i < stocks->len; i++)
        {
          const HenjiStock *stock = stocks->pdata[i];
          g_autofree char *offset = g_strdup_printf ("label.offset.%s", stock->id);
          g_autofree char *start = g_strdup_printf ("label.start.%s", stock->id);

          g_strv_builder_add (keys, offset);
          g_strv_builder_add (keys, start);
        }
      request->keys = g_strv_builder_end (keys);
    }
  henji_desk_run_async (self->desk, load_in_thread, request, (GDestroyNotify) request_free,
                        (GDestroyNotify) loaded_free, self->cancellable, loaded_cb, self);
}
