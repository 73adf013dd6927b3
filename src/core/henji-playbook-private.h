/* henji-playbook-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a playbook lies in memory, for the files henji-playbook*.c alone.
 */
#pragma once

#include "henji-playbook.h"

#include "henji-ini.h"
#include "henji-template-private.h"

G_BEGIN_DECLS

typedef struct
{
  HenjiAnswer answer;
  HenjiCondition *when; /* nullable: the desk knows by it */
} HenjiAnswerSpec;

typedef struct
{
  HenjiQuestion question; /* its answers are HenjiAnswerSpecs */
  HenjiCondition *when;   /* nullable: always */
  char *from;             /* nullable: a fact that answers it */
} HenjiQuestionSpec;

typedef struct
{
  char *field;
  char *value; /* canonical, or "@partial", "@restocking" */
} HenjiFill;

typedef struct
{
  HenjiPlaybookOffer offer;
  HenjiCondition *when;
  GPtrArray *fills; /* of HenjiFill */
  int share_low;
  int share_high;
  int risk;
  HenjiBack back;
  gboolean pay_return;
  gboolean restocking; /* what the policy allows may be kept back */
  int line;
} HenjiOfferSpec;

typedef struct
{
  HenjiPlaybookDeed deed;
  HenjiCondition *when;
} HenjiDeedSpec;

struct _HenjiPlaybook
{
  char *name; /* of the file */
  HenjiKind kind;
  gboolean by_item;
  GPtrArray *questions; /* of HenjiQuestionSpec */
  GPtrArray *offers;    /* of HenjiOfferSpec */
  GPtrArray *deeds;     /* of HenjiDeedSpec */
  GPtrArray *warnings;  /* of HenjiWarning */
};

G_END_DECLS
