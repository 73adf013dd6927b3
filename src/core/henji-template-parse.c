/* henji-template-parse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a template file and refuses whatever could go wrong later: a half without its other
 * language, a placeholder nobody defined, a shipment asserted where none is known.
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FILE (1024 * 1024)
#define MAX_ID 48

typedef struct
{
  HenjiTemplate *template;

  HenjiFieldSpec *field; /* open elements, NULL when none; owned by the template */
  HenjiClauseSpec *clause;
  HenjiGroup *group;
  HenjiFrame *frame;

  HenjiTextReader text;   /* the text being read, when it is open */
  HenjiLanguage language; /* of the text or name being read */

  GString *words; /* content of a simple element */
} Reader;

GQuark
henji_template_error_quark (void)
{
  return g_quark_from_static_string ("henji-template-error-quark");
}

static int
line_of (GMarkupParseContext *markup)
{
  int line;

  g_markup_parse_context_get_position (markup, &line, NULL);

  return line;
}

/* ---- Elements ------------------------------------------------------------------------------- */

static const char *
attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];

  return NULL;
}

/* Only the attributes of @allowed, a list ended by NULL. */
static gboolean
check_attributes (const char *element,
                  const char **names,
                  const char *const *allowed,
                  GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (allowed, names[i]))
      {
        henji_template_fail (error, _ ("<%s> has no attribute “%s”"), element, names[i]);
        return FALSE;
      }

  return TRUE;
}

/* Elements that name a file. */
static gboolean
is_root (const char *element)
{
  return strcmp (element, "situation") == 0 || strcmp (element, "snippet") == 0;
}

static char *
read_id (const char *element, const char **names, const char **values, GError **error)
{
  const char *id = attribute (names, values, "id");
  gboolean valid = id != NULL && *id != '\0' && strlen (id) <= MAX_ID;

  for (const char *p = id; valid && *p != '\0'; p++)
    valid = g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '-';
  if (!valid)
    {
      henji_template_fail (error, _ ("<%s> needs an id of small letters, digits and hyphens"),
                           element);
      return NULL;
    }
  if (is_root (element) && strcmp (id, "common") == 0)
    {
      henji_template_fail (error, _ ("“%s” is defined twice"), id);
      return NULL;
    }

  return g_strdup (id);
}

static gboolean
read_language (const char *element,
               const char **names,
               const char **values,
               HenjiLanguage *language,
               GError **error)
{
  const char *id = attribute (names, values, "xml:lang");

  if (!henji_language_from_id (id, language) || *language == HENJI_LANGUAGE_OTHER)
    {
      henji_template_fail (error, _ ("<%s> needs xml:lang=\"ja\" or \"en\""), element);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_condition (const char **names,
                const char **values,
                const char *name,
                int line,
                HenjiCondition **condition,
                GError **error)
{
  const char *text = attribute (names, values, name);

  if (text == NULL)
    return TRUE;

  *condition = henji_condition_parse (text, line, error);

  return *condition != NULL;
}

static gboolean
read_number (const char *text, int *number)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 10000, &value, NULL))
    return FALSE;

  *number = (int) value;

  return TRUE;
}

static gboolean
read_to (const char *element, const char *text, char **to, GError **error)
{
  if (strcmp (text, "buyer") != 0 && strcmp (text, "support") != 0)
    {
      henji_template_fail (error, _ ("<%s> needs to=\"buyer\" or \"support\""), element);
      return FALSE;
    }

  g_free (*to);
  *to = g_strdup (text);

  return TRUE;
}

