/* henji-carrier-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-carrier-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define POSTAL_DIGITS 7
#define MIN_PHONE_DIGITS 9
#define MAX_PHONE_DIGITS 11

const char *
henji_carrier_fault_id (HenjiCarrierFaultKind kind)
{
  static const char *const ids[]
      = { "letter", "long", "empty", "phone", "form", "abroad", "formula" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (ids), "");

  return ids[kind];
}

void
henji_carrier_fault_add (GPtrArray *faults,
                         guint row,
                         guint column,
                         HenjiCarrierFaultKind kind,
                         gunichar letter,
                         char *sentence)
{
  HenjiCarrierFault *fault = g_new0 (HenjiCarrierFault, 1);

  fault->row = row;
  fault->column = column;
  fault->kind = kind;
  fault->letter = letter;
  fault->sentence = sentence;
  g_ptr_array_add (faults, fault);
}

/* ---- Forms ------------------------------------------------------------------------------------
 */

/* How many digits; -1 when there is anything but digits and hyphens. */
static int
count_digits (const char *text)
{
  int n = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      n++;
    else if (*p != '-')
      return -1;

  return n;
}

static char *
digits_of (const char *text)
{
  char *digits = g_strdup (text), *out = digits;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      *out++ = *p;
  *out = '\0';

  return digits;
}

/* Brackets and blanks part a number as hyphens do: "(03) 1234-5678". */
static char *
hyphened (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("() .", *p) == NULL)
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != '-')
      g_string_append_c (out, '-');
  while (out->len > 0 && out->str[out->len - 1] == '-')
    g_string_truncate (out, out->len - 1);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Japan's country number is written as the 0 that it stands for. */
static char *
shape_phone (const char *text)
{
  static const char *const countries[] = { "+81", "0081" };
  const char *rest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (countries) && rest == NULL; i++)
    if (g_str_has_prefix (text, countries[i]))
      rest = text + strlen (countries[i]);
  if (rest != NULL)
    {
      g_autofree char *home = NULL;

      rest += strspn (rest, " -");
      home = g_str_has_prefix (rest, "(0)") ? g_strconcat ("0", rest + strlen ("(0)"), NULL)
             : *rest == '0'                 ? g_strdup (rest)
                                            : g_strconcat ("0", rest, NULL);

      return hyphened (home);
    }

  return hyphened (text);
}

char *
henji_carrier_shape (HenjiCarrierForm form, const char *text)
{
  g_autofree char *narrow = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (form != HENJI_CARRIER_POSTAL && form != HENJI_CARRIER_PHONE)
    return g_strdup (text);

  narrow = henji_carrier_tidy (text, HENJI_CARRIER_HALF);
  if (form == HENJI_CARRIER_POSTAL)
    {
      const char *code = g_str_has_prefix (narrow, "〒") ? narrow + strlen ("〒") : narrow;
      g_autofree char *digits = digits_of (code);

      code += strspn (code, " ");
      if (count_digits (code) == POSTAL_DIGITS)
        return g_strdup_printf ("%.3s-%s", digits, digits + 3);
      return g_strdup (code);
    }

  return shape_phone (narrow);
}

static gboolean
form_fits (const HenjiCarrierLayout *layout, HenjiCarrierForm form, const char *text)
{
  int n = count_digits (text);

  switch (form)
    {
    case HENJI_CARRIER_POSTAL:
      return n == POSTAL_DIGITS && (strlen (text) == POSTAL_DIGITS || text[3] == '-');
    case HENJI_CARRIER_PHONE:
      return text[0] == '0' && n >= MIN_PHONE_DIGITS && n <= MAX_PHONE_DIGITS;
    case HENJI_CARRIER_DATE:
      return strspn (text, "0123456789/-") == strlen (text)
             && strlen (text) == (strchr (layout->date, '/') != NULL ? 10 : 8);
    case HENJI_CARRIER_TEXT:
    default:
      return TRUE;
    }
}

