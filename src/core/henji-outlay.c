/* henji-outlay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-outlay.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-time.h"

/* A report of returns dates a refund by the day when the return was asked for. */
#define APART (30 * HENJI_DAY)

static const struct
{
  const char *id;
  const char *title;
} natures[HENJI_N_OUTLAYS] = {
  [HENJI_OUTLAY_REFUND] = { "refund", N_ ("Refund") },
  [HENJI_OUTLAY_PARTIAL_REFUND] = { "partial-refund", N_ ("Partial refund") },
  [HENJI_OUTLAY_RESEND] = { "resend", N_ ("Sent again") },
  [HENJI_OUTLAY_RETURN_SHIPPING] = { "return-shipping", N_ ("Return shipping") },
  [HENJI_OUTLAY_GIFT] = { "gift", N_ ("Small gift") },
};

static const char *const sources[HENJI_N_OUTLAY_SOURCES] = {
  [HENJI_OUTLAY_HAND] = "hand",
  [HENJI_OUTLAY_NOTICE] = "notice",
  [HENJI_OUTLAY_REPORT] = "report",
};

static void
outlay_clear (HenjiOutlay *self)
{
  g_free (self->order_id);
  g_free (self->sku);
}

HENJI_DEFINE_VALUE (HenjiOutlay, henji_outlay, outlay_clear)

const char *
henji_outlay_nature_id (HenjiOutlayNature nature)
{
  g_return_val_if_fail ((guint) nature < HENJI_N_OUTLAYS, "refund");

  return natures[nature].id;
}

gboolean
henji_outlay_nature_from_id (const char *id, HenjiOutlayNature *nature)
{
  for (guint i = 0; i < HENJI_N_OUTLAYS; i++)
    if (g_strcmp0 (natures[i].id, id) == 0)
      {
        *nature = (HenjiOutlayNature) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_outlay_nature_title (HenjiOutlayNature nature)
{
  g_return_val_if_fail ((guint) nature < HENJI_N_OUTLAYS, "");

  return _ (natures[nature].title);
}

gboolean
henji_outlay_nature_is_refund (HenjiOutlayNature nature)
{
  return nature == HENJI_OUTLAY_REFUND || nature == HENJI_OUTLAY_PARTIAL_REFUND;
}

const char *
henji_outlay_source_id (HenjiOutlaySource source)
{
  g_return_val_if_fail ((guint) source < HENJI_N_OUTLAY_SOURCES, "hand");

  return sources[source];
}

gboolean
henji_outlay_source_from_id (const char *id, HenjiOutlaySource *source)
{
  for (guint i = 0; i < HENJI_N_OUTLAY_SOURCES; i++)
    if (g_strcmp0 (sources[i], id) == 0)
      {
        *source = (HenjiOutlaySource) i;
        return TRUE;
      }

  return FALSE;
}

/* ---- What is known twice --------------------------------------------------------------------- */

/* One refund on its way through the comparison. */
typedef struct
{
  HenjiOutlay *outlay;
  gboolean paired; /* has its like in another source */
} Refund;

static int
compare (gconstpointer a, gconstpointer b)
{
  const HenjiOutlay *x = ((const Refund *) a)->outlay, *y = ((const Refund *) b)->outlay;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  if (x->amount.minor != y->amount.minor)
    return x->amount.minor < y->amount.minor ? -1 : 1;
  return g_strcmp0 (x->sku, y->sku);
}

static GArray *
refunds_of (GPtrArray *outlays, HenjiOutlaySource source)
{
  GArray *refunds = g_array_new (FALSE, TRUE, sizeof (Refund));

  for (guint i = 0; i < outlays->len; i++)
    {
      HenjiOutlay *outlay = g_ptr_array_index (outlays, i);
      Refund refund = { outlay, FALSE };

      if (outlay->source == source && henji_outlay_nature_is_refund (outlay->nature))
        g_array_append_val (refunds, refund);
    }
  g_array_sort (refunds, compare);

  return refunds;
}

static gboolean
are_near (const HenjiOutlay *a, const HenjiOutlay *b)
{
  return ABS (a->at - b->at) <= APART;
}

/* One of each that say the same amount, the nearest in time. */
static void
pair_equal (GArray *better, GArray *worse)
{
  for (guint i = 0; i < worse->len; i++)
    {
      Refund *refund = &g_array_index (worse, Refund, i);
      Refund *best = NULL;

      if (!refund->outlay->counts || !henji_money_is_set (refund->outlay->amount))
        continue;
      for (guint j = 0; j < better->len; j++)
        {
          Refund *other = &g_array_index (better, Refund, j);

          if (other->paired || !henji_money_equal (other->outlay->amount, refund->outlay->amount)
              || !are_near (other->outlay, refund->outlay))
            continue;
          if (best == NULL
              || ABS (other->outlay->at - refund->outlay->at)
                     < ABS (best->outlay->at - refund->outlay->at))
            best = other;
        }
      if (best != NULL)
        {
          best->paired = TRUE;
          refund->paired = TRUE;
          refund->outlay->counts = FALSE;
        }
    }
}

/* Do all that are left of @parts, near @whole, make up its amount? */
static gboolean
is_sum (const Refund *whole, GArray *parts)
{
  gint64 sum = 0;
  guint n = 0;

  if (!henji_money_is_set (whole->outlay->amount))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      const Refund *part = &g_array_index (parts, Refund, i);

      if (part->paired || !are_near (part->outlay, whole->outlay)
          || strcmp (part->outlay->amount.currency, whole->outlay->amount.currency) != 0)
        continue;
      sum += part->outlay->amount.minor;
      n++;
    }

  return n > 1 && sum == whole->outlay->amount.minor;
}

static void
mark_parts (const Refund *whole, GArray *parts, gboolean counts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      Refund *part = &g_array_index (parts, Refund, i);

      if (part->paired || !are_near (part->outlay, whole->outlay)
          || strcmp (part->outlay->amount.currency, whole->outlay->amount.currency) != 0)
        continue;
      part->paired = TRUE;
      part->outlay->counts = part->outlay->counts && counts;
    }
}

