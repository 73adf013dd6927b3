/* scene.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Orders, buyers and messages of all sorts, and the situations as they lie in data/templates.
 */
#pragma once

#include "henji-template.h"

/* Monday, 2026-11-23, 09:00 in Tokyo */
#define NOW (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)

#define HOSTILE "{buyer} <b>%s</b> 【】\n{order-id}\xE2\x80\xAE x"

typedef struct
{
  const char *name;
  const char *order_id; /* NULL: no order known */
  const char *marketplace;
  const char *currency;
  gint64 price; /* of one line, 0: unknown */
  guint lines;  /* 0: one */
  gboolean gift;
  const char *payment;
  const char *buyer;
  const char *title;
  const char *status;
  const char *carrier; /* NULL: no shipment */
  const char *tracking;
  const char *ship_date;
  gboolean photos;
  gboolean silent; /* the buyer has not written */
  HenjiKind kind;
  const char *rma;
  const char *part;
  const char *address;
  const char *registration; /* of the shop */
} Sample;

extern const Sample samples[];
extern const guint n_samples;

typedef struct
{
  HenjiShop *shop;
  HenjiOrder *order;
  HenjiMessage *message;
  HenjiReplyContext context;
} Scene;

const Sample *scene_sample (const char *name);
void scene_init (Scene *scene, const Sample *sample);
void scene_clear (Scene *scene);

extern GPtrArray *templates; /* of HenjiTemplate */
void load_templates (void);
void free_templates (void);
HenjiTemplate *find_template (const char *id);
char *render (const HenjiTemplate *template,
              const HenjiChoices *choices,
              const HenjiReplyContext *context,
              HenjiLanguage language,
              char ***unfilled);
