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
#define MAX_IF_DEPTH 8

typedef struct
{
  HenjiTemplate *template;
  const char *name;

  HenjiFieldSpec *field;     /* open elements, NULL when none; owned by the template */
  HenjiClauseSpec *clause;
  HenjiGroup *group;
  HenjiFrame *frame;

  HenjiText *text;           /* the text being read */
  HenjiLanguage language;    /* of the text or name being read */
  GArray *ifs;               /* of guint: open IF pieces */
  GString *literal;          /* of the piece being read */
  gboolean space, line_break; /* white space seen and not yet written */
  gunichar last;              /* last character written, 0 at the start of a line */

  GString *words;            /* content of a simple element */
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

/* ---- Texts ---------------------------------------------------------------------------------- */

static void
piece_clear (HenjiPiece *piece)
{
  g_free (piece->literal);
  henji_condition_free (piece->condition);
}

static GArray *
pieces_of (Reader *reader)
{
  return reader->text->pieces[reader->language];
}

static void
flush_literal (Reader *reader,
               int line)
{
  HenjiPiece piece = { .type = HENJI_PIECE_LITERAL, .line = line };

  if (reader->literal->len == 0)
    return;

  piece.literal = g_strdup (reader->literal->str);
  g_string_truncate (reader->literal, 0);
  g_array_append_val (pieces_of (reader), piece);
}

/* White space is written late: between Japanese characters a line break of the file is nothing. */
static void
write_space (Reader *reader,
             gunichar next)
{
  if (reader->space && reader->last != 0
      && (reader->language == HENJI_LANGUAGE_EN || !reader->line_break
          || (reader->last < 0x80 && next < 0x80)))
    g_string_append_c (reader->literal, ' ');

  reader->space = reader->line_break = FALSE;
  reader->last = next;
}

static gboolean
add_placeholder (Reader *reader,
                 const char *id,
                 int line,
                 GError **error)
{
  HenjiPiece piece = { .line = line };
  HenjiBuiltin builtin;

  piece.index = henji_template_find_field (reader->template, id);
  if (piece.index >= 0)
    {
      piece.type = HENJI_PIECE_FIELD;
    }
  else if (henji_builtin_from_id (id, &builtin))
    {
      piece.type = HENJI_PIECE_BUILTIN;
      piece.index = (int) builtin;
    }
  else
    {
      henji_template_fail (error, _ ("The placeholder {%s} is not defined"), id);
      return FALSE;
    }

  write_space (reader, 'x');
  flush_literal (reader, line);
  g_array_append_val (pieces_of (reader), piece);

  return TRUE;
}

static gboolean
add_text (Reader *reader,
          const char *text,
          gsize length,
          int line,
          GError **error)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        {
          reader->space = TRUE;
          reader->line_break = reader->line_break || c == '\n';
        }
      else if (c == '{')
        {
          const char *close = memchr (p, '}', end - p);
          g_autofree char *id = close != NULL ? g_strndup (p + 1, close - p - 1) : NULL;

          if (id == NULL)
            {
              henji_template_fail (error, _ ("A { has no }"));
              return FALSE;
            }
          if (!add_placeholder (reader, id, line, error))
            return FALSE;
          p = close;
        }
      else if (c == '}')
        {
          henji_template_fail (error, _ ("A } has no {"));
          return FALSE;
        }
      else
        {
          write_space (reader, c);
          g_string_append_unichar (reader->literal, c);
        }
    }

  return TRUE;
}

static void
begin_text (Reader *reader,
            HenjiText *text,
            HenjiLanguage language)
{
  reader->text = text;
  reader->language = language;
  reader->space = reader->line_break = FALSE;
  reader->last = 0;
  g_array_set_size (reader->ifs, 0);

  text->pieces[language] = g_array_new (FALSE, TRUE, sizeof (HenjiPiece));
  g_array_set_clear_func (text->pieces[language], (GDestroyNotify) piece_clear);
}

