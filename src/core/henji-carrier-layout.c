/* henji-carrier-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-carrier-layout"

#include "config.h"

#include "henji-carrier-layout.h"

#include "henji-ini.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 500
#define MAX_WIDTH 10000

static const char *const flowing[]
    = { "to-address", "from-address", "to-name", "from-name", "contents" };
static const char *const plain[] = {
  "rma",  "order",     "order-tail",  "ship-date",       "delivery-date",
  "slot", "to-code",   "from-code",   "to-phone",        "from-phone",
  "case", "to-person", "from-person", "to-organisation", "from-organisation",
};

/* ---- Values -----------------------------------------------------------------------------------
 */

static void
term_free (HenjiCarrierTerm *self)
{
  g_free (self->text);
  g_strfreev (self->names);
  g_free (self);
}

static void
column_free (HenjiCarrierColumn *self)
{
  g_free (self->title);
  for (guint i = 0; i < HENJI_N_PARCEL_KINDS; i++)
    g_clear_pointer (&self->terms[i], g_ptr_array_unref);
  g_free (self);
}

static void
choice_free (HenjiCarrierChoice *self)
{
  g_free (self->id);
  g_free (self->title[0]);
  g_free (self->title[1]);
  g_free (self->preset);
  g_free (self);
}

static void
layout_clear (HenjiCarrierLayout *self)
{
  g_free (self->id);
  for (guint i = 0; i < 2; i++)
    {
      g_free (self->title[i]);
      g_free (self->note[i]);
    }
  g_free (self->charset);
  g_free (self->line_end);
  g_free (self->date);
  g_free (self->source);
  g_free (self->checked);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->asks, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiCarrierLayout, henji_carrier_layout, layout_clear)

static const char *
in_language (char *const *texts, HenjiLanguage language)
{
  return texts[language == HENJI_LANGUAGE_JA ? 0 : 1];
}

const char *
henji_carrier_layout_title (const HenjiCarrierLayout *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, "");

  return in_language (self->title, language);
}

const char *
henji_carrier_layout_note (const HenjiCarrierLayout *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return in_language (self->note, language);
}

const char *
henji_carrier_choice_title (const HenjiCarrierChoice *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, "");

  return in_language (self->title, language);
}

static HenjiCarrierChoice *
find_choice (const GPtrArray *choices, const char *id)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((HenjiCarrierChoice *) choices->pdata[i])->id, id))
      return choices->pdata[i];

  return NULL;
}

gboolean
henji_carrier_layout_has_slot (const HenjiCarrierLayout *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, FALSE);

  return find_choice (self->slots, code) != NULL;
}

static gboolean
is_listed (const char *const *list, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (list[i], name))
      return TRUE;

  return FALSE;
}

gboolean
henji_carrier_name_flows (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return is_listed (flowing, G_N_ELEMENTS (flowing), name);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiCarrierLayout *layout;
  const char *name; /* of the file */
  guint n_columns;
  GError **error;
} Reading;

static gboolean
parse_number (const char *text, guint max, guint *number)
{
  guint64 n;

  if (!g_ascii_string_to_unsigned (text, 10, 1, max, &n, NULL))
    return FALSE;
  *number = (guint) n;

  return TRUE;
}

/* "yes" and "no", and what else the keys of these files may say. */
static gboolean
parse_word (Reading *reading,
            const HenjiIniLine *line,
            const char *const *words,
            guint n_words,
            guint *index)
{
  for (guint i = 0; i < n_words; i++)
    if (g_str_equal (line->value, words[i]))
      {
        *index = i;
        return TRUE;
      }

  return henji_ini_fail (reading->name, line->line, reading->error, _ ("“%s” is no value of “%s”."),
                         line->value, line->key);
}

