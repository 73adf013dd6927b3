/* henji-desk-evidence.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-document.h"

G_BEGIN_DECLS

/** HenjiEvidenceParts: what goes into the packet beside the facts of order and claim. */
typedef enum
{
  HENJI_EVIDENCE_TIMELINE = 1 << 0,
  HENJI_EVIDENCE_MESSAGES = 1 << 1,
  HENJI_EVIDENCE_SHIPMENT = 1 << 2,
  HENJI_EVIDENCE_PHOTOS = 1 << 3,
  HENJI_EVIDENCE_POLICY = 1 << 4,
  HENJI_EVIDENCE_ALL = (1 << 5) - 1,
} HenjiEvidenceParts;

/* JA or EN: what the marketplace reads. */
HenjiLanguage henji_desk_evidence_language (HenjiDesk *self, const HenjiCaseDetail *detail);

/**
 * henji_desk_evidence:
 * @language: JA or EN: of the packet; what was written stays as it was
 *
 * What proves our side of a case, with or without a claim: order and claim, what happened, every
 * message word for word, shipment, photos, and the marketplace's own rules as far as they are
 * verified. Telephone numbers and mail addresses, notes and drafts never go in.
 *
 * Returns: (transfer full) (nullable): %NULL on error, or when it was cancelled
 */
HenjiDocument *henji_desk_evidence (HenjiDesk *self,
                                    gint64 case_row,
                                    HenjiLanguage language,
                                    HenjiEvidenceParts parts,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * henji_desk_save_evidence:
 * @evidence: of the case
 * @saved: (out):
 *
 * Writes the packet as PDF, photos made smaller until it can be attached to a message, and files an
 * event that says where it is. See henji_document_save() for the rest.
 *
 * Returns: the row of the event, 0 on error
 */
gint64 henji_desk_save_evidence (HenjiDesk *self,
                                 gint64 case_row,
                                 HenjiDocument *evidence,
                                 const char *path,
                                 HenjiDocumentProgress progress,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 HenjiDocumentSaved *saved,
                                 GError **error);

/* (transfer full) (nullable): where an event HENJI_EVENT_EVIDENCE_SAVED says that the file is. */
char *henji_desk_evidence_path (const HenjiEvent *event);

/* Characters that the marketplace's box takes. */
int henji_desk_claim_text_limit (HenjiDesk *self, const HenjiCaseDetail *detail);
/* (transfer full): what to paste into the box; @files: the packet goes out as a message. */
char *henji_desk_claim_text (HenjiDesk *self,
                             const HenjiCaseDetail *detail,
                             HenjiLanguage language,
                             gboolean files);
/* (transfer full) (element-type utf8): what of it the reply check would stop, each a sentence in
 * @reader. */
GPtrArray *henji_desk_check_claim_text (HenjiDesk *self,
                                        const HenjiCaseDetail *detail,
                                        const char *text,
                                        HenjiLanguage language,
                                        HenjiLanguage reader);

G_END_DECLS