static gboolean
begin_if (Reader *reader,
          const char *when,
          int line,
          GError **error)
{
  HenjiPiece piece = { .type = HENJI_PIECE_IF, .line = line };
  guint index = pieces_of (reader)->len;

  if (reader->ifs->len >= MAX_IF_DEPTH)
    {
      henji_template_fail (error, _ ("Conditions are nested too deeply"));
      return FALSE;
    }

  piece.condition = henji_condition_parse (when, line, error);
  if (piece.condition == NULL)
    return FALSE;

  /* The space before belongs to what stands before: the part may be left out. Writing never puts
   * two side by side. */
  if (reader->space)
    write_space (reader, reader->last);
  flush_literal (reader, line);
  index = pieces_of (reader)->len;
  g_array_append_val (reader->ifs, index);
  g_array_append_val (pieces_of (reader), piece);

  return TRUE;
}

static void
end_if (Reader *reader,
        int line)
{
  guint index = g_array_index (reader->ifs, guint, reader->ifs->len - 1);

  flush_literal (reader, line);
  g_array_set_size (reader->ifs, reader->ifs->len - 1);
  g_array_index (pieces_of (reader), HenjiPiece, index).end = pieces_of (reader)->len;
}

/* ---- Elements ------------------------------------------------------------------------------- */

static const char *
attribute (const char **names,
           const char **values,
           const char *name)
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

static char *
read_id (const char *element,
         const char **names,
         const char **values,
         GError **error)
{
  const char *id = attribute (names, values, "id");
  gboolean valid = id != NULL && *id != '\0' && strlen (id) <= MAX_ID;

  for (const char *p = id; valid && *p != '\0'; p++)
    valid = g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '-';
  if (!valid)
    {
      henji_template_fail (error, _ ("<%s> needs an id of small letters, digits and hyphens"), element);
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
read_number (const char *text,
             int *number)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 10000, &value, NULL))
    return FALSE;

  *number = (int) value;

  return TRUE;
}

static gboolean
start_situation (Reader *reader,
                 const char **names,
                 const char **values,
                 int line,
                 GError **error)
{
  static const char *const allowed[] = { "id", "kinds", "order", "to", "when", NULL };
  HenjiTemplate *template = reader->template;
  g_auto (GStrv) kinds = NULL;

  if (!check_attributes ("situation", names, allowed, error))
    return FALSE;

  template->id = read_id ("situation", names, values, error);
  if (template->id == NULL
      || !read_condition (names, values, "when", line, &template->when, error))
    return FALSE;

  if (!read_number (attribute (names, values, "order"), &template->order))
    {
      henji_template_fail (error, _ ("<situation> needs an order, a whole number"));
      return FALSE;
    }
  if (attribute (names, values, "to") != NULL)
    {
      g_free (template->to);
      template->to = g_strdup (attribute (names, values, "to"));
    }

  kinds = g_strsplit (attribute (names, values, "kinds") != NULL
                          ? attribute (names, values, "kinds")
                          : "",
                      " ", -1);
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

static gboolean
read_default (HenjiTemplate *template,
              HenjiFieldSpec *field,
              const char *text,
              GError **error)
{
  static const struct
  {
    const char *word;
    HenjiFieldType type;
  } known[] = {
    { "order-total", HENJI_FIELD_MONEY },   { "items-total", HENJI_FIELD_MONEY },
    { "amount", HENJI_FIELD_MONEY },        { "order-address", HENJI_FIELD_ADDRESS },
    { "new-address", HENJI_FIELD_ADDRESS }, { "part", HENJI_FIELD_TEXT },
    { "item-title", HENJI_FIELD_TEXT },
  };
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) counted = NULL;

  field->base = -1;
  if (text == NULL)
    return TRUE;

  field->default_ = g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].word, text) == 0 && known[i].type == field->field.type)
      return TRUE;

  if (field->field.type == HENJI_FIELD_NUMBER && henji_field_is_canonical (HENJI_FIELD_NUMBER, text))
    return TRUE;

  /* today+3: three days; answer-by+1o: one open day after another field */
  counted = g_regex_new ("^([a-z][a-z0-9-]*)\\+([0-9]{1,3})(o?)$", 0, 0, NULL);
  if (field->field.type == HENJI_FIELD_DATE && g_regex_match (counted, text, 0, &match))
    {
      g_autofree char *base = g_match_info_fetch (match, 1);
      g_autofree char *days = g_match_info_fetch (match, 2);
      g_autofree char *open = g_match_info_fetch (match, 3);

      field->days = atoi (days);
      field->open_days = *open == 'o';
      if (strcmp (base, "today") == 0)
        return TRUE;

      field->base = henji_template_find_field (template, base);
      if (field->base >= 0
          && ((HenjiFieldSpec *) g_ptr_array_index (template->fields, field->base))->field.type
                 == HENJI_FIELD_DATE)
        return TRUE;
    }

  henji_template_fail (error, _ ("“%s” is no default for a field of the type “%s”"), text,
        henji_field_type_id (field->field.type));

  return FALSE;
}

