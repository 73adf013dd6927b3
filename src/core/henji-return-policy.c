/* henji-return-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-return-policy"

#include "config.h"

#include "henji-return-policy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINES 50
#define MAX_DAYS 3650

static const char *const postages[HENJI_N_RETURN_POSTAGES] = {
  [HENJI_RETURN_POSTAGE_SHOP] = "shop",
  [HENJI_RETURN_POSTAGE_AT_FAULT] = "at-fault",
  [HENJI_RETURN_POSTAGE_BUYER] = "buyer",
};

static void
return_policy_clear (HenjiReturnPolicy *self)
{
  g_free (self->marketplace);
}

HENJI_DEFINE_VALUE (HenjiReturnPolicy, henji_return_policy, return_policy_clear)

const char *
henji_return_postage_id (HenjiReturnPostage postage)
{
  g_return_val_if_fail ((guint) postage < HENJI_N_RETURN_POSTAGES, "");

  return postages[postage];
}

/* ---- The setting ----------------------------------------------------------------------------- */

static gboolean
read_number (const char *text, int max, int *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return FALSE;
  *number = (int) value;

  return TRUE;
}

static gboolean
read_word (HenjiReturnPolicy *self, const char *word)
{
  if (g_str_has_prefix (word, "days="))
    return read_number (word + strlen ("days="), MAX_DAYS, &self->days);
  if (g_str_has_prefix (word, "restocking="))
    return read_number (word + strlen ("restocking="), 100, &self->restocking);
  if (g_str_has_prefix (word, "postage="))
    for (guint i = 0; i < HENJI_N_RETURN_POSTAGES; i++)
      if (g_str_equal (word + strlen ("postage="), postages[i]))
        {
          self->postage = (HenjiReturnPostage) i;
          return TRUE;
        }

  return FALSE;
}

GPtrArray *
henji_return_policies_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) policies = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  policies = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_policy_unref);
  lines = g_strsplit (text, "\n", MAX_LINES);
  for (int i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      g_auto (GStrv) words = NULL;
      HenjiReturnPolicy *self;

      if (*line == '\0' || *line == '#')
        continue;

      words = g_regex_split_simple ("\\s+", line, 0, 0);
      self = henji_return_policy_new ();
      self->marketplace = g_ascii_strdown (words[0], -1);
      self->days = 30;
      self->postage = HENJI_RETURN_POSTAGE_AT_FAULT;
      g_ptr_array_add (policies, self);
      for (int j = 1; words[j] != NULL; j++)
        if (!read_word (self, words[j]))
          {
            g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                         _ ("Line %d: “%s” is not understood; write days=30, "
                            "postage=shop, at-fault or buyer, and restocking=0."),
                         i + 1, words[j]);
            return NULL;
          }
    }

  return g_steal_pointer (&policies);
}

char *
henji_return_policies_to_text (const GPtrArray *policies)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (policies != NULL, NULL);

  for (guint i = 0; i < policies->len; i++)
    {
      const HenjiReturnPolicy *self = g_ptr_array_index (policies, i);

      g_string_append_printf (out, "%s days=%d postage=%s restocking=%d\n", self->marketplace,
                              self->days, postages[self->postage], self->restocking);
    }

  return g_string_free (out, FALSE);
}

/* ---- Against the marketplace's --------------------------------------------------------------- */

static void
add_fault (GPtrArray *faults, const HenjiRule *rule, char *sentence)
{
  g_autofree char *taken = sentence;

  g_ptr_array_add (faults, rule->verified ? g_steal_pointer (&taken)
                                          : g_strdup_printf (_ ("%s The marketplace’s figure is an "
                                                                "assumption: please check it."),
                                                             taken));
}

GPtrArray *
henji_return_policy_faults (const HenjiReturnPolicy *self, const HenjiPolicy *policy, gint64 at)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
  const HenjiRule *window, *postage, *restocking;

  g_return_val_if_fail (self != NULL && policy != NULL, faults);

  window = henji_policy_rule (policy, "return-window", at);
  postage = henji_policy_rule (policy, "return-postage-at-fault", at);
  restocking = henji_policy_rule (policy, "restocking-in-window", at);

  if (window != NULL && window->unit == HENJI_UNIT_CALENDAR_DAYS && self->days < window->value)
    add_fault (faults, window,
               g_strdup_printf (_ ("%s lets buyers return things for %d days, the shop only for "
                                   "%d."),
                                self->marketplace, window->value, self->days));
  if (postage != NULL && postage->value > 0 && self->postage == HENJI_RETURN_POSTAGE_BUYER)
    add_fault (faults, postage,
               g_strdup_printf (_ ("On %s the shop pays the return postage when an item came "
                                   "damaged, defective or wrong; the shop’s policy leaves it to "
                                   "the buyer."),
                                self->marketplace));
  if (restocking != NULL && self->restocking > restocking->value)
    add_fault (faults, restocking,
               g_strdup_printf (_ ("%s allows a restocking fee of %d %% on what comes back in time "
                                   "and as it was; the shop keeps %d %%."),
                                self->marketplace, restocking->value, self->restocking));

  return faults;
}
