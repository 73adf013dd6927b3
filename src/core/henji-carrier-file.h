/* henji-carrier-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-parcel.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiCarrierFile, henji_carrier_file)

/** HenjiCarrierFile: a file that was written for a carrier, and is to be deleted again. */
struct _HenjiCarrierFile
{
  gint64 row;
  char *path;   /* absolute */
  char *layout; /* "yamato-b2" */
  HenjiParcelKind kind;
  int parcels;
  int phones;   /* rows with a telephone number that is not the shop's */
  char *sha256; /* of what was written */
  gint64 at;
};

G_END_DECLS