static gboolean
start_field (Reader *reader,
             const char **names,
             const char **values,
             int line,
             GError **error)
{
  static const char *const allowed[] = { "id", "type", "required", "default", NULL };
  const char *type = attribute (names, values, "type");
  const char *required = attribute (names, values, "required");
  HenjiFieldSpec *field;
  HenjiBuiltin builtin;
  g_autofree char *id = NULL;

  if (!check_attributes ("field", names, allowed, error))
    return FALSE;

  id = read_id ("field", names, values, error);
  if (id == NULL)
    return FALSE;
  if (henji_template_find_field (reader->template, id) >= 0
      || henji_builtin_from_id (id, &builtin))
    {
      henji_template_fail (error, _ ("“%s” is defined twice"), id);
      return FALSE;
    }

  field = g_new0 (HenjiFieldSpec, 1);
  field->line = line;
  field->base = -1;
  field->field.id = g_steal_pointer (&id);
  field->field.required = required == NULL || strcmp (required, "no") != 0;
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
  if (!read_default (reader->template, field, attribute (names, values, "default"), error))
    {
      g_ptr_array_add (reader->template->fields, field);
      return FALSE;
    }
  g_ptr_array_add (reader->template->fields, field);

  return TRUE;
}

static gboolean
start_clause (Reader *reader,
              const char **names,
              const char **values,
              int line,
              GError **error)
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
start_options (Reader *reader,
               const char **names,
               const char **values,
               int line,
               GError **error)
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
start_frame (Reader *reader,
             const char **names,
             const char **values,
             int line,
             GError **error)
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
  frame->to = g_strdup (to != NULL ? to : "buyer");
  frame->at_end = strcmp (at, "end") == 0;
  frame->line = line;
  g_ptr_array_add (reader->template->frames, frame);
  reader->frame = frame;

  return read_condition (names, values, "when", line, &frame->when, error);
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
  begin_text (reader, text, language);

  return TRUE;
}

