/* henji-address-latin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Addresses in Latin letters, American and Japanese ones, cut into parts.
 */
#define G_LOG_DOMAIN "henji-address"

#include "config.h"

#include "henji-address-private.h"

#include <string.h>

/* What begins a unit inside a building, and what ends a street. */
#define UNIT                                                                                       \
  "(?:#\\s?|(?:apt|apartment|unit|suite|ste|bldg|building|floor|fl|rm|room|lot|spc|trlr)\\b\\.?"   \
  "\\s?#?)"
#define SUFFIX                                                                                     \
  "(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|court|ct|place|pl|way|terrace|" \
  "ter|parkway|pkwy|highway|hwy|circle|cir|square|sq|trail|trl|loop|alley|aly|plaza|plz|broadway)"
#define POINT "(?:\\s(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\\b)?\\.?"

void
henji_address_cut_unit (HenjiAddressParts *self)
{
  char **street = &self->parts[HENJI_ADDRESS_STREET];
  char **building = &self->parts[HENJI_ADDRESS_BUILDING];
  g_autofree char *unit = NULL;
  char *both;

  if (*street == NULL)
    return;

  unit = henji_address_cut (street, "[\\s,]+(" UNIT "\\s?[0-9a-z][0-9a-z-]*)$", 1);
  if (unit == NULL)
    return;
  both = *building != NULL ? g_strdup_printf ("%s %s", unit, *building) : g_strdup (unit);
  g_free (*building);
  *building = both;
}