/* Both languages in one line: "午前中|In the morning". */
static gboolean
take_choice (Reading *reading, GPtrArray *choices, const char *id, const HenjiIniLine *line)
{
  g_auto (GStrv) titles = g_strsplit (line->value, "|", 0);
  HenjiCarrierChoice *choice;

  if (*id == '\0' || g_strv_length (titles) != 2 || *titles[0] == '\0' || *titles[1] == '\0')
    return henji_ini_fail (reading->name, line->line, reading->error,
                           _ ("“%s” needs its words in Japanese and English, with “|” between."),
                           line->key);
  choice = g_new0 (HenjiCarrierChoice, 1);
  choice->id = g_strdup (id);
  choice->title[0] = g_strdup (titles[0]);
  choice->title[1] = g_strdup (titles[1]);
  g_ptr_array_add (choices, choice);

  return TRUE;
}

static gboolean
take_preset (Reading *reading, const char *id, const HenjiIniLine *line)
{
  HenjiCarrierChoice *choice = find_choice (reading->layout->asks, id);

  if (choice == NULL)
    return henji_ini_fail (reading->name, line->line, reading->error,
                           _ ("“ask.%s” must come first."), id);
  choice->preset = g_strdup (line->value);

  return TRUE;
}

static gboolean
date_is_fine (const char *format)
{
  for (const char *p = format; *p != '\0'; p++)
    if (*p == '%' && (*++p == '\0' || strchr ("Ymd", *p) == NULL))
      return FALSE;

  return *format != '\0';
}

static gboolean
take_write_line (Reading *reading, const HenjiIniLine *line)
{
  static const char *const yes_no[] = { "no", "yes" };
  static const char *const ends[] = { "crlf", "lf" };
  static const char *const quotes[] = { "needed", "always" };
  static const char *const charsets[] = { "CP932", "UTF-8" };
  static const struct
  {
    const char *key;
    gsize offset;
  } texts[] = {
    { "title.ja", G_STRUCT_OFFSET (HenjiCarrierLayout, title[0]) },
    { "title.en", G_STRUCT_OFFSET (HenjiCarrierLayout, title[1]) },
    { "note.ja", G_STRUCT_OFFSET (HenjiCarrierLayout, note[0]) },
    { "note.en", G_STRUCT_OFFSET (HenjiCarrierLayout, note[1]) },
    { "source", G_STRUCT_OFFSET (HenjiCarrierLayout, source) },
    { "checked", G_STRUCT_OFFSET (HenjiCarrierLayout, checked) },
  };
  HenjiCarrierLayout *layout = reading->layout;
  guint index = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (line->key, texts[i].key))
      {
        G_STRUCT_MEMBER (char *, layout, texts[i].offset) = g_strdup (line->value);
        return TRUE;
      }
  if (g_str_has_prefix (line->key, "slot."))
    return take_choice (reading, layout->slots, line->key + strlen ("slot."), line);
  if (g_str_has_prefix (line->key, "ask."))
    return take_choice (reading, layout->asks, line->key + strlen ("ask."), line);
  if (g_str_has_prefix (line->key, "preset."))
    return take_preset (reading, line->key + strlen ("preset."), line);

  if (g_str_equal (line->key, "columns"))
    return parse_number (line->value, MAX_COLUMNS, &reading->n_columns)
           || henji_ini_fail (reading->name, line->line, reading->error,
                              _ ("a column number is a number from 1 to %d"), MAX_COLUMNS);
  if (g_str_equal (line->key, "charset"))
    {
      if (!parse_word (reading, line, charsets, G_N_ELEMENTS (charsets), &index))
        return FALSE;
      layout->charset = g_strdup (charsets[index]);
    }
  else if (g_str_equal (line->key, "line-end"))
    {
      if (!parse_word (reading, line, ends, G_N_ELEMENTS (ends), &index))
        return FALSE;
      layout->line_end = g_strdup (index == 0 ? "\r\n" : "\n");
    }
  else if (g_str_equal (line->key, "date"))
    {
      if (!date_is_fine (line->value))
        return henji_ini_fail (reading->name, line->line, reading->error,
                               _ ("“%s” is no value of “%s”."), line->value, line->key);
      layout->date = g_strdup (line->value);
    }
  else if (g_str_equal (line->key, "headings"))
    {
      if (!parse_word (reading, line, yes_no, G_N_ELEMENTS (yes_no), &index))
        return FALSE;
      layout->headings = index;
    }
  else if (g_str_equal (line->key, "quote"))
    {
      if (!parse_word (reading, line, quotes, G_N_ELEMENTS (quotes), &index))
        return FALSE;
      layout->quote_all = index;
    }
  else if (g_str_equal (line->key, "verified"))
    {
      if (!parse_word (reading, line, yes_no, G_N_ELEMENTS (yes_no), &index))
        return FALSE;
      layout->verified = index;
    }
  else
    return henji_ini_fail (reading->name, line->line, reading->error, _ ("“%s” is not known here."),
                           line->key);

  return TRUE;
}

