/* henji-wording.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-label.h"

G_BEGIN_DECLS

typedef struct
{
  const char *to;
  const char *rma;
  const char *order;
  const char *from;
  const char *items;
  const char *postage[3];
  const char *not_postage;
  const char *what_to_do[3];
} HenjiWords;

/** HenjiWording: what a label says, cleaned: one line each, no control characters. */
typedef struct
{
  const HenjiWords *words;
  HenjiLabelKind kind;
  const char *code_caption; /* what the number under the bars is */
  gboolean japanese;        /* the address is in Japanese order: the name below */
  char *name;               /* nullable */
  char **address;
  char *order;      /* nullable */
  char *from;       /* nullable */
  GPtrArray *items; /* (element-type utf8) */
  char *sender;     /* (nullable): the shop's address in one paragraph; RESEND, SLIP */
  char *other;      /* (nullable): the marketplace's number of the return, SLIP */
  char *reason;     /* nullable */
} HenjiWording;

HenjiWording *henji_wording_new (const HenjiLabel *label);
void henji_wording_free (HenjiWording *self);

/* (nullable): a sentence when something is so long that it cannot be what it claims to be. */
const char *henji_wording_fault (const HenjiWording *self);

/* (transfer full): the line that stands for @n items that are not listed. */
char *henji_wording_more (const HenjiWording *self, int n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiWording, henji_wording_free)

G_END_DECLS
