/* henji-playbook.c: what a playbook holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-playbook"

#include "config.h"

#include "henji-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
henji_defect_risk_id (HenjiDefectRisk defect)
{
  static const char *const ids[HENJI_N_DEFECT_RISKS]
      = { "none", "risk", "claim", "cancel", "asked", "late" };

  g_return_val_if_fail ((guint) defect < HENJI_N_DEFECT_RISKS, "");

  return ids[defect];
}

const char *
henji_defect_risk_words (HenjiDefectRisk defect)
{
  switch (defect)
    {
    case HENJI_DEFECT_RISK_NONE:
      return _ ("Does not count against the defect rate");
    case HENJI_DEFECT_RISK_LATER:
      return _ ("A claim or bad feedback after it would count against the defect rate");
    case HENJI_DEFECT_RISK_CLAIM:
      return _ ("The claim counts against the defect rate until it is denied or reversed");
    case HENJI_DEFECT_RISK_CANCEL:
      return _ ("Counts against the cancellation rate");
    case HENJI_DEFECT_RISK_ASKED:
      return _ ("Does not count where the buyer asked for it at the marketplace");
    case HENJI_DEFECT_RISK_LATE:
      return _ ("Counts against the late shipment rate");
    case HENJI_N_DEFECT_RISKS:
    default:
      g_return_val_if_reached ("");
    }
}

const char *
henji_act_id (HenjiAct act)
{
  static const char *const ids[HENJI_N_ACTS] = { "address", "plan", "evidence", "label" };

  g_return_val_if_fail ((guint) act < HENJI_N_ACTS, "");

  return ids[act];
}

const char *
henji_step_state_id (HenjiStepState state)
{
  static const char *const ids[] = { "open", "known", "said" };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (ids), "");

  return ids[state];
}

gboolean
henji_playbook_knows_fact (const char *fact, const char *value)
{
  static const char *const known[][3] = {
    { "window", "in", "past" },      /* of the return, by the policy of the day */
    { "new-address", "yes", "no" },  /* the buyer has written one */
    { "address-fits", "yes", "no" }, /* nothing in it contradicts itself */
    { "address-set", "yes", "no" },  /* it was applied to the order */
    { "part", "yes", "no" },         /* the buyer has named the missing part */
    { "refunded", "yes", "no" },     /* the marketplace says that a refund was made */
    { "returning", "yes", "no" },    /* a return was asked for at the marketplace */
    { "overdue", "yes", "no" },      /* the last day announced for the delivery is over */
  };

  g_return_val_if_fail (fact != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i][0], fact))
      return value == NULL || g_str_equal (known[i][1], value) || g_str_equal (known[i][2], value);

  return FALSE;
}

HenjiPlaybook *
henji_playbook_ref (HenjiPlaybook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
playbook_clear (HenjiPlaybook *self)
{
  g_free (self->name);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->deeds, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

void
henji_playbook_unref (HenjiPlaybook *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) playbook_clear);
}

HenjiKind
henji_playbook_kind (const HenjiPlaybook *self)
{
  g_return_val_if_fail (self != NULL, HENJI_KIND_OTHER);

  return self->kind;
}

gboolean
henji_playbook_is_by_item (const HenjiPlaybook *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->by_item;
}

/* Every list of a playbook is one of structs that begin with what the world sees of them. */
#define LIST(name, Type, array)                                                                    \
  guint henji_playbook_n_##name##s (const HenjiPlaybook *self)                                     \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, 0);                                                        \
                                                                                                   \
    return self->array->len;                                                                       \
  }                                                                                                \
  const Type *henji_playbook_##name (const HenjiPlaybook *self, guint i)                           \
  {                                                                                                \
    g_return_val_if_fail (self != NULL && i < self->array->len, NULL);                             \
                                                                                                   \
    return g_ptr_array_index (self->array, i);                                                     \
  }

LIST (question, HenjiQuestion, questions)
LIST (offer, HenjiPlaybookOffer, offers)
LIST (deed, HenjiPlaybookDeed, deeds)
LIST (warning, HenjiWarning, warnings)

