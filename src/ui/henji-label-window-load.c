/* henji-label-window-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window-load"

#include "config.h"

#include "henji-label-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-desk-several.h"

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
  GArray *rows; /* (element-type gint64): cases; (nullable): of every return that waits */
  HenjiPrintable printable;
  gint64 rma_row;
  HenjiPackingJob packing;
  HenjiEvent *event; /* (nullable): a label that was printed, instead */
  int language;      /* HenjiLanguage, or -1 for each buyer's */
  gboolean anew;     /* what is there already goes */
  char **keys;       /* (nullable) settings to read */
} Request;

typedef struct
{
  HenjiPrintable printable;
  int language;          /* as it was wished */
  HenjiPackingJob asked; /* as the packing list was wished; its strings are not looked at */
  GArray *rows;          /* (element-type gint64): cases */
  char *marketplace;     /* (nullable): of the first */
  GPtrArray *entries;    /* (element-type HenjiLabelEntry) */
  GPtrArray *wanted;     /* (nullable) (element-type HenjiLabelWanted) */
  HenjiPacking *packing; /* (nullable) */
  char **order_ids;      /* (nullable): of @packing */
  char *fault;           /* (nullable): why there is no packing list */
  GHashTable *settings;
  GHashTable *calibrations; /* (nullable) */
  HenjiPrintedOn on;        /* of the label that was printed */
  gboolean again;
  gboolean anew;
} Loaded;

static void
request_free (Request *request)
{
  g_clear_pointer (&request->rows, g_array_unref);
  g_clear_pointer (&request->event, henji_event_unref);
  g_strfreev (request->keys);
  g_free (request);
}

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->rows, g_array_unref);
  g_ptr_array_unref (loaded->entries);
  g_clear_pointer (&loaded->wanted, g_ptr_array_unref);
  g_clear_pointer (&loaded->packing, henji_packing_unref);
  g_strfreev (loaded->order_ids);
  g_free (loaded->fault);
  g_free (loaded->marketplace);
  g_clear_pointer (&loaded->settings, g_hash_table_unref);
  g_clear_pointer (&loaded->calibrations, g_hash_table_unref);
  henji_printed_on_clear (&loaded->on);
  g_free (loaded);
}

/* (transfer full): a label of a case, or why there is none. */
static HenjiLabelEntry *
load_entry (HenjiDesk *desk,
            const HenjiCase *case_,
            HenjiLabelKind kind,
            const Request *request,
            Loaded *loaded)
{
  HenjiLabelEntry *entry = g_new0 (HenjiLabelEntry, 1);
  HenjiLabelWish wish = HENJI_LABEL_WISH_INIT;
  g_autoptr (GError) fault = NULL;

  entry->case_row = wish.case_row = case_->row;
  entry->kind = wish.kind = kind;
  entry->buyer = g_strdup (case_->buyer);
  entry->again = request->event != NULL;
  wish.rma_row = request->rma_row;
  wish.language = request->language;
  entry->label = entry->again ? henji_desk_printed_label (desk, request->event, &loaded->on, &fault)
                              : henji_desk_label_make (desk, &wish, &entry->warning, &fault);
  if (entry->label == NULL)
    entry->fault = g_strdup (fault != NULL ? fault->message : _ ("The label could not be made."));

  return entry;
}

/* A label and its slip lie side by side. */
static void
load_entries (HenjiDesk *desk, const GPtrArray *cases, const Request *request, Loaded *loaded)
{
  const HenjiLabelKind *kinds;
  guint n = henji_printable_kinds (request->printable, &kinds);

  for (guint i = 0; i < cases->len; i++)
    for (guint k = 0; k < n; k++)
      g_ptr_array_add (loaded->entries,
                       load_entry (desk, cases->pdata[i], kinds[k], request, loaded));
}