/* The words of @fields from @first to before @end. (transfer full) (nullable) */
static char *
join (char **fields, guint first, guint end)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    if (*fields[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", fields[i]);

  return g_string_free (out, out->len == 0);
}

/* (transfer full): the pieces between commas, blank ones left out */
static GStrv
pieces (const char *text)
{
  g_auto (GStrv) all = g_strsplit (text, ",", 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (*g_strstrip (all[i]) != '\0')
      g_strv_builder_add (builder, all[i]);

  return g_strv_builder_end (builder);
}

/* Which of the first @n pieces is the street: the first that begins with a number or is a
 * post-office box, else the first. */
static guint
street_of (char **fields, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_regex_match_simple ("^(?:[0-9]|p\\.?\\s?o\\.?\\s?box)", fields[i], G_REGEX_CASELESS, 0))
      return i;

  return 0;
}

/* The street stands in one piece, everything else around it is the building. */
static void
take_street (HenjiAddressParts *self, char **fields, guint n)
{
  guint street = street_of (fields, n);
  g_autofree char *before = join (fields, 0, street);
  g_autofree char *after = join (fields, street + 1, n);

  if (n == 0)
    return;
  self->parts[HENJI_ADDRESS_STREET] = g_strdup (fields[street]);
  if (before != NULL || after != NULL)
    self->parts[HENJI_ADDRESS_BUILDING] = g_strconcat (
        before != NULL ? before : "", before != NULL && after != NULL ? ", " : "", after, NULL);
  henji_address_cut_unit (self);
}

/* Takes a state's name off the end of @rest: its longest has three words. Two small letters, "in"
 * and "or", are one only with @sure. */
static gboolean
take_state (HenjiAddressParts *self, char **rest, gboolean sure)
{
  g_auto (GStrv) words = g_strsplit_set (*rest, " ,", 0);
  guint n = g_strv_length (words);

  for (guint take = MIN (3, n); take > 0; take--)
    {
      g_autofree char *name = g_strjoinv (" ", words + n - take);
      gsize length = strlen (*rest) - strlen (name);

      if (*words[n - take] == '\0' || henji_address_region ("US", name) == NULL
          || (strlen (name) == 2 && !sure && !g_ascii_isupper (*name)))
        continue;
      self->parts[HENJI_ADDRESS_STATE] = g_strdup (*rest + length);
      (*rest)[length] = '\0';
      *rest = henji_address_replace (*rest, "[\\s,]+$", "");
      return TRUE;
    }

  return FALSE;
}

/* "… Portland, OR 97205": code and state off the end, wherever commas stand. */
static void
take_state_and_code (HenjiAddressParts *self, char **rest, char **code)
{
  g_autofree char *without = NULL;
  g_autofree char *odd = NULL;

  if (*code == NULL)
    *code = henji_address_cut (rest, "[\\s,]+([0-9]{5}(?:-[0-9]{4})?)\\.?$", 1);
  if (take_state (self, rest, *code != NULL) || *code != NULL)
    return;

  /* Behind a state any number is meant for a code. */
  without = g_strdup (*rest);
  odd = henji_address_cut (&without, "[\\s,]+([0-9][0-9-]{2,9})\\.?$", 1);
  if (odd != NULL && take_state (self, &without, TRUE))
    {
      g_free (*rest);
      *rest = g_steal_pointer (&without);
      *code = g_steal_pointer (&odd);
    }
}

/* "12 Oak Street Apt 4, Portland, OR 97205"; when lines lost their ends, the city stands behind the
 * street's last word and its unit. */
static void
split_american (HenjiAddressParts *self, char **rest, char **code)
{
  static const char together[] = "^(?<street>[0-9].*?\\b" SUFFIX "\\b" POINT ")(?<unit>[\\s,]+" UNIT
                                 "\\s?[0-9a-z][0-9a-z-]*)?[\\s,]+(?<city>[a-z][a-z .'-]*)$";
  g_autoptr (GRegex) regex = g_regex_new (together, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) fields = NULL;
  guint n;

  take_state_and_code (self, rest, code);
  fields = pieces (*rest);
  n = g_strv_length (fields);
  if (n >= 2 && !g_regex_match_simple ("^" UNIT, fields[n - 1], G_REGEX_CASELESS, 0)
      && !g_ascii_isdigit (*fields[n - 1]))
    {
      self->parts[HENJI_ADDRESS_CITY] = g_strdup (fields[n - 1]);
      take_street (self, fields, n - 1);
    }
  else if (self->parts[HENJI_ADDRESS_STATE] != NULL && g_regex_match (regex, *rest, 0, &match))
    {
      g_autofree char *unit = g_match_info_fetch_named (match, "unit");

      self->parts[HENJI_ADDRESS_STREET] = g_match_info_fetch_named (match, "street");
      self->parts[HENJI_ADDRESS_CITY] = g_match_info_fetch_named (match, "city");
      if (unit != NULL && *unit != '\0')
        self->parts[HENJI_ADDRESS_BUILDING] = g_strdup (unit + strspn (unit, " ,"));
    }
  else
    take_street (self, fields, n);
}

/* "Apt 201, 1-2-3 Jingumae, Shibuya-ku, Tokyo": the prefecture and the municipality by their
 * names' ends. */
static void
split_romaji (HenjiAddressParts *self, char **rest)
{
  g_auto (GStrv) fields = pieces (*rest);
  guint n = g_strv_length (fields);
  guint first;

  if (n > 1 && henji_address_region ("JP", fields[n - 1]) != NULL)
    self->parts[HENJI_ADDRESS_STATE] = g_strdup (fields[--n]);
  for (first = n; first > 0; first--)
    if (!g_regex_match_simple ("(?:[- ](?:shi|ku|gun|machi|cho|mura|son)|\\bcity)$",
                               fields[first - 1], G_REGEX_CASELESS, 0)
        || g_ascii_isdigit (*fields[first - 1]))
      break;
  /* "Jingumae-cho" without a number may be no municipality; one of two is enough. */
  if (first == 0 && n > 0)
    first = 1;
  self->parts[HENJI_ADDRESS_CITY] = join (fields, first, n);
  take_street (self, fields, first);
}

void
henji_address_split_latin (HenjiAddressParts *self, char **rest, char **code)
{
  if (g_str_equal (self->country, "JP"))
    split_romaji (self, rest);
  else if (g_str_equal (self->country, "US"))
    split_american (self, rest, code);
  else
    self->parts[HENJI_ADDRESS_STREET] = henji_address_or_null (g_steal_pointer (rest));
}
