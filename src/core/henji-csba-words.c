/* henji-csba-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-csba-words"

#include "config.h"

#include "henji-csba-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-fold.h"
#include "henji-ini.h"
#include "henji-phrase.h"

typedef enum
{
  PLACE_MESSAGE,
  PLACE_ITEM,
  N_PLACES
} Place;

typedef struct
{
  GPtrArray *phrases;  /* (element-type utf8), folded */
  GPtrArray *harmless; /* likewise: what holds a phrase and means something else */
} Group;

struct _HenjiCsbaWords
{
  Group groups[HENJI_N_CSBA_NATURES][N_PLACES];
};

static const struct
{
  const char *name;
  HenjiCsbaNature nature;
  Place place;
} names[] = {
  { "customisation message", HENJI_CSBA_CUSTOMISATION, PLACE_MESSAGE },
  { "customisation item", HENJI_CSBA_CUSTOMISATION, PLACE_ITEM },
  { "pre-order message", HENJI_CSBA_PRE_ORDER, PLACE_MESSAGE },
  { "pre-order item", HENJI_CSBA_PRE_ORDER, PLACE_ITEM },
};

static void
words_clear (HenjiCsbaWords *self)
{
  for (guint i = 0; i < HENJI_N_CSBA_NATURES; i++)
    for (guint j = 0; j < N_PLACES; j++)
      {
        g_clear_pointer (&self->groups[i][j].phrases, g_ptr_array_unref);
        g_clear_pointer (&self->groups[i][j].harmless, g_ptr_array_unref);
      }
}

HenjiCsbaWords *
henji_csba_words_ref (HenjiCsbaWords *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
henji_csba_words_unref (HenjiCsbaWords *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) words_clear);
}

/* ---- The file -------------------------------------------------------------------------------- */

static Group *
find_group (HenjiCsbaWords *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, name))
      return &self->groups[names[i].nature][names[i].place];

  return NULL;
}

static gboolean
take_phrase (Group *group, const char *line, GError **error)
{
  gboolean harmless = *line == '-';
  g_autofree char *pattern = g_strstrip (g_strdup (line + (harmless ? 1 : 0)));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!henji_phrase_check (pattern, error))
    return FALSE;
  henji_phrase_expand (pattern, texts);
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *squeezed = henji_phrase_squeeze (g_ptr_array_index (texts, i));

      g_ptr_array_add (harmless ? group->harmless : group->phrases,
                       henji_fold (squeezed, -1, NULL));
    }

  return TRUE;
}

HenjiCsbaWords *
henji_csba_words_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiCsbaWords) self = NULL;
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  Group *group = NULL;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  self = g_atomic_rc_box_new0 (HenjiCsbaWords);
  for (guint i = 0; i < HENJI_N_CSBA_NATURES; i++)
    for (guint j = 0; j < N_PLACES; j++)
      {
        self->groups[i][j].phrases = g_ptr_array_new_with_free_func (g_free);
        self->groups[i][j].harmless = g_ptr_array_new_with_free_func (g_free);
      }

  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      gsize n = strlen (line);
      g_autoptr (GError) fault = NULL;

      if (n == 0 || *line == '#')
        continue;
      if (*line == '[')
        {
          g_autofree char *title = g_strndup (line + 1, n > 2 ? n - 2 : 0);

          group = line[n - 1] == ']' ? find_group (self, title) : NULL;
          if (group == NULL)
            {
              henji_ini_fail (name, i + 1, error, _ ("There is no group %s here."), line);
              return NULL;
            }
        }
      else if (group == NULL)
        {
          henji_ini_fail (name, i + 1, error, _ ("A phrase must stand below a group."));
          return NULL;
        }
      else if (!take_phrase (group, line, &fault))
        {
          henji_ini_fail (name, i + 1, error, "%s", fault->message);
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

/* ---- Looking --------------------------------------------------------------------------------- */

/* Where @phrase stands in @text, not inside a Latin word. */
static char *
find_phrase (char *text, const char *phrase)
{
  gsize n = strlen (phrase);

  for (char *at = strstr (text, phrase); at != NULL; at = strstr (at + 1, phrase))
    if (!(g_ascii_isalnum (phrase[0]) && at > text && g_ascii_isalnum (at[-1]))
        && !(g_ascii_isalnum (phrase[n - 1]) && g_ascii_isalnum (at[n])))
      return at;

  return NULL;
}

/* @text: folded; harmless phrases are blanked out in it */
static gboolean
holds (const Group *group, char *text)
{
  for (guint i = 0; i < group->harmless->len; i++)
    {
      const char *phrase = g_ptr_array_index (group->harmless, i);

      for (char *at = find_phrase (text, phrase); at != NULL; at = find_phrase (text, phrase))
        memset (at, ' ', strlen (phrase));
    }
  for (guint i = 0; i < group->phrases->len; i++)
    if (find_phrase (text, g_ptr_array_index (group->phrases, i)) != NULL)
      return TRUE;

  return FALSE;
}

static HenjiCsbaNature
nature_of (const HenjiCsbaWords *self, Place place, const char *text, gssize length)
{
  static const HenjiCsbaNature natures[] = { HENJI_CSBA_CUSTOMISATION, HENJI_CSBA_PRE_ORDER };

  for (guint i = 0; i < G_N_ELEMENTS (natures); i++)
    {
      g_autofree char *folded = henji_fold (text, length, NULL);

      if (holds (&self->groups[natures[i]][place], folded))
        return natures[i];
    }

  return HENJI_CSBA_ORDER;
}

HenjiCsbaNature
henji_csba_words_of_message (const HenjiCsbaWords *self, const HenjiMessage *message)
{
  HenjiCsbaNature nature;

  g_return_val_if_fail (self != NULL && message != NULL, HENJI_CSBA_ORDER);

  nature = message->subject != NULL ? nature_of (self, PLACE_MESSAGE, message->subject, -1)
                                    : HENJI_CSBA_ORDER;

  return nature == HENJI_CSBA_ORDER && message->body != NULL
             ? nature_of (self, PLACE_MESSAGE, message->body, message->own_length)
             : nature;
}

HenjiCsbaNature
henji_csba_words_of_order (const HenjiCsbaWords *self, const HenjiOrder *order)
{
  HenjiCsbaNature nature = HENJI_CSBA_ORDER;

  g_return_val_if_fail (self != NULL && order != NULL, HENJI_CSBA_ORDER);

  for (guint i = 0; order->items != NULL && i < order->items->len && nature == HENJI_CSBA_ORDER;
       i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

      if (item->title != NULL)
        nature = nature_of (self, PLACE_ITEM, item->title, -1);
    }

  return nature;
}