static void
load_packing (HenjiDesk *desk, const Request *request, Loaded *loaded)
{
  HenjiPackingJob job = request->packing;
  g_autoptr (HenjiSeveralFit) fit = NULL;
  g_autoptr (GError) error = NULL;

  if (request->printable == HENJI_PRINTABLE_PACKING)
    {
      fit = henji_desk_several_fit (desk, request->rows, HENJI_SEVERAL_PACKING);
      if (fit->orders->len == 0)
        {
          loaded->fault = g_strdup (_ ("No order belongs to these cases."));
          return;
        }
      g_ptr_array_add (fit->orders, NULL);
      job.order_ids = (const char *const *) fit->orders->pdata;
    }
  loaded->packing = henji_desk_packing_lay_out (desk, &job, &loaded->order_ids, &error);
  if (loaded->packing == NULL)
    loaded->fault = g_strdup (error->message);
}

static gboolean
wants_labels (HenjiPrintable printable)
{
  return printable == HENJI_PRINTABLE_LABEL || printable == HENJI_PRINTABLE_PAIR;
}

static gpointer
load_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  Loaded *loaded = g_new0 (Loaded, 1);
  g_autoptr (GPtrArray) cases = NULL;

  loaded->printable = request->printable;
  loaded->language = request->language;
  loaded->asked = request->packing;
  loaded->anew = request->anew;
  loaded->again = request->event != NULL;
  loaded->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_entry_free);
  loaded->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (wants_labels (request->printable))
    loaded->wanted = henji_desk_labels_wanted (desk, NULL);
  if (request->rows == NULL)
    {
      request->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; loaded->wanted != NULL && i < loaded->wanted->len; i++)
        g_array_append_val (request->rows,
                            ((HenjiLabelWanted *) loaded->wanted->pdata[i])->case_row);
    }
  loaded->rows = g_array_ref (request->rows);
  cases = henji_desk_cases (desk, (const gint64 *) (gconstpointer) request->rows->data,
                            request->rows->len, error);
  if (cases == NULL)
    {
      loaded_free (loaded);
      return NULL;
    }
  if (cases->len > 0)
    loaded->marketplace = g_strdup (((const HenjiCase *) cases->pdata[0])->marketplace);
  if (henji_printable_is_packing (request->printable))
    load_packing (desk, request, loaded);
  else
    load_entries (desk, cases, request, loaded);

  for (guint i = 0; request->keys != NULL && request->keys[i] != NULL; i++)
    {
      char *value = henji_desk_setting (desk, request->keys[i], NULL);

      if (value != NULL)
        g_hash_table_insert (loaded->settings, g_strdup (request->keys[i]), value);
    }
  if (request->keys != NULL)
    loaded->calibrations = henji_desk_calibrations (desk, NULL);

  return loaded;
}

static gboolean
is_case (HenjiLabelWindow *self, gint64 row)
{
  for (guint i = 0; i < self->cases->len; i++)
    if (g_array_index (self->cases, gint64, i) == row)
      return TRUE;

  return FALSE;
}

static gboolean
is_listed (HenjiLabelWindow *self, const HenjiLabelEntry *other)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const HenjiLabelEntry *entry = self->entries->pdata[i];

      if (entry->case_row == other->case_row && entry->kind == other->kind)
        return TRUE;
    }

  return FALSE;
}

static void
add_cases (HenjiLabelWindow *self, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (!is_case (self, g_array_index (rows, gint64, i)))
      g_array_append_val (self->cases, g_array_index (rows, gint64, i));
}

/* What was left out meanwhile stays out. */
static void
take_entries (HenjiLabelWindow *self, Loaded *loaded)
{
  if (!self->loaded)
    add_cases (self, loaded->rows);
  if (loaded->anew)
    g_ptr_array_set_size (self->entries, 0);
  for (guint i = 0; i < loaded->entries->len; i++)
    {
      HenjiLabelEntry *entry = loaded->entries->pdata[i];

      if (is_case (self, entry->case_row) && !is_listed (self, entry))
        {
          loaded->entries->pdata[i] = g_new0 (HenjiLabelEntry, 1);
          g_ptr_array_add (self->entries, entry);
        }
    }
  g_ptr_array_set_size (self->wanted, 0);
  for (guint i = 0; loaded->wanted != NULL && i < loaded->wanted->len; i++)
    {
      HenjiLabelWanted *wanted = loaded->wanted->pdata[i];

      if (!is_case (self, wanted->case_row))
        g_ptr_array_add (self->wanted, henji_label_wanted_ref (wanted));
    }
  g_clear_pointer (&self->packing, henji_packing_unref);
  g_clear_pointer (&self->order_ids, g_strfreev);
  self->packing = g_steal_pointer (&loaded->packing);
  self->order_ids = g_steal_pointer (&loaded->order_ids);
}

