/* henji-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-draft.h"

static void
draft_clear (HenjiDraft *self)
{
  g_free (self->uuid);
  g_free (self->situation);
  g_free (self->choices);
  g_free (self->ja);
  g_free (self->en);
}

const char *
henji_draft_sent (const HenjiDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->language == HENJI_LANGUAGE_JA ? self->ja : self->en;
}

HENJI_DEFINE_VALUE (HenjiDraft, henji_draft, draft_clear)
