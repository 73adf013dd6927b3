/* henji-carrier-flow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-carrier-flow.h"

#include "henji-address-parts.h"

#include <string.h>

#define LONGEST 600 /* letters that are parted with care */
#define NEVER (G_MAXINT / 4)

typedef enum
{
  PLACE_NONE = 0,
  PLACE_CITY,   /* after the prefecture */
  PLACE_STREET, /* after the city */
  PLACE_PART,   /* before the building, or another part: to be parted where it can be */
} Place;

struct _HenjiCarrierFlow
{
  gunichar *letters;
  glong n_letters;
  guint8 *places; /* of each letter: what begins with it */
};

void
henji_carrier_flow_free (HenjiCarrierFlow *self)
{
  g_free (self->letters);
  g_free (self->places);
  g_free (self);
}

static HenjiCarrierFlow *
flow_new (const char *text)
{
  HenjiCarrierFlow *self = g_new0 (HenjiCarrierFlow, 1);

  self->letters = g_utf8_to_ucs4_fast (text, -1, &self->n_letters);
  self->places = g_new0 (guint8, self->n_letters + 1);

  return self;
}

/* ---- Where an address has its parts -----------------------------------------------------------
 */

static gboolean
is_between (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == 0xFF0C || c == 0x3001;
}

/* How many letters the parts of an address have instead of @c: they are compared with their widths
 * made one and without what stands between them. */
static guint
count_letter (gunichar c)
{
  char utf8[7] = "";
  g_autofree char *wide = NULL;
  guint n = 0;

  if (is_between (c) || c == 0xFF9E || c == 0xFF9F)
    return 0;
  if (c < 0x80)
    return 1;
  g_unichar_to_utf8 (c, utf8);
  wide = g_utf8_normalize (utf8, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = wide; *p != '\0'; p = g_utf8_next_char (p))
    n += !is_between (g_utf8_get_char (p));

  return n;
}

static guint
count_letters (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    n += count_letter (g_utf8_get_char (p));

  return n;
}

/* What begins behind this many letters. */
typedef struct
{
  guint after;
  Place place;
} Mark;

static void
mark_places (HenjiCarrierFlow *self, const HenjiAddressParts *parts)
{
  static const HenjiAddressPart order[]
      = { HENJI_ADDRESS_STATE, HENJI_ADDRESS_CITY, HENJI_ADDRESS_STREET, HENJI_ADDRESS_BUILDING };
  static const Place places[] = { PLACE_NONE, PLACE_CITY, PLACE_STREET, PLACE_PART };
  Mark marks[G_N_ELEMENTS (order)];
  guint n_marks = 0, total = 0, n = 0, next = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *part = parts->parts[order[i]];

      if (part == NULL)
        continue;
      if (total > 0)
        marks[n_marks++] = (Mark){ total, places[i] };
      total += count_letters (part);
    }
  for (glong i = 0; i < self->n_letters; i++)
    n += count_letter (self->letters[i]);
  if (n != total)
    return; /* something was understood that does not stand there so */

  n = 0;
  for (glong i = 0; i < self->n_letters && next < n_marks; i++)
    {
      if (is_between (self->letters[i]))
        continue;
      if (n == marks[next].after)
        self->places[i] = marks[next++].place;
      n += count_letter (self->letters[i]);
    }
}

/* Prefecture, city and street are written as one in Japanese: fields of an order had parted them.
 */
static void
close_up (HenjiCarrierFlow *self)
{
  glong kept = 0;

  for (glong i = 0; i < self->n_letters; i++)
    {
      gboolean before_city
          = i + 1 < self->n_letters
            && (self->places[i + 1] == PLACE_CITY || self->places[i + 1] == PLACE_STREET);

      if (g_unichar_isspace (self->letters[i]) && before_city)
        continue;
      self->letters[kept] = self->letters[i];
      self->places[kept++] = self->places[i];
    }
  self->n_letters = kept;
}

HenjiCarrierFlow *
henji_carrier_flow_of_address (const HenjiAddress *address, HenjiCarrierLetters letters)
{
  g_autoptr (HenjiAddress) bare = NULL;
  g_autoptr (HenjiAddressParts) parts = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  const char *country;
  HenjiCarrierFlow *self;

  g_return_val_if_fail (address != NULL, NULL);

  /* Those have columns of their own. */
  bare = henji_address_new ();
  bare->line1 = g_strdup (address->line1);
  bare->line2 = g_strdup (address->line2);
  bare->line3 = g_strdup (address->line3);
  bare->city = g_strdup (address->city);
  bare->state = g_strdup (address->state);
  line = henji_address_line (bare);
  text = henji_carrier_tidy (line, letters);

  self = flow_new (text);
  parts = henji_address_split (bare);
  country = henji_address_country (address);
  if (g_str_equal (parts->country, "JP") && (country == NULL || g_str_equal (country, "JP")))
    {
      mark_places (self, parts);
      close_up (self);
    }

  return self;
}

HenjiCarrierFlow *
henji_carrier_flow_of_parts (const char *const *parts, guint n_parts, HenjiCarrierLetters letters)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (glong));
  HenjiCarrierFlow *self;

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *part = henji_carrier_tidy (parts[i], letters);
      glong start;

      if (*part == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, letters == HENJI_CARRIER_FULL ? "　" : " ");
      start = g_utf8_strlen (text->str, -1);
      g_array_append_val (starts, start);
      g_string_append (text, part);
    }

  self = flow_new (text->str);
  for (guint i = 1; i < starts->len; i++)
    self->places[g_array_index (starts, glong, i)] = PLACE_PART;

  return self;
}

