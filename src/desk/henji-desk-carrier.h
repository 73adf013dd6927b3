/* henji-desk-carrier.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-carrier-file.h"
#include "henji-carrier-sheet.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/* Files for carriers' programs, which make slips of them. They alone may hold buyers' telephone
 * numbers, so that they are remembered and deleted again. */

/* ---- Layouts (no disk) ----------------------------------------------------------------------- */

/* (transfer none) (element-type HenjiCarrierLayout): of all carriers. */
GPtrArray *henji_desk_carriers (HenjiDesk *self);
/* (transfer none) (nullable): the layout of this id, "yamato-b2". */
HenjiCarrierLayout *henji_desk_carrier (HenjiDesk *self, const char *id);

/* ---- What goes into them --------------------------------------------------------------------- */

/**
 * henji_desk_parcels:
 *
 * A case is one parcel; one with several returns that are under way is one for each. Of what is not
 * known the parcel says nothing, and the sheet will show it.
 *
 * Returns: (transfer full) (element-type HenjiParcel): in the order of @case_rows; %NULL on error,
 *   also for a case with the marketplace, which has no buyer
 */
GPtrArray *henji_desk_parcels (
    HenjiDesk *self, const gint64 *case_rows, guint n_cases, HenjiParcelKind kind, GError **error);

/* (transfer full) (element-type utf8 utf8): what the seller has said to what the layout asks. */
GHashTable *
henji_desk_carrier_answers (HenjiDesk *self, const HenjiCarrierLayout *layout, GError **error);
gboolean henji_desk_set_carrier_answer (
    HenjiDesk *self, const char *layout_id, const char *ask, const char *answer, GError **error);
/* (transfer full) (nullable): the shop's telephone number for carriers. */
char *henji_desk_carrier_phone (HenjiDesk *self, GError **error);
gboolean henji_desk_set_carrier_phone (HenjiDesk *self, const char *phone, GError **error);

/* ---- The files ------------------------------------------------------------------------------- */

/**
 * henji_desk_save_carrier_file:
 * @parcels: (element-type HenjiParcel): what the sheet was made of
 * @replace: a file that is there already is written over
 *
 * Only its owner may read the file, and it appears only when whole. It is remembered for deletion
 * before it is written; each case gets an event.
 *
 * Returns: (transfer full): the file as remembered
 */
HenjiCarrierFile *henji_desk_save_carrier_file (HenjiDesk *self,
                                                const HenjiCarrierSheet *sheet,
                                                const GPtrArray *parcels,
                                                const char *path,
                                                gboolean replace,
                                                GError **error);

/** HenjiCarrierFileState: what lies where a file was written. */
typedef enum
{
  HENJI_CARRIER_FILE_THERE = 0,
  HENJI_CARRIER_FILE_GONE,
  HENJI_CARRIER_FILE_CHANGED, /* another content: changed since, or some other file */
} HenjiCarrierFileState;

/* Looks at the disk. */
HenjiCarrierFileState henji_desk_carrier_file_state (const HenjiCarrierFile *file);
/* (transfer full) (element-type HenjiCarrierFile): those not yet deleted, newest first. */
GPtrArray *henji_desk_carrier_files (HenjiDesk *self, GError **error);
/**
 * henji_desk_delete_carrier_file:
 *
 * One that is gone is remembered no more; one that was changed since is refused, as it may be
 * somebody's other file.
 */
gboolean henji_desk_delete_carrier_file (HenjiDesk *self, gint64 row, GError **error);
/* It is remembered no more; whatever lies there stays. */
gboolean henji_desk_forget_carrier_file (HenjiDesk *self, gint64 row, GError **error);

/* After how many days files are deleted by themselves; 0: never. */
int henji_desk_carrier_keep_days (HenjiDesk *self, GError **error);
gboolean henji_desk_set_carrier_keep_days (HenjiDesk *self, int days, GError **error);
/* Deletes those that are older; what was changed since stays and is still remembered. */
gboolean henji_desk_expire_carrier_files (HenjiDesk *self, GError **error);

/* (transfer full) (nullable): the carrier's title that an event HENJI_EVENT_CARRIER_FILE names;
 * @rows: (out): of the file. %NULL when it is no such event. */
char *henji_desk_carrier_event (const HenjiEvent *event, HenjiLanguage language, int *rows);

G_END_DECLS
