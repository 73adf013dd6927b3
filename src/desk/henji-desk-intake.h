/* henji-desk-intake.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-import.h"
#include "henji-db.h"
#include "henji-mail.h"

G_BEGIN_DECLS

/** HenjiIntake: one mail on its way into a case. */
typedef struct
{
  char *file;            /* as named by the caller */
  int index;             /* in the file, from 0 */
  HenjiMail *mail;       /* NULL when it was refused */
  HenjiMessage *message; /* NULL when it was refused */
  HenjiImportStatus status;
  char *reason; /* why refused, or a warning */
  char *case_uuid;
} HenjiIntake;

/* Reads and recognises one mail; needs no record. Takes any thread. */
HenjiIntake *
_henji_desk_intake_new (HenjiDesk *desk, const char *file, int index, GBytes *raw, gint64 now);
void _henji_desk_intake_free (HenjiIntake *self);

/* Files the mail in its case, or finds it known already; sets status and case. */
gboolean _henji_desk_intake_file (
    HenjiDesk *desk, HenjiDb *db, HenjiIntake *self, gint64 now, GError **error);

/* Completes what a case says of its buyer from a mail (each nullable) and from its first order: the
 * same whichever came first. */
gboolean _henji_desk_case_learn (HenjiDb *db,
                                 gint64 row,
                                 const char *alias,
                                 const char *name,
                                 const char *marketplace,
                                 GError **error);

G_END_DECLS