int
henji_playbook_offer_risk (const HenjiPlaybook *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->offers->len, 0);

  return ((const HenjiOfferSpec *) self->offers->pdata[i])->risk;
}

#define FIND(name)                                                                                 \
  int henji_playbook_find_##name (const HenjiPlaybook *self, const char *id)                       \
  {                                                                                                \
    g_return_val_if_fail (self != NULL && id != NULL, -1);                                         \
                                                                                                   \
    for (guint i = 0; i < henji_playbook_n_##name##s (self); i++)                                  \
      if (g_str_equal (henji_playbook_##name (self, i)->id, id))                                   \
        return (int) i;                                                                            \
                                                                                                   \
    return -1;                                                                                     \
  }

FIND (question)
FIND (offer)
FIND (deed)

gboolean
henji_playbook_has_answer (const HenjiPlaybook *self, const char *question, const char *answer)
{
  int i = henji_playbook_find_question (self, question);
  const HenjiQuestion *found = i >= 0 ? henji_playbook_question (self, (guint) i) : NULL;

  for (guint j = 0; found != NULL && j < found->answers->len; j++)
    if (g_strcmp0 (((const HenjiAnswer *) g_ptr_array_index (found->answers, j))->id, answer) == 0)
      return TRUE;

  return FALSE;
}

/* ---- Against the situations ------------------------------------------------------------------ */

static const HenjiTemplate *
find_situation (const GPtrArray *situations, const char *id)
{
  for (guint i = 0; i < situations->len; i++)
    if (g_str_equal (henji_template_id (g_ptr_array_index (situations, i)), id))
      return g_ptr_array_index (situations, i);

  return NULL;
}

static gboolean
check_fill (const HenjiPlaybook *self,
            const HenjiOfferSpec *spec,
            const HenjiTemplate *situation,
            const HenjiFill *fill,
            GError **error)
{
  int field = henji_template_find_field (situation, fill->field);
  HenjiFieldType type;

  if (field < 0)
    return henji_ini_fail (self->name, spec->line, error, _ ("“%s” has no field “%s”."),
                           spec->offer.situation, fill->field);
  type = henji_template_field (situation, (guint) field)->type;
  if (*fill->value == '@'
          ? type != (g_str_equal (fill->value, "@partial") ? HENJI_FIELD_MONEY : HENJI_FIELD_NUMBER)
          : !henji_field_is_canonical (type, fill->value))
    return henji_ini_fail (self->name, spec->line, error, _ ("“%s” is no value of the field “%s”."),
                           fill->value, fill->field);

  return TRUE;
}

static gboolean
check_clauses (const HenjiPlaybook *self,
               const HenjiOfferSpec *spec,
               const HenjiTemplate *situation,
               char *const *clauses,
               GError **error)
{
  for (guint i = 0; clauses[i] != NULL; i++)
    if (henji_template_find_clause (situation, clauses[i]) < 0)
      return henji_ini_fail (self->name, spec->line, error, _ ("“%s” has no clause “%s”."),
                             spec->offer.situation, clauses[i]);

  return TRUE;
}

gboolean
henji_playbook_check (const HenjiPlaybook *self, const GPtrArray *situations, GError **error)
{
  g_return_val_if_fail (self != NULL && situations != NULL, FALSE);

  for (guint i = 0; i < self->offers->len; i++)
    {
      const HenjiOfferSpec *spec = g_ptr_array_index (self->offers, i);
      const HenjiTemplate *situation = find_situation (situations, spec->offer.situation);

      if (situation == NULL)
        return henji_ini_fail (self->name, spec->line, error, _ ("There is no situation “%s”."),
                               spec->offer.situation);
      if (!check_clauses (self, spec, situation, spec->offer.on, error)
          || !check_clauses (self, spec, situation, spec->offer.off, error))
        return FALSE;
      for (guint j = 0; j < spec->fills->len; j++)
        if (!check_fill (self, spec, situation, g_ptr_array_index (spec->fills, j), error))
          return FALSE;
    }

  return TRUE;
}