static gboolean
start_situation (Reader *reader, const char **names, const char **values, int line, GError **error)
{
  static const char *const allowed[]
      = { "id", "kinds", "order", "to", "fault", "when", "rank", NULL };
  HenjiTemplate *template = reader->template;
  const char *to = attribute (names, values, "to");
  const char *fault = attribute (names, values, "fault");
  const char *rank = attribute (names, values, "rank");
  g_auto (GStrv) kinds = NULL;

  if (!check_attributes ("situation", names, allowed, error))
    return FALSE;

  template->line = line;

  template->id = read_id ("situation", names, values, error);
  if (template->id == NULL || !read_condition (names, values, "when", line, &template->when, error))
    return FALSE;

  if (!read_number (attribute (names, values, "order"), &template->order))
    {
      henji_template_fail (error, _ ("<situation> needs an order, a whole number"));
      return FALSE;
    }
  template->rank = HENJI_TEMPLATE_RANK;
  if (rank != NULL && !read_number (rank, &template->rank))
    {
      henji_template_fail (error, _ ("A rank is a whole number"));
      return FALSE;
    }
  if (to != NULL && !read_to ("situation", to, &template->to, error))
    return FALSE;
  if (fault != NULL && !henji_fault_from_id (fault, &template->fault))
    {
      henji_template_fail (error, _ ("There is no fault “%s”"), fault);
      return FALSE;
    }

  kinds = g_strsplit (
      attribute (names, values, "kinds") != NULL ? attribute (names, values, "kinds") : "", " ",
      -1);
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      HenjiKind kind;

      if (*kinds[i] == '\0')
        continue;
      if (!henji_kind_from_id (kinds[i], &kind))
        {
          henji_template_fail (error, _ ("There is no kind “%s”"), kinds[i]);
          return FALSE;
        }
      template->kinds |= 1u << kind;
    }

  return TRUE;
}

/* A snippet is a situation of one clause. */
static gboolean
start_snippet (Reader *reader, const char **names, const char **values, int line, GError **error)
{
  static const char *const allowed[] = { "id", NULL };
  HenjiClauseSpec *clause;

  if (!check_attributes ("snippet", names, allowed, error))
    return FALSE;

  reader->template->id = read_id ("snippet", names, values, error);
  if (reader->template->id == NULL)
    return FALSE;

  reader->template->line = line;
  reader->template->snippet = TRUE;
  g_clear_pointer (&reader->template->common, henji_template_unref);
  clause = g_new0 (HenjiClauseSpec, 1);
  clause->line = line;
  clause->clause.id = g_strdup (reader->template->id);
  clause->clause.label_ja = g_strdup (reader->template->id);
  clause->clause.label_en = g_strdup (reader->template->id);
  clause->group = -1;
  clause->on = henji_condition_parse ("always", line, NULL);
  g_ptr_array_add (reader->template->clauses, clause);
  reader->clause = clause;

  return TRUE;
}

static gboolean
start_field (Reader *reader, const char **names, const char **values, int line, GError **error)
{
  static const char *const allowed[] = { "id", "type", "required", "default", "promise", NULL };
  const char *type = attribute (names, values, "type");
  const char *required = attribute (names, values, "required");
  const char *promise = attribute (names, values, "promise");
  HenjiFieldSpec *field;
  HenjiBuiltin builtin;
  g_autofree char *id = NULL;

  if (!check_attributes ("field", names, allowed, error))
    return FALSE;

  id = read_id ("field", names, values, error);
  if (id == NULL)
    return FALSE;
  if (henji_template_find_field (reader->template, id) >= 0 || henji_builtin_from_id (id, &builtin))
    {
      henji_template_fail (error, _ ("“%s” is defined twice"), id);
      return FALSE;
    }

  field = g_new0 (HenjiFieldSpec, 1);
  field->line = line;
  field->base = -1;
  field->field.id = g_steal_pointer (&id);
  field->field.required = required == NULL || strcmp (required, "no") != 0;
  field->field.promise = g_strcmp0 (promise, "yes") == 0;
  field->field.type = HENJI_FIELD_ADDRESS + 1;
  for (guint i = 0; i <= HENJI_FIELD_ADDRESS; i++)
    if (g_strcmp0 (type, henji_field_type_id (i)) == 0)
      field->field.type = i;

  reader->field = field;
  if (field->field.type > HENJI_FIELD_ADDRESS)
    {
      field->field.type = HENJI_FIELD_TEXT;
      g_ptr_array_add (reader->template->fields, field);
      henji_template_fail (error, _ ("“%s” is no type of field"), type != NULL ? type : "");
      return FALSE;
    }
  if (field->field.promise && field->field.type != HENJI_FIELD_DATE)
    {
      g_ptr_array_add (reader->template->fields, field);
      henji_template_fail (error, _ ("Only a date can be a promise"));
      return FALSE;
    }
  if (!henji_template_read_default (reader->template, field, attribute (names, values, "default"),
                                    error))
    {
      g_ptr_array_add (reader->template->fields, field);
      return FALSE;
    }
  g_ptr_array_add (reader->template->fields, field);

  return TRUE;
}

