/* henji-recognise-lexicon.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the files of data/lexicon/; their format is described in data/lexicon/README.
 */
#define G_LOG_DOMAIN "henji-recognise"

#include "config.h"

#include "henji-recognise-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PHRASE 4000         /* bytes */
#define TEXTS_AT_ONCE (1 << 18) /* bytes */

static const char *const class_names[HENJI_N_CLASSES] = {
  [HENJI_CLASS_NEGATION] = "negation",
  [HENJI_CLASS_GLUE] = "glue",
  [HENJI_CLASS_CHAIN] = "chain",
  [HENJI_CLASS_SUPPOSED] = "supposed",
  [HENJI_CLASS_AFFIRMED] = "affirmed",
  [HENJI_CLASS_CLAUSE] = "clause",
  [HENJI_CLASS_QUOTE] = "quote",
  [HENJI_CLASS_BOILERPLATE] = "boilerplate",
  [HENJI_CLASS_QUESTION] = "question",
  [HENJI_CLASS_NO_REPLY] = "no-reply",
  [HENJI_CLASS_PART] = "part",
  [HENJI_CLASS_NOT_PART] = "not-part",
  [HENJI_CLASS_ABSENT] = "absent",
  [HENJI_CLASS_NONE] = "none",
  [HENJI_CLASS_BROKEN] = "broken",
  [HENJI_CLASS_NEW_ADDRESS] = "new-address",
  [HENJI_CLASS_OLD_ADDRESS] = "old-address",
  [HENJI_CLASS_OLD_BEHIND] = "old-behind",
  [HENJI_CLASS_ADDRESS_END] = "address-end",
  [HENJI_CLASS_STREET] = "street",
  [HENJI_CLASS_PREFECTURE] = "prefecture",
  [HENJI_CLASS_CURRENCY] = "currency",
  [HENJI_CLASS_PHONE] = "phone",
  [HENJI_CLASS_TRACKING] = "tracking",
  [HENJI_CLASS_ZIP] = "zip",
  [HENJI_CLASS_ARTICLE] = "article",
  [HENJI_CLASS_LANGUAGE_JA] = "language-ja",
  [HENJI_CLASS_LANGUAGE_EN] = "language-en",
  [HENJI_CLASS_LANGUAGE_OTHER] = "language-other",
};

typedef enum
{
  SECTION_NONE,
  SECTION_CLASS,
  SECTION_KIND,
  SECTION_SUBJECT,
  SECTION_TOLD,
  SECTION_SPELLING,
  SECTION_FUZZY,
  SECTION_PRIORITY,
  SECTION_FOREIGN,
  SECTION_WEIGHTS,
  SECTION_TOLD_WEIGHTS,
} Section;

typedef struct
{
  HenjiLexicon *lexicon;
  Section section;
  guint32 class; /* of SECTION_CLASS */
  guint finding; /* of SECTION_KIND, SECTION_SUBJECT, SECTION_TOLD */
} Reader;

static guint32
ensure_class (HenjiLexicon *self, const char *name)
{
  guint32 class = GPOINTER_TO_UINT (g_hash_table_lookup (self->classes, name));

  if (class != 0)
    return class - 1;

  class = self->class_names->len;
  g_ptr_array_add (self->class_names, g_strdup (name));
  g_hash_table_insert (self->classes, self->class_names->pdata[class],
                       GUINT_TO_POINTER (class + 1));

  return class;
}

HenjiLexicon *
henji_lexicon_new (void)
{
  HenjiLexicon *self = g_new0 (HenjiLexicon, 1);

  g_atomic_ref_count_init (&self->refs);
  self->class_names = g_ptr_array_new_with_free_func (g_free);
  self->classes = g_hash_table_new (g_str_hash, g_str_equal);
  self->rules = g_array_new (FALSE, TRUE, sizeof (HenjiRule));
  self->priorities = g_array_new (FALSE, FALSE, sizeof (HenjiPriority));
  self->phrases = g_array_new (FALSE, FALSE, sizeof (HenjiPhrase));
  self->texts = g_string_chunk_new (TEXTS_AT_ONCE);
  self->fuzzy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->replacements = g_ptr_array_new_with_free_func (g_free);
  self->spellings = g_ptr_array_new_with_free_func (g_free);
  self->spelling = henji_trie_new ();
  self->words = henji_trie_new ();
  self->tails = henji_trie_new ();
  self->known = g_hash_table_new (NULL, NULL);
  self->foreign = g_hash_table_new (NULL, NULL);
  self->learned = g_array_new (FALSE, TRUE, sizeof (HenjiLearned));
  g_array_set_size (self->learned, 2);
  self->told = g_array_new (FALSE, TRUE, sizeof (HenjiToldLearned));
  g_array_set_size (self->told, HENJI_TOLD_FEATURES);
  for (guint i = 0; i < HENJI_N_CLASSES; i++)
    ensure_class (self, class_names[i]);

  return self;
}