/* As it was printed, whatever was printed since. */
static void
take_printed_on (HenjiLabelWindow *self, const HenjiPrintedOn *on)
{
  if (on->stock == NULL)
    return;
  henji_label_window_choose_stock (self, on->stock);
  gtk_spin_button_set_value (self->copies_spin, on->copies);
  if (on->length > 0)
    {
      g_autofree char *key = g_strdup_printf ("label.length.%s", on->stock);
      char length[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (length, sizeof length, on->length);
      g_hash_table_replace (self->settings, g_steal_pointer (&key), g_strdup (length));
    }
}

/* What is known from last time, once. */
static void
take_settings (HenjiLabelWindow *self, Loaded *loaded)
{
  GHashTableIter iter;
  gpointer key, value;
  const HenjiLabelEntry *first = self->entries->len > 0 ? self->entries->pdata[0] : NULL;

  g_hash_table_iter_init (&iter, loaded->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_replace (self->settings, g_strdup (key), g_strdup (value));
  if (loaded->calibrations != NULL)
    {
      g_hash_table_unref (self->calibrations);
      self->calibrations = g_steal_pointer (&loaded->calibrations);
    }
  self->updating = TRUE;
  henji_label_window_propose_stock (self);
  if (loaded->again)
    take_printed_on (self, &loaded->on);
  if (first != NULL && first->label != NULL)
    adw_combo_row_set_selected (self->postage_row, first->label->postage);
  gtk_widget_set_sensitive (GTK_WIDGET (self->postage_row), first == NULL || !first->again);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language_row), first == NULL || !first->again);
  self->updating = FALSE;
  henji_label_window_take_stock (self);
  henji_label_window_find_printers (self);
}

static char *
count_words (HenjiLabelWindow *self, guint n)
{
  if (self->printable == HENJI_PRINTABLE_RESEND)
    return g_strdup_printf (ngettext ("%u parcel", "%u parcels", n), n);

  return g_strdup_printf (ngettext ("%u return", "%u returns", n), n);
}

static void
show_title (HenjiLabelWindow *self)
{
  const HenjiLabelEntry *entry = self->entries->len > 0 ? self->entries->pdata[0] : NULL;
  const char *code = entry != NULL && entry->label != NULL ? henji_label_code (entry->label) : NULL;
  g_autofree char *words = NULL;

  if (self->printable == HENJI_PRINTABLE_TEST)
    words = g_strdup (self->stock != NULL ? henji_label_window_stock_title (self->stock) : NULL);
  else if (self->order_ids != NULL)
    words = g_strdup (self->order_ids[1] == NULL ? self->order_ids[0] : NULL);
  else if (self->cases->len > 1)
    words = count_words (self, self->cases->len);
  else if (code != NULL)
    words = entry->buyer != NULL && *entry->buyer != '\0'
                ? g_strdup_printf ("%s · %s", code, entry->buyer)
                : g_strdup (code);
  adw_window_title_set_subtitle (self->title, words != NULL ? words : "");
}

/* (transfer none) (nullable): why there is nothing at all to print. */
static const char *
nothing_words (HenjiLabelWindow *self, const char *fault)
{
  const HenjiLabelEntry *first = self->entries->len > 0 ? self->entries->pdata[0] : NULL;

  if (self->printable == HENJI_PRINTABLE_TEST)
    return NULL;
  if (henji_label_window_has_pages (self))
    return fault;
  if (first == NULL && self->printable == HENJI_PRINTABLE_RESEND)
    return _ ("No case is chosen, so there is no address.");
  if (first == NULL)
    return self->printable == HENJI_PRINTABLE_SLIP || self->wanted->len > 0
               ? _ ("No return is chosen.")
               : _ ("No return waits for a label: none is authorised, or all have one.");

  return self->cases->len == 1 && first->label == NULL ? first->fault : NULL;
}

