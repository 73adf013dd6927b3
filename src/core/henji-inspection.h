/* henji-inspection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-money.h"
#include "henji-template.h"
#include "henji-value.h"

G_BEGIN_DECLS

/* What somebody saw who opened the parcel that came back. */

typedef enum
{
  HENJI_CONDITION_UNKNOWN = 0, /* nobody has looked yet */
  HENJI_CONDITION_AS_SENT,
  HENJI_CONDITION_OPENED, /* but not used */
  HENJI_CONDITION_USED,
  HENJI_CONDITION_DAMAGED,
  HENJI_CONDITION_PARTS_MISSING,
  HENJI_CONDITION_OTHER_ITEM, /* not what was sold */
  HENJI_N_CONDITIONS
} HenjiCondition;

const char *henji_condition_id (HenjiCondition condition); /* "as-sent" */
gboolean henji_condition_from_id (const char *id, HenjiCondition *condition);
const char *henji_condition_title (HenjiCondition condition); /* translated */

/** HenjiGoods: what becomes of them. */
typedef enum
{
  HENJI_GOODS_UNDECIDED = 0,
  HENJI_GOODS_RESELL,
  HENJI_GOODS_RELABEL,
  HENJI_GOODS_DISPOSE,
  HENJI_GOODS_SEND_BACK, /* to the buyer */
  HENJI_GOODS_WAREHOUSE, /* of a third party */
  HENJI_N_GOODS
} HenjiGoods;

const char *henji_goods_id (HenjiGoods goods);
gboolean henji_goods_from_id (const char *id, HenjiGoods *goods);
const char *henji_goods_title (HenjiGoods goods);

#define HENJI_INSPECTION_ITEMS 32

/** HenjiInspectionItem: of one of the return's items, at the same place. */
typedef struct
{
  int arrived; /* pieces; -1 not counted: all that was to come */
  HenjiCondition condition;
} HenjiInspectionItem;

HENJI_DECLARE_VALUE (HenjiInspection, henji_inspection)

struct _HenjiInspection
{
  HenjiInspectionItem items[HENJI_INSPECTION_ITEMS];
  guint n_items;
  gboolean software; /* the opened item is software or a game */
  char *missing;     /* (nullable): parts that did not come, in the seller's words */
  HenjiFault fault;
  char *note;         /* nullable */
  HenjiGoods goods;   /* what becomes of what came */
  int percent;        /* of the fee that the seller takes; -1: what the rule allows at most */
  HenjiMoney postage; /* what the buyer paid for the way back, as far as it is known */
};

/* Nothing seen yet of @n_items. */
HenjiInspection *henji_inspection_new_for (guint n_items, HenjiFault fault);
HenjiInspection *henji_inspection_copy (const HenjiInspection *self);
/* (transfer full): for the record; what is not understood on the way back is left out. */
char *henji_inspection_to_text (const HenjiInspection *self);
HenjiInspection *henji_inspection_from_text (const char *text);
/* Is the condition of everything that came known? */
gboolean henji_inspection_is_complete (const HenjiInspection *self);

G_END_DECLS
