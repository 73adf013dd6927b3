/* henji-desk-message-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-message-draft"

#include "config.h"

#include "henji-desk-message-draft.h"

#include "henji-db-message-draft.h"
#include "henji-desk-message-draft-private.h"
#include "henji-desk-messaging-private.h"
#include "henji-desk-private.h"

typedef struct
{
  const char *const *orders;
  GPtrArray *drafts;
} Reading;

static int
compare (gconstpointer a, gconstpointer b)
{
  const HenjiMessageDraft *first = *(HenjiMessageDraft *const *) a;
  const HenjiMessageDraft *second = *(HenjiMessageDraft *const *) b;

  return (first->at < second->at) - (first->at > second->at);
}

static gboolean
read_drafts (HenjiDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  for (guint i = 0; reading->orders[i] != NULL; i++)
    {
      GPtrArray *some = henji_db_message_drafts (db, reading->orders[i], error);

      if (some == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (reading->drafts, some);
    }
  g_ptr_array_sort (reading->drafts, compare);

  return TRUE;
}

GPtrArray *
henji_desk_message_drafts (HenjiDesk *self, const char *const *orders, GError **error)
{
  g_autoptr (GPtrArray) drafts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_draft_unref);
  Reading reading = { .orders = orders, .drafts = drafts };

  g_return_val_if_fail (HENJI_IS_DESK (self) && orders != NULL, NULL);

  return _henji_desk_read (self, read_drafts, &reading, NULL, error) ? g_steal_pointer (&drafts)
                                                                     : NULL;
}

static gboolean
write_draft (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_message_draft_save (db, data, error);
}

gboolean
henji_desk_save_message_draft (HenjiDesk *self, const HenjiMessageDraft *draft, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && draft != NULL, FALSE);

  return _henji_desk_write (self, write_draft, (gpointer) draft, error);
}

/* ---- What takes them away -------------------------------------------------------------------- */

/* Of a warranty the dates stand as they were typed: that its files went out is enough. */
static gboolean
says_the_same (const HenjiMessageDraft *draft, const HenjiMessageWish *wish)
{
  g_autofree char *kept = _henji_message_plain_text (draft->text);
  g_autofree char *sent = _henji_message_plain_text (wish->text);
  const char *const none[] = { NULL };

  return g_str_equal (kept, sent)
         && g_strv_equal ((const char *const *) draft->paths,
                          wish->paths != NULL ? wish->paths : none);
}

gboolean
_henji_message_draft_sent (HenjiDb *db, const HenjiMessageWish *wish, GError **error)
{
  g_autoptr (GPtrArray) drafts = henji_db_message_drafts (db, wish->order_id, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const HenjiMessageDraft *draft = g_ptr_array_index (drafts, i);

      if (g_str_equal (draft->action, wish->action) && says_the_same (draft, wish))
        return henji_db_message_draft_remove (db, draft, error);
    }

  return drafts != NULL;
}

static gboolean
forget (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_message_drafts_forget (db, error);
}

gboolean
_henji_desk_message_drafts_forget (HenjiDesk *self, GError **error)
{
  return _henji_desk_write (self, forget, NULL, error);
}