static char *
wrong_form (HenjiCarrierForm form)
{
  switch (form)
    {
    case HENJI_CARRIER_POSTAL:
      return g_strdup (_ ("This is no postal code of Japan, like 150-0001."));
    case HENJI_CARRIER_PHONE:
      return g_strdup (_ ("This is no telephone number of Japan, like 090-1234-5678."));
    case HENJI_CARRIER_DATE:
      return g_strdup (_ ("This is not the date as the carrier writes it."));
    case HENJI_CARRIER_TEXT:
    default:
      return g_strdup ("");
    }
}

static gboolean
is_ascii (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p >= 0x80)
      return FALSE;

  return TRUE;
}

/* ---- Cells ------------------------------------------------------------------------------------
 */

static void
check_letters (const HenjiCarrierLayout *layout, const char *text, GPtrArray *faults)
{
  g_autoptr (GArray) lost = g_array_new (FALSE, FALSE, sizeof (gunichar));

  henji_carrier_encode (text, layout->charset, NULL, lost);
  for (guint i = 0; i < lost->len; i++)
    {
      gunichar c = g_array_index (lost, gunichar, i);
      char letter[7] = "";

      g_unichar_to_utf8 (c, letter);
      henji_carrier_fault_add (
          faults, 0, 0, HENJI_CARRIER_FAULT_LETTER, c,
          g_unichar_isgraph (c) && !g_unichar_ismark (c)
              /* Translators: a letter, and its number in Unicode */
              ? g_strdup_printf (_ ("“%s” (U+%04X) cannot be written in this file."), letter, c)
              : g_strdup_printf (_ ("The invisible sign U+%04X cannot be written in this file."),
                                 c));
    }
}

static void
check_width (const HenjiCarrierColumn *column, const char *text, GPtrArray *faults)
{
  int width = henji_carrier_width (text);

  if (column->width == 0 || width <= column->width)
    return;
  henji_carrier_fault_add (
      faults, 0, 0, HENJI_CARRIER_FAULT_LONG, 0,
      column->letters == HENJI_CARRIER_FULL
          ? g_strdup_printf (_ ("This has %d letters, the column holds %d."), width / 2,
                             column->width / 2)
          : g_strdup_printf (_ ("This is %d half-width letters wide, the column holds %d."), width,
                             column->width));
}

void
henji_carrier_check (const HenjiCarrierLayout *layout,
                     const HenjiCarrierColumn *column,
                     const char *text,
                     GPtrArray *faults)
{
  gunichar sign = henji_carrier_formula_sign (text);

  if (*text == '\0')
    {
      if (column->required && column->form == HENJI_CARRIER_PHONE)
        henji_carrier_fault_add (faults, 0, 0, HENJI_CARRIER_FAULT_PHONE, 0,
                                 g_strdup (_ ("The carrier needs a telephone number: enter the "
                                              "shop’s, or have the buyers’ written.")));
      else if (column->required)
        henji_carrier_fault_add (faults, 0, 0, HENJI_CARRIER_FAULT_EMPTY, 0,
                                 g_strdup (_ ("The carrier needs this.")));
      return;
    }

  check_letters (layout, text, faults);
  check_width (column, text, faults);
  if (!form_fits (layout, column->form, text))
    henji_carrier_fault_add (faults, 0, 0, HENJI_CARRIER_FAULT_FORM, 0, wrong_form (column->form));
  else if (column->letters == HENJI_CARRIER_HALF && !is_ascii (text))
    henji_carrier_fault_add (faults, 0, 0, HENJI_CARRIER_FAULT_FORM, 0,
                             g_strdup (_ ("Only half-width letters and digits can stand here.")));
  if (sign != 0)
    {
      char letter[7] = "";

      g_unichar_to_utf8 (sign, letter);
      henji_carrier_fault_add (
          faults, 0, 0, HENJI_CARRIER_FAULT_FORMULA, sign,
          g_strdup_printf (_ ("This begins with “%s”: a spreadsheet would take "
                              "it for a formula."),
                           letter));
    }
}

void
henji_carrier_check_abroad (const HenjiAddress *address, GPtrArray *faults)
{
  const char *country = henji_address_country (address);

  if (country == NULL || g_str_equal (country, "JP"))
    return;
  henji_carrier_fault_add (faults, 0, 0, HENJI_CARRIER_FAULT_ABROAD, 0,
                           g_strdup_printf (_ ("This address is not in Japan (%s): the carrier’s "
                                               "file cannot hold it."),
                                            country));
}