/* ---- Parting ----------------------------------------------------------------------------------
 */

typedef enum
{
  RUN_OTHER,
  RUN_DIGIT,
  RUN_LATIN,
  RUN_KATAKANA,
} Run;

static Run
run_of (gunichar c)
{
  if (g_unichar_isdigit (c) || c == '-' || c == 0xFF0D || c == 0x2212
      || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION)
    return RUN_DIGIT;
  if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN)
    return RUN_LATIN;
  if ((c >= 0x30A1 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9F))
    return RUN_KATAKANA;

  return RUN_OTHER;
}

/* How bad it is when a cell begins with letter @i. */
static int
cost_of (const HenjiCarrierFlow *self, glong i)
{
  gunichar c = self->letters[i], before = self->letters[i - 1];
  char sign[7] = "";

  if (self->places[i] == PLACE_PART)
    return 0;
  if (self->places[i] == PLACE_STREET)
    return 1;
  if (self->places[i] == PLACE_CITY)
    return 4;
  if (is_between (before))
    return 2;
  g_unichar_to_utf8 (c, sign);
  if (henji_carrier_formula_sign (sign) != 0)
    return 200;
  if (g_unichar_ispunct (c) || c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F
      || g_unichar_ismark (c))
    return 60;
  if (run_of (c) != RUN_OTHER && run_of (c) == run_of (before))
    return run_of (c) == RUN_DIGIT ? 30 : 20;
  if (run_of (c) == RUN_DIGIT)
    return 3;

  return 8;
}

/* Letters @from to @to without the blanks at their ends. */
static void
trim (const HenjiCarrierFlow *self, glong *from, glong *to)
{
  while (*from < *to && g_unichar_isspace (self->letters[*from]))
    (*from)++;
  while (*to > *from && g_unichar_isspace (self->letters[*to - 1]))
    (*to)--;
}

static char *
cut (const HenjiCarrierFlow *self, glong from, glong to)
{
  trim (self, &from, &to);

  return g_ucs4_to_utf8 (self->letters + from, to - from, NULL, NULL, NULL);
}

/** Parting: what it costs to have the first letters in so many cells, and where the last begins. */
typedef struct
{
  int cost;
  glong from;
} Parting;

/* Puts letters up to @to into one more cell, wherever it can begin. */
static void
try_cell (const HenjiCarrierFlow *self, const Parting *before, Parting *after, glong to, int width)
{
  glong last = to;
  int sum = 0, joins = 0;

  while (last > 0 && g_unichar_isspace (self->letters[last - 1]))
    last--;
  for (glong i = to - 1; i >= 0; i--)
    {
      int cost;

      if (i < last)
        sum += henji_carrier_width_of (self->letters[i]);
      /* Blanks at its ends take no place. */
      if (i < last && g_unichar_isspace (self->letters[i]))
        continue;
      if (width > 0 && sum > width)
        return;
      cost = before[i].cost + (i > 0 ? cost_of (self, i) : 0) + 3 * joins;
      if (before[i].cost < NEVER && cost < after[to].cost)
        after[to] = (Parting){ cost, i };
      joins += self->places[i] == PLACE_PART;
    }
}

/* Finds where the cells begin, at the least cost; %FALSE when it cannot be done. */
static gboolean
part (const HenjiCarrierFlow *self, const int *widths, guint n_cells, glong *begins)
{
  glong n = self->n_letters, size = n + 1;
  g_autofree Parting *best = g_new (Parting, (n_cells + 1) * size);
  guint used = 0;

  for (glong i = 0; i < (glong) (n_cells + 1) * size; i++)
    best[i] = (Parting){ NEVER, 0 };
  best[0].cost = 0;
  for (guint k = 1; k <= n_cells; k++)
    {
      for (glong to = 1; to <= n; to++)
        try_cell (self, best + (k - 1) * size, best + k * size, to, widths[k - 1]);
      if (best[k * size + n].cost < best[used * size + n].cost)
        used = k;
    }
  if (used == 0)
    return FALSE;

  for (guint k = 0; k <= n_cells; k++)
    begins[k] = n;
  for (guint k = used; k > 0; k--)
    begins[k - 1] = best[k * size + begins[k]].from;

  return TRUE;
}

char **
henji_carrier_flow_fill (const HenjiCarrierFlow *self, const int *widths, guint n_cells)
{
  g_autofree glong *begins = NULL;
  g_autofree int *open = NULL;
  char **cells;

  g_return_val_if_fail (self != NULL && widths != NULL && n_cells > 0, NULL);

  begins = g_new0 (glong, n_cells + 1);
  open = g_memdup2 (widths, n_cells * sizeof *widths);
  open[n_cells - 1] = 0;
  if (self->n_letters > LONGEST
      || (self->n_letters > 0 && !part (self, widths, n_cells, begins)
          && !part (self, open, n_cells, begins)))
    for (guint i = 1; i <= n_cells; i++)
      begins[i] = self->n_letters;
  if (self->n_letters == 0)
    memset (begins, 0, (n_cells + 1) * sizeof *begins);

  cells = g_new0 (char *, n_cells + 1);
  for (guint i = 0; i < n_cells; i++)
    cells[i] = cut (self, begins[i], begins[i + 1]);

  return cells;
}