/* "返品 {rma}|{order}": terms, the first of which that is known and fits is written. */
static gboolean
parse_terms (Reading *reading, const HenjiIniLine *line, GPtrArray **terms)
{
  g_auto (GStrv) texts = g_strsplit (line->value, "|", 0);

  *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      HenjiCarrierTerm *term;
      const char *open = texts[i];

      while ((open = strchr (open, '{')) != NULL)
        {
          const char *close = strchr (open, '}');
          g_autofree char *name = close != NULL ? g_strndup (open + 1, close - open - 1) : NULL;

          if (name == NULL
              || (!is_listed (plain, G_N_ELEMENTS (plain), name) && !henji_carrier_name_flows (name)
                  && find_choice (reading->layout->asks, name) == NULL))
            return henji_ini_fail (reading->name, line->line, reading->error,
                                   _ ("“%s” is not known here."), name != NULL ? name : open);
          g_ptr_array_add (names, g_steal_pointer (&name));
          open = close + 1;
        }
      g_ptr_array_add (names, NULL);

      term = g_new0 (HenjiCarrierTerm, 1);
      term->text = g_strdup (texts[i]);
      term->names = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
      g_ptr_array_add (*terms, term);
    }

  return TRUE;
}

static gboolean
take_column_line (Reading *reading, HenjiCarrierColumn *column, const HenjiIniLine *line)
{
  static const char *const yes_no[] = { "no", "yes" };
  static const char *const letters[] = { "any", "half", "full" };
  static const char *const forms[] = { "text", "postal", "phone", "date" };
  guint number = 0, index = 0;

  if (g_str_equal (line->key, "title"))
    column->title = g_strdup (line->value);
  else if (g_str_equal (line->key, "text"))
    return parse_terms (reading, line, &column->terms[HENJI_PARCEL_RETURN])
           && parse_terms (reading, line, &column->terms[HENJI_PARCEL_RESEND]);
  else if (g_str_equal (line->key, "return"))
    return parse_terms (reading, line, &column->terms[HENJI_PARCEL_RETURN]);
  else if (g_str_equal (line->key, "resend"))
    return parse_terms (reading, line, &column->terms[HENJI_PARCEL_RESEND]);
  else if (g_str_equal (line->key, "width"))
    {
      if (!parse_number (line->value, MAX_WIDTH, &number))
        return henji_ini_fail (reading->name, line->line, reading->error,
                               _ ("“%s” is no value of “%s”."), line->value, line->key);
      column->width = (int) number;
    }
  else if (g_str_equal (line->key, "letters"))
    {
      if (!parse_word (reading, line, letters, G_N_ELEMENTS (letters), &index))
        return FALSE;
      column->letters = (HenjiCarrierLetters) index;
    }
  else if (g_str_equal (line->key, "form"))
    {
      if (!parse_word (reading, line, forms, G_N_ELEMENTS (forms), &index))
        return FALSE;
      column->form = (HenjiCarrierForm) index;
    }
  else if (g_str_equal (line->key, "required"))
    {
      if (!parse_word (reading, line, yes_no, G_N_ELEMENTS (yes_no), &index))
        return FALSE;
      column->required = index;
    }
  else if (g_str_equal (line->key, "verified"))
    {
      if (!parse_word (reading, line, yes_no, G_N_ELEMENTS (yes_no), &index))
        return FALSE;
      column->unverified = !index;
    }
  else
    return henji_ini_fail (reading->name, line->line, reading->error, _ ("“%s” is not known here."),
                           line->key);

  return TRUE;
}