HenjiLexicon *
henji_lexicon_ref (HenjiLexicon *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
henji_lexicon_unref (HenjiLexicon *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->classes);
  g_ptr_array_unref (self->class_names);
  g_array_unref (self->rules);
  g_array_unref (self->priorities);
  g_clear_pointer (&self->phrases, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_ptr_array_unref (self->fuzzy);
  g_ptr_array_unref (self->replacements);
  g_clear_pointer (&self->spellings, g_ptr_array_unref);
  henji_trie_free (self->spelling);
  henji_trie_free (self->words);
  henji_trie_free (self->tails);
  g_free (self->rules_from);
  g_free (self->rules_of);
  for (guint i = 0; i < G_N_ELEMENTS (self->fuzzy_by_letter); i++)
    g_clear_pointer (&self->fuzzy_by_letter[i], g_array_unref);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->foreign);
  g_array_unref (self->learned);
  g_array_unref (self->told);
  g_free (self);
}

/* --- phrases ------------------------------------------------------------------------------------
 */

/* Only checks them: they are expanded when the lexicon is first used. */
static gboolean
add_phrases (HenjiLexicon *self, guint32 class, const char *list, GError **error)
{
  for (const char *p = list, *comma; p != NULL; p = comma != NULL ? comma + 1 : NULL)
    {
      HenjiPhrase phrase = { NULL, class };
      g_autofree char *text = NULL;
      gsize length;

      comma = strchr (p, ',');
      text = g_strstrip (comma != NULL ? g_strndup (p, (gsize) (comma - p)) : g_strdup (p));
      length = strlen (text);
      if (length == 0)
        continue;
      if (length > MAX_PHRASE)
        {
          g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                               _ ("a phrase is too long"));
          return FALSE;
        }
      if (!henji_phrase_check (text, error))
        return FALSE;
      phrase.text = g_string_chunk_insert (self->texts, text);
      g_array_append_val (self->phrases, phrase);
    }

  return TRUE;
}

/* --- rules --------------------------------------------------------------------------------------
 */

/* Reads one operand, `@class`, `-@class` or a list of phrases. */
static gboolean
read_condition (Reader *reader, const char *text, HenjiCondition *out, GError **error)
{
  HenjiLexicon *self = reader->lexicon;
  g_autofree char *operand = g_strstrip (g_strdup (text));
  g_autofree char *name = NULL;
  const char *p = operand;

  if (*p == '-' && p[1] == '@')
    {
      out->negated = TRUE;
      p++;
    }
  if (*p == '\0')
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("a condition is empty"));
      return FALSE;
    }
  if (*p == '@')
    {
      guint32 class = GPOINTER_TO_UINT (g_hash_table_lookup (self->classes, p + 1));

      if (class == 0)
        {
          g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("there is no class “%s”"),
                       p + 1);
          return FALSE;
        }
      out->class = class - 1;
      return TRUE;
    }

  name = g_strconcat ("\"", p, NULL); /* never the name of a class of its own */
  out->class = ensure_class (self, name);

  return add_phrases (self, out->class, p, error);
}

/* The next operator ` > `, ` >> `, ` + `, ` ~ `, ` & ` or a `!` form at or after @p; %NULL: none.
 */
static const char *
find_operator (const char *p, HenjiCondition *condition, gsize *length)
{
  for (; *p != '\0'; p++)
    if (p[0] == ' ')
      {
        gsize bang = p[1] == '!' ? 1 : 0;
        char op = p[1 + bang];

        if (strncmp (p, " >> ", 4) == 0)
          {
            condition->scope = HENJI_SCOPE_ADJACENT;
            *length = 4;
            return p;
          }
        if (((op == '+' || op == '~' || op == '&') || (op == '>' && bang == 0))
            && p[2 + bang] == ' ')
          {
            condition->absent = bang != 0;
            condition->scope = op == '+'   ? HENJI_SCOPE_CLAUSE
                               : op == '~' ? HENJI_SCOPE_SENTENCE
                               : op == '&' ? HENJI_SCOPE_MESSAGE
                                           : HENJI_SCOPE_NEXT;
            *length = 3 + bang;
            return p;
          }
      }

  return NULL;
}

