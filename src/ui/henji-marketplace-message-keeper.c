/* henji-marketplace-message-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-keeper"

#include "config.h"

#include "henji-marketplace-message-keeper.h"

#define SAVE_PAUSE 500   /* ms after the first change */
#define RETRY_PAUSE 3000 /* ms */

struct _HenjiMarketplaceMessageKeeper
{
  GObject parent_instance;

  HenjiDesk *desk;
  GHashTable *waiting; /* place of a draft → the newest one, until the record holds it */
  GHashTable *changed; /* (element-type utf8): places of those that are to be handed on */
  guint source;
  gboolean failed;
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiMarketplaceMessageKeeper, henji_marketplace_message_keeper, G_TYPE_OBJECT)

static char *
place_of (const HenjiMessageDraft *draft)
{
  return g_strdup_printf ("%s\n%s", draft->order_id, draft->action);
}

/* ---- To the record ---------------------------------------------------------------------------
 */

typedef struct
{
  HenjiMarketplaceMessageKeeper *keeper;
  HenjiMessageDraft *draft;
} Saving;

static void save_later (HenjiMarketplaceMessageKeeper *self, guint pause);

static gpointer
save_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;

  return GINT_TO_POINTER (henji_desk_save_message_draft (desk, saving->draft, error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  HenjiMarketplaceMessageKeeper *self = saving->keeper;
  g_autofree char *place = place_of (saving->draft);
  g_autoptr (GError) error = NULL;
  gboolean told = self->failed;

  self->failed = henji_desk_run_finish (HENJI_DESK (source), result, &error) == NULL;
  if (!self->failed && g_hash_table_lookup (self->waiting, place) == saving->draft)
    g_hash_table_remove (self->waiting, place);
  if (self->failed && !henji_desk_was_ended (error))
    {
      if (g_hash_table_lookup (self->waiting, place) == saving->draft)
        g_hash_table_add (self->changed, g_steal_pointer (&place));
      save_later (self, RETRY_PAUSE);
      if (!told)
        g_signal_emit (self, signals[FAILED], 0, error->message);
    }
  henji_message_draft_unref (saving->draft);
  g_object_unref (self);
  g_free (saving);
}

void
henji_marketplace_message_keeper_flush (HenjiMarketplaceMessageKeeper *self)
{
  GHashTableIter iter;
  gpointer place;

  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_KEEPER (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    {
      Saving *saving = g_new0 (Saving, 1);

      saving->keeper = g_object_ref (self);
      saving->draft = henji_message_draft_ref (g_hash_table_lookup (self->waiting, place));
      henji_desk_act_async (self->desk, save_func, saving, NULL, NULL, NULL, saved_cb, saving);
      g_hash_table_iter_remove (&iter);
    }
}

static gboolean
save_cb (gpointer data)
{
  HenjiMarketplaceMessageKeeper *self = data;

  self->source = 0;
  henji_marketplace_message_keeper_flush (self);

  return G_SOURCE_REMOVE;
}

static void
save_later (HenjiMarketplaceMessageKeeper *self, guint pause)
{
  if (self->source == 0)
    self->source = g_timeout_add (pause, save_cb, self);
}

/* ---- From the form ---------------------------------------------------------------------------
 */

void
henji_marketplace_message_keeper_put (HenjiMarketplaceMessageKeeper *self, HenjiMessageDraft *draft)
{
  g_autofree char *place = NULL;

  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_KEEPER (self) && draft != NULL);

  place = place_of (draft);
  if (g_hash_table_lookup (self->waiting, place) == draft)
    return;
  g_hash_table_replace (self->waiting, g_strdup (place), henji_message_draft_ref (draft));
  g_hash_table_add (self->changed, g_steal_pointer (&place));
  save_later (self, SAVE_PAUSE);
}

GPtrArray *
henji_marketplace_message_keeper_waiting (HenjiMarketplaceMessageKeeper *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_draft_unref);
  GHashTableIter iter;
  gpointer draft;

  g_return_val_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_KEEPER (self), drafts);

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_ptr_array_add (drafts, henji_message_draft_ref (draft));

  return drafts;
}

/* ---- The object ------------------------------------------------------------------------------
 */

static void
henji_marketplace_message_keeper_dispose (GObject *object)
{
  HenjiMarketplaceMessageKeeper *self = HENJI_MARKETPLACE_MESSAGE_KEEPER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  G_OBJECT_CLASS (henji_marketplace_message_keeper_parent_class)->dispose (object);
}

static void
henji_marketplace_message_keeper_finalize (GObject *object)
{
  HenjiMarketplaceMessageKeeper *self = HENJI_MARKETPLACE_MESSAGE_KEEPER (object);

  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->changed);
  g_object_unref (self->desk);
  G_OBJECT_CLASS (henji_marketplace_message_keeper_parent_class)->finalize (object);
}

static void
henji_marketplace_message_keeper_class_init (HenjiMarketplaceMessageKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_marketplace_message_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_marketplace_message_keeper_finalize;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
henji_marketplace_message_keeper_init (HenjiMarketplaceMessageKeeper *self)
{
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) henji_message_draft_unref);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

HenjiMarketplaceMessageKeeper *
henji_marketplace_message_keeper_new (HenjiDesk *desk)
{
  HenjiMarketplaceMessageKeeper *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_MARKETPLACE_MESSAGE_KEEPER, NULL);
  self->desk = g_object_ref (desk);

  return self;
}
