/* henji-carrier-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-carrier-window.h"

#include "henji-carrier-table.h"
#include "henji-desk-carrier.h"

G_BEGIN_DECLS

struct _HenjiCarrierWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *strip;
  GtkWidget *strip_icon;
  GtkLabel *strip_label;
  GtkWidget *next_button;
  HenjiCarrierTable *table;
  AdwComboRow *carrier_row;
  AdwComboRow *kind_row;
  AdwEntryRow *ship_row;
  AdwEntryRow *delivery_row;
  AdwComboRow *slot_row;
  AdwEntryRow *contents_row;
  AdwPreferencesGroup *asks_group;
  AdwEntryRow *phone_row;
  AdwActionRow *phones_row;
  GtkSwitch *phones_switch;
  GtkLabel *note_label;

  HenjiDesk *desk;
  GArray *case_rows;        /* of gint64 */
  HenjiParcelKind kind;     /* of the parcels */
  GPtrArray *parcels;       /* (nullable) (element-type HenjiParcel) */
  GPtrArray *edits;         /* (element-type HenjiCarrierEdit) */
  GHashTable *answers;      /* layout's id → GHashTable of what was said to it */
  GPtrArray *ask_rows;      /* (element-type AdwEntryRow): of the layout chosen */
  HenjiCarrierSheet *sheet; /* nullable */
  char *folder;             /* (nullable): where the last file was written */
  int keep_days;
  gboolean filling; /* rows are being filled by us */
  GCancellable *loading;
};

/* Reads parcels of @kind, and with @all what was said before. */
void henji_carrier_window_load (HenjiCarrierWindow *self, HenjiParcelKind kind, gboolean all);
/* Keeps what the seller says once: carrier, telephone number, contents, answers. */
void henji_carrier_window_keep (HenjiCarrierWindow *self);
/* (transfer none) (nullable): the carrier chosen. */
HenjiCarrierLayout *henji_carrier_window_layout (HenjiCarrierWindow *self);
/* Makes the sheet anew and shows it. */
void henji_carrier_window_update (HenjiCarrierWindow *self);
/* Shows rows and words for the carrier chosen. */
void henji_carrier_window_show_layout (HenjiCarrierWindow *self);
void henji_carrier_window_toast (HenjiCarrierWindow *self, const char *words);

/* Asks where, or writes to @path. */
void henji_carrier_window_save (HenjiCarrierWindow *self, const char *path);

G_END_DECLS