static gboolean
take_column (Reading *reading, const HenjiIniGroup *group)
{
  GPtrArray *columns = reading->layout->columns;
  HenjiCarrierColumn *column = g_new0 (HenjiCarrierColumn, 1);

  column->number = columns->len + 1;
  g_ptr_array_add (columns, column);
  for (guint i = 0; i < group->lines->len; i++)
    if (!take_column_line (reading, column, group->lines->pdata[i]))
      return FALSE;
  if (column->title == NULL || *column->title == '\0')
    return henji_ini_fail (reading->name, group->line, reading->error,
                           _ ("“%s” is missing or no text."), "title");

  return TRUE;
}

static gboolean
is_whole (Reading *reading, const HenjiIniGroup *group)
{
  HenjiCarrierLayout *layout = reading->layout;
  const char *missing = layout->id == NULL                                       ? "id"
                        : layout->title[0] == NULL || layout->title[1] == NULL   ? "title"
                        : layout->charset == NULL                                ? "charset"
                        : layout->line_end == NULL                               ? "line-end"
                        : layout->date == NULL                                   ? "date"
                        : layout->source == NULL                                 ? "source"
                        : layout->checked == NULL                                ? "checked"
                        : (layout->note[0] == NULL) != (layout->note[1] == NULL) ? "note"
                                                                                 : NULL;

  if (missing != NULL)
    return henji_ini_fail (reading->name, group->line, reading->error,
                           _ ("“%s” is missing or no text."), missing);
  if (layout->columns->len != reading->n_columns)
    return henji_ini_fail (reading->name, group->line, reading->error,
                           _ ("%u columns are announced, %u are there."), reading->n_columns,
                           layout->columns->len);

  return TRUE;
}

HenjiCarrierLayout *
henji_carrier_layout_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) ini = NULL;
  g_autoptr (HenjiCarrierLayout) layout = NULL;
  const HenjiIniGroup *write = NULL;
  Reading reading = { NULL, name, 0, error };

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  ini = henji_ini_parse (text, length, name, error);
  if (ini == NULL)
    return NULL;

  reading.layout = layout = henji_carrier_layout_new ();
  layout->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  layout->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  layout->asks = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  for (guint i = 0; i < ini->groups->len; i++)
    {
      const HenjiIniGroup *group = ini->groups->pdata[i];
      guint number;

      if (g_str_equal (group->name, "profile"))
        layout->id = g_strdup (henji_ini_value (group, "id"));
      else if (g_str_equal (group->name, "write"))
        {
          write = group;
          for (guint j = 0; j < group->lines->len; j++)
            if (!take_write_line (&reading, group->lines->pdata[j]))
              return NULL;
        }
      else if (g_str_has_prefix (group->name, "write "))
        {
          if (write == NULL || !parse_number (group->name + strlen ("write "), MAX_COLUMNS, &number)
              || number != layout->columns->len + 1)
            {
              henji_ini_fail (name, group->line, error,
                              _ ("[%s] is out of place: columns stand in their order, after "
                                 "[write]."),
                              group->name);
              return NULL;
            }
          if (!take_column (&reading, group))
            return NULL;
        }
    }

  if (write == NULL || !is_whole (&reading, write))
    return NULL;

  return g_steal_pointer (&layout);
}