static gboolean
start_clause (Reader *reader, const char **names, const char **values, int line, GError **error)
{
  static const char *const allowed[] = { "id", "on", "needs", NULL };
  HenjiClauseSpec *clause;
  g_autofree char *id = NULL;

  if (!check_attributes ("clause", names, allowed, error))
    return FALSE;

  id = read_id ("clause", names, values, error);
  if (id == NULL)
    return FALSE;
  if (henji_template_find_clause (reader->template, id) >= 0)
    {
      henji_template_fail (error, _ ("“%s” is defined twice"), id);
      return FALSE;
    }

  clause = g_new0 (HenjiClauseSpec, 1);
  clause->line = line;
  clause->clause.id = g_steal_pointer (&id);
  clause->group = reader->group != NULL ? (int) reader->template->groups->len - 1 : -1;
  g_ptr_array_add (reader->template->clauses, clause);
  reader->clause = clause;

  return read_condition (names, values, "on", line, &clause->on, error)
         && read_condition (names, values, "needs", line, &clause->needs, error);
}

static gboolean
start_options (Reader *reader, const char **names, const char **values, int line, GError **error)
{
  static const char *const allowed[] = { "id", NULL };
  HenjiGroup *group;
  g_autofree char *id = NULL;

  if (!check_attributes ("options", names, allowed, error))
    return FALSE;

  id = read_id ("options", names, values, error);
  if (id == NULL)
    return FALSE;

  group = g_new0 (HenjiGroup, 1);
  group->id = g_steal_pointer (&id);
  group->line = line;
  g_ptr_array_add (reader->template->groups, group);
  reader->group = group;

  return TRUE;
}

static gboolean
start_frame (Reader *reader, const char **names, const char **values, int line, GError **error)
{
  static const char *const allowed[] = { "id", "to", "at", "when", NULL };
  const char *to = attribute (names, values, "to");
  const char *at = attribute (names, values, "at");
  HenjiFrame *frame;
  g_autofree char *id = NULL;

  if (!check_attributes ("frame", names, allowed, error))
    return FALSE;

  id = read_id ("frame", names, values, error);
  if (id == NULL)
    return FALSE;
  if (g_strcmp0 (at, "start") != 0 && g_strcmp0 (at, "end") != 0)
    {
      henji_template_fail (error, _ ("<frame> needs at=\"start\" or \"end\""));
      return FALSE;
    }

  frame = g_new0 (HenjiFrame, 1);
  frame->id = g_steal_pointer (&id);
  frame->at_end = strcmp (at, "end") == 0;
  frame->line = line;
  g_ptr_array_add (reader->template->frames, frame);
  reader->frame = frame;

  return read_to ("frame", to != NULL ? to : "buyer", &frame->to, error)
         && read_condition (names, values, "when", line, &frame->when, error);
}

/* A text, an option, an intro or a simple name in one language. */
static gboolean
start_words (Reader *reader,
             const char *element,
             const char *parent,
             const char **names,
             const char **values,
             GError **error)
{
  static const char *const with_language[] = { "xml:lang", NULL };
  HenjiLanguage language;
  HenjiText *text = NULL;

  if (!check_attributes (element, names, with_language, error)
      || !read_language (element, names, values, &language, error))
    return FALSE;

  reader->language = language;
  if (strcmp (element, "text") == 0)
    text = reader->clause != NULL ? &reader->clause->text : &reader->frame->text;
  else if (strcmp (element, "option") == 0)
    text = &reader->clause->option;
  else if (strcmp (element, "intro") == 0)
    text = &reader->group->intro;

  if (text == NULL)
    {
      reader->words = g_string_new (NULL);
      return TRUE;
    }
  if (text->pieces[language] != NULL)
    {
      henji_template_fail (error, _ ("<%s> stands twice for one language"), element);
      return FALSE;
    }
  henji_text_reader_begin (&reader->text, text, language);

  return TRUE;
}