static void
pair_sums (GArray *better, GArray *worse)
{
  for (guint i = 0; i < worse->len; i++)
    {
      Refund *whole = &g_array_index (worse, Refund, i);

      if (whole->paired || !is_sum (whole, better))
        continue;
      mark_parts (whole, better, TRUE);
      whole->paired = TRUE;
      whole->outlay->counts = FALSE;
    }
  for (guint i = 0; i < better->len; i++)
    {
      Refund *whole = &g_array_index (better, Refund, i);

      if (whole->paired || !is_sum (whole, worse))
        continue;
      mark_parts (whole, worse, FALSE);
      whole->paired = TRUE;
    }
}

/* What nobody put a figure on is the same as what somebody else did. */
static void
pair_unknown (GArray *refunds, GArray *others)
{
  for (guint i = 0; i < refunds->len; i++)
    {
      Refund *refund = &g_array_index (refunds, Refund, i);

      if (!refund->outlay->counts || henji_money_is_set (refund->outlay->amount))
        continue;
      for (guint j = 0; j < others->len && refund->outlay->counts; j++)
        {
          const HenjiOutlay *other = g_array_index (others, Refund, j).outlay;

          if (other->counts && are_near (other, refund->outlay)
              && (henji_money_is_set (other->amount) || other->source > refund->outlay->source))
            refund->outlay->counts = FALSE;
        }
    }
}

static void
unpair (GArray *refunds)
{
  for (guint i = 0; i < refunds->len; i++)
    g_array_index (refunds, Refund, i).paired = FALSE;
}

void
henji_outlays_settle (GPtrArray *outlays)
{
  GArray *refunds[HENJI_N_OUTLAY_SOURCES];

  g_return_if_fail (outlays != NULL);

  for (guint i = 0; i < outlays->len; i++)
    ((HenjiOutlay *) g_ptr_array_index (outlays, i))->counts = TRUE;
  for (guint i = 0; i < HENJI_N_OUTLAY_SOURCES; i++)
    refunds[i] = refunds_of (outlays, (HenjiOutlaySource) i);

  for (int better = HENJI_N_OUTLAY_SOURCES - 1; better > 0; better--)
    for (int worse = better - 1; worse >= 0; worse--)
      {
        unpair (refunds[better]);
        unpair (refunds[worse]);
        pair_equal (refunds[better], refunds[worse]);
        pair_sums (refunds[better], refunds[worse]);
      }
  for (guint i = 0; i < HENJI_N_OUTLAY_SOURCES; i++)
    for (guint k = 0; k < HENJI_N_OUTLAY_SOURCES; k++)
      if (i != k)
        pair_unknown (refunds[i], refunds[k]);

  for (guint i = 0; i < HENJI_N_OUTLAY_SOURCES; i++)
    g_array_unref (refunds[i]);
}

/* ---- Typing ---------------------------------------------------------------------------------- */

gboolean
henji_amount_typed (const char *text, const char *currency, HenjiMoney *money)
{
  static const char *const marks[] = { "¥", "\\", "$", "円", " " };
  g_autofree char *normal = NULL;
  g_autoptr (GString) number = NULL;

  g_return_val_if_fail (currency != NULL && money != NULL, FALSE);

  normal = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_NFKC);
  if (normal == NULL)
    return FALSE;
  number = g_string_new (normal);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (number, marks[i], "", 0);
  g_string_replace (number, currency, "", 0);

  return henji_money_parse (number->str, currency, money) && money->minor > 0;
}
