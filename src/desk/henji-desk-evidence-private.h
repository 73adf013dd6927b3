/* henji-desk-evidence-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-evidence.h"

G_BEGIN_DECLS

/* (transfer full): a message's own words, valid UTF-8, without telephone numbers and mail
 * addresses. */
char *_henji_desk_evidence_words_of (HenjiDesk *self,
                                     const HenjiCaseDetail *detail,
                                     const HenjiMessage *message,
                                     HenjiLanguage language);
/* (transfer full): the same of any text of the message's, what an answer says in the other language
 * for one. */
char *_henji_desk_evidence_mask (HenjiDesk *self,
                                 const HenjiCaseDetail *detail,
                                 const HenjiMessage *message,
                                 const char *text,
                                 HenjiLanguage language);

G_END_DECLS