/* Which elements may stand where, and what they open. */
static gboolean
is_child (const char *element, const char *parent, const Reader *reader)
{
  static const char *const children[][2] = {
    { "snippet", "" },          { "title", "snippet" },   { "hint", "snippet" },
    { "words", "snippet" },     { "text", "snippet" },    { "situation", "" },
    { "common", "" },           { "title", "situation" }, { "hint", "situation" },
    { "words", "situation" },   { "field", "situation" }, { "clause", "situation" },
    { "options", "situation" }, { "clause", "options" },  { "intro", "options" },
    { "label", "field" },       { "fallback", "field" },  { "label", "clause" },
    { "text", "clause" },       { "frame", "common" },    { "text", "frame" },
    { "warning", "clause" },
  };

  if (*parent == '\0'
      && (reader->template->id != NULL
          || (reader->template->own && strcmp (element, "common") == 0)))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    if (strcmp (children[i][0], element) == 0 && strcmp (children[i][1], parent) == 0)
      return TRUE;

  if (strcmp (element, "option") == 0)
    return strcmp (parent, "clause") == 0 && reader->group != NULL;

  return (strcmp (element, "br") == 0 || strcmp (element, "if") == 0) && reader->text.text != NULL;
}

static gboolean
start_known (Reader *reader,
             const char *element,
             const char *parent,
             const char **names,
             const char **values,
             int line,
             GError **error)
{
  static const char *const none[] = { NULL };
  static const char *const only_when[] = { "when", NULL };

  if (strcmp (element, "situation") == 0)
    return start_situation (reader, names, values, line, error);
  if (strcmp (element, "snippet") == 0)
    return start_snippet (reader, names, values, line, error);
  if (strcmp (element, "field") == 0)
    return start_field (reader, names, values, line, error);
  if (strcmp (element, "clause") == 0)
    return start_clause (reader, names, values, line, error);
  if (strcmp (element, "options") == 0)
    return start_options (reader, names, values, line, error);
  if (strcmp (element, "frame") == 0)
    return start_frame (reader, names, values, line, error);

  if (strcmp (element, "common") == 0)
    {
      reader->template->id = g_strdup ("common");
      return check_attributes (element, names, none, error);
    }
  if (strcmp (element, "words") == 0)
    {
      reader->words = g_string_new (NULL);
      return check_attributes (element, names, none, error);
    }
  if (strcmp (element, "br") == 0)
    {
      henji_text_reader_break (&reader->text, line);
      return check_attributes (element, names, none, error);
    }
  if (strcmp (element, "if") == 0)
    {
      const char *when = attribute (names, values, "when");

      if (when == NULL)
        {
          henji_template_fail (error, _ ("<%s> needs the attribute “%s”"), element, "when");
          return FALSE;
        }
      return check_attributes (element, names, only_when, error)
             && henji_text_reader_begin_if (&reader->text, when, line, error);
    }

  return start_words (reader, element, parent, names, values, error);
}

static void
start_element (GMarkupParseContext *markup,
               const char *element,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (markup);
  const char *parent = stack->next != NULL ? stack->next->data : "";

  if (!is_child (element, parent, data))
    henji_template_fail (error, _ ("<%s> cannot stand here"), element);
  else
    start_known (data, element, parent, names, values, line_of (markup), error);
}

static void
keep_words (Reader *reader, char **slot, const char *element, GError **error)
{
  g_autofree char *text = henji_template_clean (reader->words->str, FALSE, 2000);

  g_string_free (reader->words, TRUE);
  reader->words = NULL;

  if (*slot != NULL)
    henji_template_fail (error, _ ("<%s> stands twice for one language"), element);
  else if (*text == '\0' && !reader->template->own)
    henji_template_fail (error, _ ("<%s> is empty"), element);
  else if (*text != '\0')
    *slot = g_steal_pointer (&text);
}