static gboolean
read_rule (Reader *reader, const char *line, GError **error)
{
  HenjiRule rule
      = { .finding = reader->finding, .subject_only = reader->section == SECTION_SUBJECT };
  char *end;

  rule.weight = (float) g_ascii_strtod (line, &end);
  if (end == line || *end != ' ' || rule.weight == 0 || rule.weight > 20 || rule.weight < -20)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("a rule begins with its weight, -20 to 20"));
      return FALSE;
    }

  for (const char *p = end; p != NULL;)
    {
      HenjiCondition next = { 0 };
      gsize length = 0;
      const char *operator= find_operator (p, &next, &length);
      g_autofree char *operand = NULL;

      if (rule.n >= HENJI_MAX_CONDITIONS)
        {
          g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                       _ ("a rule has more than %d conditions"), HENJI_MAX_CONDITIONS);
          return FALSE;
        }
      operand = operator!= NULL ? g_strndup (p, (gsize) (operator- p)) : g_strdup (p);
      if (!read_condition (reader, operand, &rule.conditions[rule.n], error))
        return FALSE;
      rule.n++;
      if (operator!= NULL && rule.n<HENJI_MAX_CONDITIONS)
        rule.conditions[rule.n] = next;
      p = operator!= NULL ? operator+ length : NULL;
    }
  g_array_append_val (reader->lexicon->rules, rule);

  return TRUE;
}

static gboolean
read_kind (const char *word, HenjiKind *kind, GError **error)
{
  if (henji_kind_from_id (word, kind))
    return TRUE;

  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("there is no kind “%s”"),
               word != NULL ? word : "");

  return FALSE;
}

/* `KIND VALUE`, `KIND over KIND VALUE` or `KIND absorbs KIND VALUE`. */
static gboolean
read_priority (Reader *reader, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint n = g_strv_length (words);
  HenjiPriority priority = { 0 };
  char *end;

  if (n == 2)
    priority.type = HENJI_PRIORITY_FACTOR;
  else if (n == 4 && g_str_equal (words[1], "over"))
    priority.type = HENJI_PRIORITY_OVER;
  else if (n == 4 && g_str_equal (words[1], "absorbs"))
    priority.type = HENJI_PRIORITY_ABSORBS;
  else
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("a priority is “KIND VALUE”, “KIND over KIND VALUE” or "
                              "“KIND absorbs KIND VALUE”"));
      return FALSE;
    }

  if (!read_kind (words[0], &priority.a, error)
      || (n == 4 && !read_kind (words[2], &priority.b, error)))
    return FALSE;
  priority.value = (float) g_ascii_strtod (words[n - 1], &end);
  if (end == words[n - 1] || *end != '\0' || priority.value < 0 || priority.value > 100)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("“%s” is no number"),
                   words[n - 1]);
      return FALSE;
    }
  g_array_append_val (reader->lexicon->priorities, priority);

  return TRUE;
}

/* `written, written = meant` */
static gboolean
read_spelling (Reader *reader, const char *line, GError **error)
{
  HenjiLexicon *self = reader->lexicon;
  g_auto (GStrv) sides = g_strsplit (line, "=", 2);

  if (g_strv_length (sides) != 2)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("a spelling is “written, written = meant”"));
      return FALSE;
    }

  {
    g_auto (GStrv) entries = g_strsplit (sides[0], ",", -1);

    for (guint i = 0; entries[i] != NULL; i++)
      if (!henji_phrase_check (entries[i], error))
        return FALSE;
  }
  g_ptr_array_add (self->spellings, g_strdup (sides[0]));
  g_ptr_array_add (self->replacements, g_strdup (g_strstrip (sides[1])));

  return TRUE;
}

static gboolean
read_fuzzy (Reader *reader, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      GArray *word;

      if (*words[i] == '\0')
        continue;
      word = g_array_new (TRUE, FALSE, sizeof (gunichar));
      for (const char *p = words[i]; *p != '\0'; p++)
        {
          gunichar c = (guchar) *p;

          if (!g_ascii_islower (*p))
            {
              g_array_unref (word);
              g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("“%s” has something else than the letters a to z"), words[i]);
              return FALSE;
            }
          g_array_append_val (word, c);
        }
      g_ptr_array_add (reader->lexicon->fuzzy, word);
    }

  return TRUE;
}