/* Which elements may stand where, and what they open. */
static gboolean
is_child (const char *element,
          const char *parent,
          const Reader *reader)
{
  static const char *const children[][2] = {
    { "situation", "" },        { "common", "" },           { "title", "situation" },
    { "hint", "situation" },    { "words", "situation" },   { "field", "situation" },
    { "clause", "situation" },  { "options", "situation" }, { "clause", "options" },
    { "intro", "options" },     { "label", "field" },       { "fallback", "field" },
    { "label", "clause" },      { "text", "clause" },       { "frame", "common" },
    { "text", "frame" },        { "warning", "clause" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    if (strcmp (children[i][0], element) == 0 && strcmp (children[i][1], parent) == 0)
      return TRUE;

  if (strcmp (element, "option") == 0)
    return strcmp (parent, "clause") == 0 && reader->group != NULL;

  return (strcmp (element, "br") == 0 || strcmp (element, "if") == 0) && reader->text != NULL;
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
      HenjiPiece piece = { .type = HENJI_PIECE_BREAK, .line = line };

      flush_literal (reader, line);
      g_array_append_val (pieces_of (reader), piece);
      reader->space = reader->line_break = FALSE;
      reader->last = 0;
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
             && begin_if (reader, when, line, error);
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
keep_words (Reader *reader,
            char **slot,
            const char *element,
            GError **error)
{
  g_autofree char *text = henji_template_clean (reader->words->str, FALSE, 2000);

  g_string_free (reader->words, TRUE);
  reader->words = NULL;

  if (*slot != NULL)
    henji_template_fail (error, _ ("<%s> stands twice for one language"), element);
  else if (*text == '\0')
    henji_template_fail (error, _ ("<%s> is empty"), element);
  else
    *slot = g_steal_pointer (&text);
}

static void
end_element (GMarkupParseContext *markup,
             const char *element,
             gpointer data,
             GError **error)
{
  Reader *reader = data;
  HenjiTemplate *template = reader->template;
  gboolean ja = reader->language == HENJI_LANGUAGE_JA;

  if (strcmp (element, "if") == 0)
    end_if (reader, line_of (markup));
  else if (strcmp (element, "text") == 0 || strcmp (element, "option") == 0
           || strcmp (element, "intro") == 0)
    {
      flush_literal (reader, line_of (markup));
      reader->text = NULL;
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
text (GMarkupParseContext *markup,
      const char *content,
      gsize length,
      gpointer data,
      GError **error)
{
  Reader *reader = data;

  if (reader->words != NULL)
    {
      g_string_append_len (reader->words, content, (gssize) length);
      return;
    }
  if (reader->text != NULL)
    {
      add_text (reader, content, length, line_of (markup), error);
      return;
    }

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (content[i]))
      {
        henji_template_fail (error, _ ("Text stands outside of an element that takes text"));
        return;
      }
}

/* ---- The file --------------------------------------------------------------------------------- */

static char *
search_words (const HenjiTemplate *template)
{
  g_autofree char *all = g_strjoin (" ", template->title[HENJI_LANGUAGE_JA],
                                    template->title[HENJI_LANGUAGE_EN], template->id,
                                    template->words, NULL);

  return henji_template_fold_words (all);
}

HenjiTemplate *
henji_template_parse_with (const HenjiTemplate *common,
                           const char *data,
                           gsize length,
                           const char *name,
                           GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, text, NULL, NULL };
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GMarkupParseContext) markup = NULL;
  g_autoptr (GError) fault = NULL;
  Reader reader = { 0 };
  gboolean read;
  int line = 1;

  g_return_val_if_fail (data != NULL && name != NULL, NULL);

  if (length > MAX_FILE)
    {
      henji_template_fail (error, _ ("%s is too large for a template"), name);
      return NULL;
    }

  template = henji_template_new ();
  template->common = common != NULL ? henji_template_ref ((HenjiTemplate *) common) : NULL;
  reader.template = template;
  reader.name = name;
  reader.ifs = g_array_new (FALSE, FALSE, sizeof (guint));
  reader.literal = g_string_new (NULL);

  markup = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  read = g_markup_parse_context_parse (markup, data, (gssize) length, &fault)
         && g_markup_parse_context_end_parse (markup, &fault);
  line = line_of (markup);

  if (reader.words != NULL)
    g_string_free (reader.words, TRUE);
  g_string_free (reader.literal, TRUE);
  g_array_unref (reader.ifs);

  if (!read || !henji_template_check (template, &line, &fault))
    {
      /* The parser's own faults begin with their place; ours get it here. */
      henji_template_fail (error, "%s:%d: %s", name, line, fault->message);
      return NULL;
    }

  template->search_words = search_words (template);

  return g_steal_pointer (&template);
}

HenjiTemplate *
henji_template_parse (const char *data,
                      gsize length,
                      const char *name,
                      GError **error)
{
  return henji_template_parse_with (NULL, data, length, name, error);
}