static void
end_element (GMarkupParseContext *markup, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;
  HenjiTemplate *template = reader->template;
  gboolean ja = reader->language == HENJI_LANGUAGE_JA;

  if (strcmp (element, "if") == 0)
    henji_text_reader_end_if (&reader->text, line_of (markup));
  else if (strcmp (element, "text") == 0 || strcmp (element, "option") == 0
           || strcmp (element, "intro") == 0)
    {
      henji_text_reader_end (&reader->text, line_of (markup));
    }
  else if (strcmp (element, "title") == 0)
    keep_words (reader, &template->title[reader->language], element, error);
  else if (strcmp (element, "hint") == 0)
    keep_words (reader, &template->hint[reader->language], element, error);
  else if (strcmp (element, "words") == 0)
    keep_words (reader, &template->words, element, error);
  else if (strcmp (element, "warning") == 0)
    keep_words (reader, &reader->clause->warning[reader->language], element, error);
  else if (strcmp (element, "fallback") == 0)
    keep_words (reader, &reader->field->fallback[reader->language], element, error);
  else if (strcmp (element, "label") == 0 && reader->field != NULL)
    keep_words (reader, ja ? &reader->field->field.label_ja : &reader->field->field.label_en,
                element, error);
  else if (strcmp (element, "label") == 0)
    keep_words (reader, ja ? &reader->clause->clause.label_ja : &reader->clause->clause.label_en,
                element, error);
  else if (strcmp (element, "field") == 0)
    reader->field = NULL;
  else if (strcmp (element, "clause") == 0)
    reader->clause = NULL;
  else if (strcmp (element, "options") == 0)
    reader->group = NULL;
  else if (strcmp (element, "frame") == 0)
    reader->frame = NULL;
}

static void
text (GMarkupParseContext *markup, const char *content, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->words != NULL)
    {
      g_string_append_len (reader->words, content, (gssize) length);
      return;
    }
  if (reader->text.text != NULL)
    {
      henji_text_reader_add (&reader->text, content, length, line_of (markup), error);
      return;
    }

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (content[i]))
      {
        henji_template_fail (error, _ ("Text stands outside of an element that takes text"));
        return;
      }
}

/* ---- The file ---------------------------------------------------------------------------------
 */

HenjiTemplate *
henji_template_read (const HenjiTemplate *common,
                     const char *data,
                     gsize length,
                     gboolean own,
                     int *line,
                     GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, text, NULL, NULL };
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GMarkupParseContext) markup = NULL;
  Reader reader = { 0 };
  gboolean read;

  *line = 1;
  if (length > MAX_FILE)
    {
      henji_template_fail (error, _ ("The file is too large for a template"));
      return NULL;
    }

  template = henji_template_new ();
  template->own = own;
  template->common = common != NULL ? henji_template_ref ((HenjiTemplate *) common) : NULL;
  reader.template = template;
  henji_text_reader_init (&reader.text, template);

  markup = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  read = g_markup_parse_context_parse (markup, data, (gssize) length, error)
         && g_markup_parse_context_end_parse (markup, error);
  *line = line_of (markup);

  if (reader.words != NULL)
    g_string_free (reader.words, TRUE);
  henji_text_reader_clear (&reader.text);

  if (!read || !henji_template_check (template, line, error))
    return NULL;

  return g_steal_pointer (&template);
}

static HenjiTemplate *
parse (const HenjiTemplate *common,
       const char *data,
       gsize length,
       gboolean own,
       const char *name,
       GError **error)
{
  g_autoptr (GError) fault = NULL;
  int line;
  HenjiTemplate *template = henji_template_read (common, data, length, own, &line, &fault);

  /* The parser's own faults begin with their place; ours get it here. */
  if (template == NULL)
    henji_template_fail (error, "%s:%d: %s", name, line, fault->message);

  return template;
}

HenjiTemplate *
henji_template_parse_with (
    const HenjiTemplate *common, const char *data, gsize length, const char *name, GError **error)
{
  g_return_val_if_fail (data != NULL && name != NULL, NULL);

  return parse (common, data, length, FALSE, name, error);
}

HenjiTemplate *
henji_template_parse_own (
    const HenjiTemplate *common, const char *data, gsize length, const char *name, GError **error)
{
  g_return_val_if_fail (data != NULL && name != NULL, NULL);

  return parse (common, data, length, TRUE, name, error);
}

HenjiTemplate *
henji_template_parse (const char *data, gsize length, const char *name, GError **error)
{
  return henji_template_parse_with (NULL, data, length, name, error);
}
