/* henji-desk-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-reading"

#include "config.h"

#include "henji-desk-private.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

void
henji_desk_prepare (HenjiDesk *self)
{
  g_return_if_fail (HENJI_IS_DESK (self));

  if (g_atomic_int_get (&self->prepared))
    return;
  henji_desk_facts_glossary (self->facts);
  henji_desk_facts_checker (self->facts);
  g_atomic_int_set (&self->prepared, TRUE);
#ifdef __GLIBC__
  malloc_trim (0); /* building the tables leaves more free than they take */
#endif
}

HenjiReading *
henji_desk_read_words (HenjiDesk *self,
                       const HenjiMessage *message,
                       HenjiKind kind,
                       const char *words,
                       HenjiLanguage reader)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);
  g_return_val_if_fail (message != NULL && words != NULL, NULL);

  return henji_reading_find (
      henji_desk_facts_lexicon (self->facts), henji_desk_facts_glossary (self->facts), words, -1,
      message->other_kinds | 1u << message->kind | 1u << kind, message->language, reader);
}
