/* henji-desk-stocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-stocks"

#include "config.h"

#include "henji-desk-stocks.h"

#include "henji-desk-own-files.h"
#include "henji-desk-private.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OWN "own-"

HenjiStock *
henji_desk_stock (HenjiDesk *self, const char *id)
{
  GPtrArray *stocks = henji_desk_stocks (self);

  for (guint i = 0; id != NULL && i < stocks->len; i++)
    if (g_str_equal (((HenjiStock *) stocks->pdata[i])->id, id))
      return stocks->pdata[i];

  return NULL;
}

HenjiStock *
henji_desk_new_stock (HenjiDesk *self, const HenjiStock *like)
{
  g_autofree char *random = g_uuid_string_random ();
  HenjiStock *stock;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  if (like == NULL)
    like = henji_desk_stock (self, "hisago-elm005");
  stock = like != NULL ? henji_stock_copy (like) : henji_stock_new ();
  g_free (stock->id);
  stock->id = g_strdup_printf (OWN "%.8s", random);
  stock->order = 0;
  stock->verified = FALSE;
  stock->own = TRUE;
  g_clear_pointer (&stock->checked, g_free);
  g_free (stock->source);
  stock->source = g_strdup (_ ("made in Henji"));

  return stock;
}

static char *
path_of (HenjiDesk *self, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".ini", NULL);

  return g_build_filename (self->dir, "facts", "stocks", name, NULL);
}

static gboolean
stocks_changed_cb (gpointer desk)
{
  g_signal_emit_by_name (desk, "stocks-changed");

  return G_SOURCE_REMOVE;
}

static void
reload (HenjiDesk *self)
{
  henji_desk_facts_load_stocks (self->facts);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, stocks_changed_cb,
                              g_object_ref (self), g_object_unref);
}

/* (transfer full): the stock with what every save brings: one line a text, the day. */
static HenjiStock *
to_write (HenjiDesk *self, const HenjiStock *stock)
{
  HenjiStock *copy = henji_stock_copy (stock);

  g_free (copy->checked);
  copy->checked = henji_date_of (henji_desk_now (self), self->zone);
  g_strdelimit (copy->title, "\r\n", ' ');
  g_strstrip (copy->title);
  if (copy->title_ja != NULL)
    g_strstrip (g_strdelimit (copy->title_ja, "\r\n", ' '));
  if (copy->title_ja != NULL && *copy->title_ja == '\0')
    g_clear_pointer (&copy->title_ja, g_free);

  return copy;
}

gboolean
henji_desk_save_stock (HenjiDesk *self, const HenjiStock *stock, GError **error)
{
  g_autoptr (HenjiStock) copy = NULL;
  g_autoptr (HenjiStock) read = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gboolean saved;

  g_return_val_if_fail (HENJI_IS_DESK (self) && stock != NULL, FALSE);

  if (!_henji_desk_may_write (self, error))
    return FALSE;
  if (!g_str_has_prefix (stock->id, OWN))
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("This stock comes with Henji. Duplicate it to change the copy."));
      return FALSE;
    }
  copy = to_write (self, stock);
  text = henji_stock_to_text (copy);
  path = path_of (self, copy->id);
  name = g_path_get_basename (path);
  /* What is written is what will be read. */
  read = henji_stock_parse (text, strlen (text), name, error);
  if (read == NULL)
    return FALSE;

  g_mutex_lock (&self->texts_lock);
  saved = _henji_desk_write_file (path, text, error);
  if (saved)
    reload (self);
  g_mutex_unlock (&self->texts_lock);

  return saved;
}

gboolean
henji_desk_remove_stock (HenjiDesk *self, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  gboolean removed;

  g_return_val_if_fail (HENJI_IS_DESK (self) && id != NULL && strchr (id, '/') == NULL, FALSE);

  if (!_henji_desk_may_write (self, error))
    return FALSE;

  path = path_of (self, id);
  g_mutex_lock (&self->texts_lock);
  removed = _henji_desk_remove_file (path, error);
  if (removed)
    reload (self);
  g_mutex_unlock (&self->texts_lock);

  return removed;
}