/* A HenjiLanguage, or -1 for each buyer's. */
static int
chosen_language (HenjiLabelWindow *self)
{
  static const int languages[] = { -1, HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

  return languages[MIN (adw_combo_row_get_selected (self->language_row), 2)];
}

static gboolean
is_old (HenjiLabelWindow *self, const Loaded *loaded)
{
  HenjiPackingJob job = henji_label_window_packing_job (self);

  return loaded->printable != self->printable || loaded->language != chosen_language (self)
         || (henji_printable_is_packing (loaded->printable)
             && (loaded->asked.letter != job.letter || loaded->asked.list != job.list
                 || loaded->asked.slips != job.slips || loaded->asked.language != job.language));
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiLabelWindow) self = data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  g_autofree char *fault = NULL;
  const char *nothing;

  /* Something else was chosen meanwhile: its own answer comes. */
  if (g_cancellable_is_cancelled (self->cancellable) || (loaded != NULL && is_old (self, loaded)))
    {
      g_clear_pointer (&loaded, loaded_free);
      return;
    }
  if (loaded == NULL)
    {
      henji_label_window_toast (self, error->message);
      return;
    }

  take_entries (self, loaded);
  g_free (self->marketplace);
  self->marketplace = g_steal_pointer (&loaded->marketplace);
  if (!self->loaded)
    take_settings (self, loaded);
  self->loaded = TRUE;
  fault = g_steal_pointer (&loaded->fault);
  loaded_free (loaded);

  show_title (self);
  nothing = nothing_words (self, fault);
  if (nothing != NULL)
    {
      g_autofree char *plain = g_markup_escape_text (nothing, -1);

      adw_status_page_set_description (self->refused, plain);
      henji_label_window_enable_output (self, FALSE);
      henji_label_window_fill_labels (self);
    }
  gtk_stack_set_visible_child_name (self->stack, nothing != NULL ? "refused" : "label");
  if (nothing == NULL)
    henji_label_window_compose (self);
}

/* (transfer full): what is kept of the window. */
static char **
setting_keys (HenjiLabelWindow *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  g_strv_builder_add_many (keys, "label.stock", "label.folder", "label.printer", NULL);
  for (int i = 0; i < HENJI_N_PRINTABLES; i++)
    {
      g_autofree char *whole = g_strdup_printf ("label.stock.%s", henji_printable_id (i));

      g_strv_builder_add (keys, whole);
    }
  for (guint i = 0; i < self->stocks->len; i++)
    for (const char *const *key = (const char *const[]){ "start", "length", "dialog", NULL };
         *key != NULL; key++)
      {
        g_autofree char *whole
            = g_strdup_printf ("label.%s.%s", *key, ((HenjiStock *) self->stocks->pdata[i])->id);

        g_strv_builder_add (keys, whole);
      }

  return g_strv_builder_end (keys);
}

void
henji_label_window_load (HenjiLabelWindow *self, const GArray *rows, const HenjiEvent *event)
{
  Request *request = g_new0 (Request, 1);

  request->language = chosen_language (self);
  request->printable = self->printable;
  request->rma_row = self->rma_row;
  request->packing = henji_label_window_packing_job (self);
  request->anew = rows == NULL;
  if (event != NULL)
    {
      request->event = henji_event_ref ((HenjiEvent *) event);
      request->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (request->rows, event->case_row);
    }
  else if (rows != NULL)
    {
      request->rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);
      g_array_append_vals (request->rows, rows->data, rows->len);
    }
  else if (self->loaded || self->cases->len > 0)
    {
      const HenjiLabelEntry *first = self->entries->len > 0 ? self->entries->pdata[0] : NULL;

      request->rows = g_array_copy (self->cases);
      /* A label as it was printed stays as it is. */
      if (first != NULL && first->again)
        {
          request->anew = FALSE;
          g_array_set_size (request->rows, 0);
        }
    }
  if (request->rows != NULL)
    add_cases (self, request->rows);
  if (!self->loaded)
    request->keys = setting_keys (self);
  henji_desk_run_async (self->desk, load_in_thread, request, (GDestroyNotify) request_free,
                        (GDestroyNotify) loaded_free, self->cancellable, loaded_cb,
                        g_object_ref (self));
}