/* The number at *@p, moved behind it; 9999 when there is none or it is too long. */
static guint
read_number (const char **p)
{
  const char *start = *p;
  guint value = 0;

  for (; g_ascii_isdigit (**p) && *p < start + 4; (*p)++)
    value = value * 10 + (guint) (**p - '0');

  return *p == start || *p == start + 4 ? 9999 : value;
}

/* `feature = 1:12 4:-5`, kinds or what is told by their stored number, below @n. Gives the
 * feature's name, or %NULL and an error. */
static char *
parse_weights (const char *line, guint n, gint8 *weights, GError **error)
{
  const char *equals = strstr (line, " = ");

  if (equals == NULL || equals == line)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("a weight is “phrase = KIND:NUMBER KIND:NUMBER”"));
      return NULL;
    }

  for (const char *p = equals + 3; *p != '\0';)
    {
      const char *entry = p;
      guint kind = read_number (&p);
      gboolean colon = *p == ':';
      gboolean minus = colon && p[1] == '-';
      guint value;

      p += colon + minus;
      value = read_number (&p);
      if (!colon || kind >= n || value > G_MAXINT8 || (*p != ' ' && *p != '\0'))
        {
          g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("“%s” is no weight"), entry);
          return NULL;
        }
      weights[kind] = (gint8) (minus ? -(int) value : (int) value);
      p += *p == ' ';
    }

  return g_strndup (line, (gsize) (equals - line));
}

static void
add_feature (HenjiLexicon *self, const char *name, guint32 value)
{
  HenjiPhrase phrase = { g_string_chunk_insert (self->texts, name), value };

  g_array_append_val (self->phrases, phrase);
}

/* The features `@bias` and `@rules` are no phrases. */
static gboolean
read_weights (Reader *reader, const char *line, GError **error)
{
  HenjiLexicon *self = reader->lexicon;
  HenjiLearned learned = { { 0 } };
  g_autofree char *name = parse_weights (line, HENJI_N_KINDS, learned.weights, error);

  if (name == NULL)
    return FALSE;
  if (g_str_equal (name, "@bias") || g_str_equal (name, "@rules"))
    {
      g_array_index (self->learned, HenjiLearned, name[1] == 'b' ? 0 : 1) = learned;
      return TRUE;
    }
  add_feature (self, name, HENJI_FIRST_LEARNED + self->learned->len);
  g_array_append_val (self->learned, learned);

  return TRUE;
}

static gboolean
read_told_weights (Reader *reader, const char *line, GError **error)
{
  static const char *const no_phrases[HENJI_TOLD_FEATURES] = { [HENJI_TOLD_BIAS_JA] = "@bias-ja",
                                                               [HENJI_TOLD_BIAS_EN] = "@bias-en",
                                                               [HENJI_TOLD_RULES] = "@rules" };
  HenjiLexicon *self = reader->lexicon;
  HenjiToldLearned learned = { { 0 } };
  g_autofree char *name = parse_weights (line, HENJI_N_TOLD, learned.weights, error);

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < HENJI_TOLD_FEATURES; i++)
    if (g_str_equal (name, no_phrases[i]))
      {
        g_array_index (self->told, HenjiToldLearned, i) = learned;
        return TRUE;
      }
  add_feature (self, name, HENJI_FIRST_TOLD + self->told->len);
  g_array_append_val (self->told, learned);

  return TRUE;
}

