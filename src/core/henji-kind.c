/* henji-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-kind.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  const char *title;
} Name;

static const Name kinds[HENJI_N_KINDS] = {
  [HENJI_KIND_OTHER] = { "other", N_ ("Other") },
  [HENJI_KIND_DAMAGED] = { "damaged", N_ ("Damaged") },
  [HENJI_KIND_DEFECTIVE] = { "defective", N_ ("Defective") },
  [HENJI_KIND_MISSING_ITEM] = { "missing-item", N_ ("Missing item") },
  [HENJI_KIND_MISSING_PART] = { "missing-part", N_ ("Missing part") },
  [HENJI_KIND_WRONG_ITEM] = { "wrong-item", N_ ("Wrong item") },
  [HENJI_KIND_NOT_AS_DESCRIBED] = { "not-as-described", N_ ("Not as described") },
  [HENJI_KIND_ADDRESS_CHANGE] = { "address-change", N_ ("Address change") },
  [HENJI_KIND_LATE_DELIVERY] = { "late-delivery", N_ ("Not arrived") },
  [HENJI_KIND_LOST] = { "lost", N_ ("Lost") },
  [HENJI_KIND_CANCEL_REQUEST] = { "cancel-request", N_ ("Cancellation") },
  [HENJI_KIND_RETURN_REQUEST] = { "return-request", N_ ("Return") },
  [HENJI_KIND_REFUND_STATUS] = { "refund-status", N_ ("Refund") },
  [HENJI_KIND_HOW_TO_USE] = { "how-to-use", N_ ("How to use") },
  [HENJI_KIND_WARRANTY] = { "warranty", N_ ("Warranty") },
  [HENJI_KIND_INVOICE] = { "invoice", N_ ("Invoice") },
  [HENJI_KIND_PRODUCT_QUESTION] = { "product-question", N_ ("Product question") },
  [HENJI_KIND_A_TO_Z] = { "a-to-z", N_ ("A-to-z claim") },
  [HENJI_KIND_THANKS] = { "thanks", N_ ("Thanks") },
};

static const Name languages[] = {
  [HENJI_LANGUAGE_OTHER] = { "other", N_ ("Other language") },
  [HENJI_LANGUAGE_JA] = { "ja", N_ ("Japanese") },
  [HENJI_LANGUAGE_EN] = { "en", N_ ("English") },
};

static const char *const courts[] = {
  [HENJI_COURT_OURS] = "ours",
  [HENJI_COURT_THEIRS] = "theirs",
  [HENJI_COURT_CLOSED] = "closed",
};

const char *
henji_kind_id (HenjiKind kind)
{
  g_return_val_if_fail ((guint) kind < HENJI_N_KINDS, "other");

  return kinds[kind].id;
}

gboolean
henji_kind_from_id (const char *id, HenjiKind *kind)
{
  for (guint i = 0; id != NULL && i < HENJI_N_KINDS; i++)
    if (g_str_equal (id, kinds[i].id))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_kind_title (HenjiKind kind)
{
  g_return_val_if_fail ((guint) kind < HENJI_N_KINDS, "");

  return _ (kinds[kind].title);
}

const char *
henji_language_id (HenjiLanguage language)
{
  g_return_val_if_fail ((guint) language < G_N_ELEMENTS (languages), "other");

  return languages[language].id;
}

gboolean
henji_language_from_id (const char *id, HenjiLanguage *language)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (id, languages[i].id))
      {
        *language = i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_language_title (HenjiLanguage language)
{
  g_return_val_if_fail ((guint) language < G_N_ELEMENTS (languages), "");

  return _ (languages[language].title);
}

const char *
henji_court_id (HenjiCourt court)
{
  g_return_val_if_fail ((guint) court < G_N_ELEMENTS (courts), "ours");

  return courts[court];
}

gboolean
henji_court_from_id (const char *id, HenjiCourt *court)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (courts); i++)
    if (g_str_equal (id, courts[i]))
      {
        *court = i;
        return TRUE;
      }

  return FALSE;
}