static gboolean
read_header (Reader *reader, const char *line, GError **error)
{
  g_autofree char *inside = NULL;
  const char *space;

  if (!g_str_has_suffix (line, "]"))
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("a section's name ends in “]”"));
      return FALSE;
    }

  inside = g_strndup (line + 1, strlen (line) - 2);
  space = strchr (inside, ' ');
  if (g_str_equal (inside, "spelling"))
    reader->section = SECTION_SPELLING;
  else if (g_str_equal (inside, "fuzzy"))
    reader->section = SECTION_FUZZY;
  else if (g_str_equal (inside, "priority"))
    reader->section = SECTION_PRIORITY;
  else if (g_str_equal (inside, "weights"))
    reader->section = SECTION_WEIGHTS;
  else if (g_str_equal (inside, "told weights"))
    reader->section = SECTION_TOLD_WEIGHTS;
  else if (g_str_equal (inside, "foreign"))
    reader->section = SECTION_FOREIGN;
  else if (g_str_has_prefix (inside, "class ") && space[1] != '\0')
    {
      reader->section = SECTION_CLASS;
      reader->class = ensure_class (reader->lexicon, space + 1);
    }
  else if (g_str_has_prefix (inside, "kind ") || g_str_has_prefix (inside, "subject "))
    {
      HenjiKind kind;

      reader->section = *inside == 'k' ? SECTION_KIND : SECTION_SUBJECT;
      if (!read_kind (space + 1, &kind, error))
        return FALSE;
      reader->finding = kind;
    }
  else if (g_str_has_prefix (inside, "told "))
    {
      HenjiTold told;

      reader->section = SECTION_TOLD;
      if (!henji_told_from_id (space + 1, &told))
        {
          g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                       _ ("“%s” is nothing that is told"), space + 1);
          return FALSE;
        }
      reader->finding = HENJI_N_KINDS + told;
    }
  else
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("there is no section “%s”"),
                   inside);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_line (Reader *reader, const char *line, GError **error)
{
  if (*line == '[')
    return read_header (reader, line, error);

  switch (reader->section)
    {
    case SECTION_CLASS:
      return add_phrases (reader->lexicon, reader->class, line, error);

    case SECTION_KIND:
    case SECTION_SUBJECT:
    case SECTION_TOLD:
      return read_rule (reader, line, error);

    case SECTION_SPELLING:
      return read_spelling (reader, line, error);

    case SECTION_FUZZY:
      return read_fuzzy (reader, line, error);

    case SECTION_PRIORITY:
      return read_priority (reader, line, error);

    case SECTION_FOREIGN:
      for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
        if (*p != ' ')
          g_hash_table_add (reader->lexicon->foreign, GUINT_TO_POINTER (g_utf8_get_char (p)));
      return TRUE;

    case SECTION_WEIGHTS:
      return read_weights (reader, line, error);

    case SECTION_TOLD_WEIGHTS:
      return read_told_weights (reader, line, error);

    case SECTION_NONE:
    default:
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("the line stands before the first section"));
      return FALSE;
    }
}

/* Ends the line at @p and says where the next one begins, %NULL after the last. */
static char *
cut_line (char *p, char **next)
{
  char *end = strchr (p, '\n');

  *next = end != NULL ? end + 1 : NULL;
  if (end != NULL)
    *end = '\0';

  return g_strchomp (p);
}

/* A rule may name a class that comes below it. */
static void
declare_classes (HenjiLexicon *self, const char *text)
{
  for (const char *p = text; p != NULL; p = strchr (p, '\n'))
    {
      gsize length;

      p += *p == '\n' ? 1 : 0;
      length = strcspn (p, "\r\n");
      if (length > 8 && g_str_has_prefix (p, "[class ") && p[length - 1] == ']')
        {
          g_autofree char *class = g_strndup (p + 7, length - 8);

          ensure_class (self, class);
        }
    }
}

gboolean
henji_lexicon_add (
    HenjiLexicon *self, const char *text, gsize length, const char *name, GError **error)
{
  Reader reader = { self, SECTION_NONE, 0, 0 };
  g_autofree char *copy = NULL;
  guint number = 1, last = 1;

  g_return_val_if_fail (self != NULL && !self->sealed, FALSE);
  g_return_val_if_fail (text != NULL && name != NULL, FALSE);

  if (memchr (text, '\0', length) != NULL || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8,
                   _ ("%s: the file is not UTF-8 text"), name);
      return FALSE;
    }

  copy = g_strndup (text, length);
  declare_classes (self, copy);
  for (char *p = copy, *next; p != NULL && *p != '\0'; p = next, number = last + 1)
    {
      g_autoptr (GString) joined = NULL;
      g_autoptr (GError) fault = NULL;
      char *line = cut_line (p, &next);

      for (last = number; next != NULL && (*next == ' ' || *next == '\t') && *line != '#'; last++)
        {
          char *more = g_strstrip (cut_line (next, &next));

          if (joined == NULL)
            joined = g_string_new (line);
          if (*more != '#')
            g_string_append_printf (joined, " %s", more);
        }
      if (*line == '#' || (*line == '\0' && joined == NULL))
        continue;
      if (!read_line (&reader, joined != NULL ? joined->str : line, &fault))
        {
          g_set_error (error, fault->domain, fault->code, _ ("%s, line %u: %s"), name, number,
                       fault->message);
          return FALSE;
        }
    }

  return TRUE;
}

void
henji_lexicon_seal (HenjiLexicon *self)
{
  g_return_if_fail (self != NULL && !self->sealed);

  self->sealed = TRUE;
}
