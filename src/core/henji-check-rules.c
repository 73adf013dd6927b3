/* henji-check-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the files of data/rules/; their format is described in data/rules/README.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-phrase.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PHRASE 4000         /* bytes */
#define TEXTS_AT_ONCE (1 << 18) /* bytes */

static const char *const class_names[HENJI_CHECK_N_CLASSES] = {
  [HENJI_CHECK_CLASS_CLAUSE] = "clause",
  [HENJI_CHECK_CLASS_CITING] = "citing",
  [HENJI_CHECK_CLASS_LABEL] = "label",
  [HENJI_CHECK_CLASS_FILL_IN] = "fill-in",
  [HENJI_CHECK_CLASS_PHONE_WORD] = "phone-word",
  [HENJI_CHECK_CLASS_NO_PHONE] = "no-phone",
  [HENJI_CHECK_CLASS_ALLOWED_PHONE] = "allowed-phone",
  [HENJI_CHECK_CLASS_OWN_CONTACT] = "own-contact",
  [HENJI_CHECK_CLASS_BUYER_CONTACT] = "buyer-contact",
  [HENJI_CHECK_CLASS_REFUND] = "refund",
  [HENJI_CHECK_CLASS_NOT_REFUNDED] = "not-refunded",
  [HENJI_CHECK_CLASS_CONTACT] = "contact",
  [HENJI_CHECK_CLASS_ADDING] = "adding",
  [HENJI_CHECK_CLASS_FULL] = "full",
  [HENJI_CHECK_CLASS_CHOICE] = "choice",
  [HENJI_CHECK_CLASS_ONCE_MORE] = "once-more",
  [HENJI_CHECK_CLASS_WORD_OTHER] = "word-other",
  [HENJI_CHECK_CLASS_DENIAL] = "denial",
  [HENJI_CHECK_CLASS_DEADLINE] = "deadline",
  [HENJI_CHECK_CLASS_PROMISE] = "promise",
  [HENJI_CHECK_CLASS_PAST] = "past",
  [HENJI_CHECK_CLASS_APOLOGY] = "apology",
  [HENJI_CHECK_CLASS_FAULT] = "fault",
  [HENJI_CHECK_CLASS_URGENT] = "urgent",
  [HENJI_CHECK_CLASS_WORD_JA] = "word-ja",
  [HENJI_CHECK_CLASS_WORD_EN] = "word-en",
  [HENJI_CHECK_CLASS_FURTHER_ORDER] = "further-order",
  [HENJI_CHECK_CLASS_TITLE] = "title",
};

static const char *const list_names[HENJI_N_LISTS] = {
  [HENJI_LIST_HOSTS] = "hosts",           [HENJI_LIST_TOP_LEVELS] = "top-levels",
  [HENJI_LIST_TYPES] = "types",           [HENJI_LIST_FACES] = "faces",
  [HENJI_LIST_FACE_PARTS] = "face-parts", [HENJI_LIST_FACE_FILL] = "face-fill",
  [HENJI_LIST_ORNAMENTS] = "ornaments",   [HENJI_LIST_TITLE_MARKS] = "title-marks",
  [HENJI_LIST_NICKNAMES] = "nicknames",   [HENJI_LIST_PHONES] = "phones",
};

/* A phrase as the file has it, with its alternatives. */
typedef struct
{
  const char *text; /* among the checker's texts */
  guint32 value;    /* class and HENJI_CHECK_NOT */
} Phrase;

typedef enum
{
  SECTION_NONE,
  SECTION_CLASS,
  SECTION_LIST,
  SECTION_RULE,
  SECTION_LEARNED_RULES,
  SECTION_LEARNED_WEIGHTS,
} Section;

typedef struct
{
  HenjiChecker *checker;
  Section section;
  guint32 value;        /* of SECTION_CLASS */
  HenjiCheckList list;  /* of SECTION_LIST */
  HenjiCheckRule *rule; /* of SECTION_RULE; belongs to the checker */
  GPtrArray *words[HENJI_N_LISTS];
} Reader;

static void
rule_free (HenjiCheckRule *rule)
{
  g_free (rule->id);
  g_free (rule->ja);
  g_free (rule->en);
  g_free (rule->source);
  g_free (rule->checked);
  g_strfreev (rule->yields);
  g_array_unref (rule->unless);
  g_array_unref (rule->doubt);
  g_array_unref (rule->plain);
  g_free (rule);
}

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, sentence);

  return FALSE;
}

static gboolean
fail_with (GError **error, const char *sentence, const char *text)
{
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, sentence, text);

  return FALSE;
}

static gboolean
ensure_class (HenjiChecker *self, const char *name, guint32 *class, GError **error)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->classes, name));

  if (known != 0)
    {
      *class = known - 1;
      return TRUE;
    }
  if (self->class_names->len == HENJI_CHECK_MAX_CLASSES)
    return fail (error, _ ("there are too many classes"));

  *class = self->class_names->len;
  g_ptr_array_add (self->class_names, g_strdup (name));
  g_hash_table_insert (self->classes, self->class_names->pdata[*class],
                       GUINT_TO_POINTER (*class + 1));

  return TRUE;
}

HenjiChecker *
henji_checker_new (void)
{
  HenjiChecker *self = g_new0 (HenjiChecker, 1);
  guint32 class;

  g_atomic_ref_count_init (&self->refs);
  self->class_names = g_ptr_array_new_with_free_func (g_free);
  self->classes = g_hash_table_new (g_str_hash, g_str_equal);
  self->phrases = g_array_new (FALSE, FALSE, sizeof (Phrase));
  self->texts = g_string_chunk_new (TEXTS_AT_ONCE);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->patterns = g_array_new (FALSE, TRUE, sizeof (HenjiCheckPattern));
  self->words = henji_trie_new ();
  henji_learned_init (&self->learned);
  for (guint i = 0; i < HENJI_N_LISTS; i++)
    self->lists[i] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HENJI_CHECK_N_CLASSES; i++)
    ensure_class (self, class_names[i], &class, NULL);

  return self;
}

HenjiChecker *
henji_checker_ref (HenjiChecker *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
henji_checker_unref (HenjiChecker *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->classes);
  g_ptr_array_unref (self->class_names);
  g_clear_pointer (&self->phrases, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_ptr_array_unref (self->rules);
  g_array_unref (self->patterns);
  henji_trie_free (self->words);
  henji_learned_clear (&self->learned);
  for (guint i = 0; i < HENJI_N_LISTS; i++)
    g_ptr_array_unref (self->lists[i]);
  g_free (self);
}

/* Only checks them: they are expanded when the checker is sealed. */
static gboolean
add_phrases (HenjiChecker *self, guint32 value, const char *list, GError **error)
{
  g_auto (GStrv) entries = g_strsplit (list, ",", -1);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      const char *text = g_strstrip (entries[i]);
      Phrase phrase = { NULL, value };

      if (*text == '\0')
        continue;
      if (strlen (text) > MAX_PHRASE)
        return fail (error, _ ("a phrase is too long"));
      if (!henji_phrase_check (text, error))
        return FALSE;
      phrase.text = g_string_chunk_insert (self->texts, text);
      g_array_append_val (self->phrases, phrase);
    }

  return TRUE;
}

/* Reads one operand: `@class|@class`, or a list of phrases. */
static gboolean
read_operand (HenjiChecker *self, const char *text, HenjiCheckCondition *out, GError **error)
{
  g_autofree char *operand = g_strstrip (g_strdup (text));
  g_auto (GStrv) names = NULL;
  guint32 class;

  if (*operand == '\0')
    return fail (error, _ ("a condition is empty"));
  if (*operand != '@')
    {
      g_autofree char *name = g_strconcat ("\"", operand, NULL); /* never a class's own name */
      gboolean known = g_hash_table_contains (self->classes, name);

      if (!ensure_class (self, name, &class, error))
        return FALSE;
      henji_class_set_add (&out->classes, class);
      return known || add_phrases (self, class, operand, error);
    }

  names = g_strsplit (operand, "|", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      guint known
          = *name == '@' ? GPOINTER_TO_UINT (g_hash_table_lookup (self->classes, name + 1)) : 0;

      if (known == 0)
        return fail_with (error, _ ("there is no class “%s”"), *name == '@' ? name + 1 : name);
      henji_class_set_add (&out->classes, known - 1);
    }

  return TRUE;
}

/* The sign at @p with the blanks around it; its length, 0 when there is none. */
static gsize
read_sign (const char *p, HenjiCheckCondition *condition)
{
  static const struct
  {
    const char *sign;
    HenjiCheckScope scope;
  } signs[] = {
    { ">>", HENJI_CHECK_NEXT }, { "&&", HENJI_CHECK_MESSAGE }, { ">", HENJI_CHECK_AFTER },
    { "&", HENJI_CHECK_NEAR },  { "~", HENJI_CHECK_SENTENCE }, { "+", HENJI_CHECK_CLAUSE },
  };
  gboolean absent = p[0] == ' ' && p[1] == '!';

  if (*p != ' ')
    return 0;
  p += 1 + absent;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      gsize length = strlen (signs[i].sign);

      if (strncmp (p, signs[i].sign, length) != 0 || p[length] != ' ' || (absent && (*p == '>')))
        continue;
      condition->scope = signs[i].scope;
      condition->absent = absent;
      return length + 2 + absent;
    }

  return 0;
}

/* @text begins with an operand, or with a sign when @relative. */
static gboolean
read_pattern (HenjiChecker *self,
              const char *text,
              gboolean relative,
              HenjiCheckPattern *pattern,
              GError **error)
{
  g_autofree char *line = g_strdup_printf (" %s", text);
  const char *p = line;

  while (p != NULL)
    {
      HenjiCheckCondition *condition = &pattern->conditions[pattern->n];
      g_autofree char *operand = NULL;
      const char *next;
      gsize length = 0;

      if (pattern->n == HENJI_CHECK_MAX_CONDITIONS)
        return fail (error, _ ("a rule has too many conditions"));
      if (pattern->n > 0 || relative)
        {
          length = read_sign (p, condition);
          if (length == 0)
            return fail (error, _ ("what excepts begins with ~, +, & or &&"));
          p += length;
        }
      for (next = p; *next != '\0'; next++)
        {
          HenjiCheckCondition ignored;

          if (read_sign (next, &ignored) > 0)
            break;
        }
      operand = g_strndup (p, (gsize) (next - p));
      if (!read_operand (self, operand, condition, error))
        return FALSE;
      pattern->n++;
      p = *next != '\0' ? next : NULL;
    }

  return TRUE;
}

/* --- one line -----------------------------------------------------------------------------------
 */

static gboolean
read_choice (const char *value, const char *yes, const char *no, gboolean *out, GError **error)
{
  *out = g_str_equal (value, yes);
  if (*out || g_str_equal (value, no))
    return TRUE;

  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("“%s” is neither “%s” nor “%s”"),
               value, yes, no);

  return FALSE;
}

static gboolean
read_rule_line (Reader *reader, const char *line, GError **error)
{
  HenjiCheckRule *rule = reader->rule;
  HenjiCheckPattern pattern = { .rule = reader->checker->rules->len - 1 };
  const char *space = strchr (line, ' ');
  g_autofree char *key = space != NULL ? g_strndup (line, (gsize) (space - line)) : NULL;
  const char *value = space != NULL ? space + 1 : "";
  const struct
  {
    const char *key;
    char **text;
  } texts[] = {
    { "ja", &rule->ja },
    { "en", &rule->en },
    { "source", &rule->source },
    { "checked", &rule->checked },
  };
  GArray *others;
  gboolean yes;

  if (key == NULL)
    return fail_with (error, _ ("“%s” has no value"), line);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (key, texts[i].key))
      {
        g_free (*texts[i].text);
        *texts[i].text = g_strdup (value);
        return *texts[i].key != 'c' || henji_date_is_valid (value)
               || fail_with (error, _ ("“%s” is no date"), value);
      }
  if (g_str_equal (key, "yields"))
    {
      g_strfreev (rule->yields);
      rule->yields = g_strsplit (value, " ", -1);
      return TRUE;
    }
  if (g_str_equal (key, "severity"))
    {
      if (g_str_equal (value, "doubt"))
        rule->severity = HENJI_SEVERITY_DOUBT;
      else if (read_choice (value, "blocking", "warning", &yes, error))
        rule->severity = yes ? HENJI_SEVERITY_BLOCKING : HENJI_SEVERITY_WARNING;
      else
        return FALSE;
      return TRUE;
    }
  if (g_str_equal (key, "verified"))
    return read_choice (value, "yes", "no", &rule->verified, error);
  if (g_str_equal (key, "to"))
    return read_choice (value, "anybody", "buyer", &rule->support, error);
  if (g_str_equal (key, "remedy"))
    return read_choice (value, "sentence", "none", &rule->remedy, error);
  if (g_str_equal (key, "when"))
    {
      if (!read_pattern (reader->checker, value, FALSE, &pattern, error))
        return FALSE;
      g_array_append_val (reader->checker->patterns, pattern);
      return TRUE;
    }
  others = g_str_equal (key, "unless")  ? rule->unless
           : g_str_equal (key, "doubt") ? rule->doubt
           : g_str_equal (key, "plain") ? rule->plain
                                        : NULL;
  if (others != NULL)
    {
      if (!read_pattern (reader->checker, value, TRUE, &pattern, error))
        return FALSE;
      g_array_append_val (others, pattern);
      return TRUE;
    }

  return fail_with (error, _ ("a rule has no “%s”"), key);
}

static gboolean
open_rule (Reader *reader, const char *id, GError **error)
{
  HenjiCheckRule *rule;

  for (guint i = 0; i < reader->checker->rules->len; i++)
    if (g_str_equal (((HenjiCheckRule *) reader->checker->rules->pdata[i])->id, id))
      return fail_with (error, _ ("the rule “%s” stands twice"), id);

  rule = g_new0 (HenjiCheckRule, 1);
  rule->id = g_strdup (id);
  rule->severity = HENJI_SEVERITY_BLOCKING;
  rule->unless = g_array_new (FALSE, TRUE, sizeof (HenjiCheckPattern));
  rule->doubt = g_array_new (FALSE, TRUE, sizeof (HenjiCheckPattern));
  rule->plain = g_array_new (FALSE, TRUE, sizeof (HenjiCheckPattern));
  g_ptr_array_add (reader->checker->rules, rule);
  reader->section = SECTION_RULE;
  reader->rule = rule;

  return TRUE;
}

/* A rule is of use only when it explains itself. */
static gboolean
close_rule (Reader *reader, GError **error)
{
  const HenjiCheckRule *rule = reader->rule;

  if (rule == NULL)
    return TRUE;
  reader->rule = NULL;
  if (rule->ja == NULL || rule->en == NULL || rule->checked == NULL)
    return fail_with (error, _ ("the rule “%s” lacks its ja, en or checked"), rule->id);

  return TRUE;
}

static gboolean
read_header (Reader *reader, const char *line, GError **error)
{
  g_autofree char *inside = NULL;
  const char *space;
  gboolean is_not;

  if (!close_rule (reader, error))
    return FALSE;
  if (!g_str_has_suffix (line, "]"))
    return fail (error, _ ("a section's name ends in “]”"));

  inside = g_strndup (line + 1, strlen (line) - 2);
  space = strchr (inside, ' ');
  if (space == NULL || space[1] == '\0')
    return fail_with (error, _ ("there is no section “%s”"), inside);

  is_not = g_str_has_prefix (inside, "not ");
  if (is_not || g_str_has_prefix (inside, "class "))
    {
      reader->section = SECTION_CLASS;
      if (!ensure_class (reader->checker, space + 1, &reader->value, error))
        return FALSE;
      reader->value |= is_not ? HENJI_CHECK_NOT : 0;
      return TRUE;
    }
  if (g_str_has_prefix (inside, "rule "))
    return open_rule (reader, space + 1, error);
  if (g_str_equal (inside, "learned rules") || g_str_equal (inside, "learned weights"))
    {
      reader->section = inside[8] == 'r' ? SECTION_LEARNED_RULES : SECTION_LEARNED_WEIGHTS;
      return TRUE;
    }
  if (g_str_has_prefix (inside, "list "))
    for (guint i = 0; i < HENJI_N_LISTS; i++)
      if (g_str_equal (space + 1, list_names[i]))
        {
          reader->section = SECTION_LIST;
          reader->list = (HenjiCheckList) i;
          return TRUE;
        }

  return fail_with (error, _ ("there is no section “%s”"), inside);
}

static gboolean
read_line (Reader *reader, const char *line, GError **error)
{
  g_auto (GStrv) words = NULL;

  if (*line == '[')
    return read_header (reader, line, error);

  switch (reader->section)
    {
    case SECTION_CLASS:
      return add_phrases (reader->checker, reader->value, line, error);

    case SECTION_RULE:
      return read_rule_line (reader, line, error);

    case SECTION_LIST:
      words = g_strsplit (line, " ", -1);
      for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
          g_ptr_array_add (reader->words[reader->list], g_strdup (words[i]));
      return TRUE;

    case SECTION_LEARNED_RULES:
      return henji_learned_read_rule (&reader->checker->learned, line)
             || fail_with (error, _ ("“%s” is no learned rule"), line);

    case SECTION_LEARNED_WEIGHTS:
      return henji_learned_read_weight (&reader->checker->learned, line)
             || fail_with (error, _ ("“%s” is no learned weight"), line);

    case SECTION_NONE:
    default:
      return fail (error, _ ("the line stands before the first section"));
    }
}

/* --- the file -----------------------------------------------------------------------------------
 */

/* A rule may name a class that comes below it. */
static gboolean
declare_classes (HenjiChecker *self, char **lines, GError **error)
{
  guint32 class;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "[class ") && g_str_has_suffix (lines[i], "]"))
      {
        g_autofree char *name = g_strndup (lines[i] + 7, strlen (lines[i]) - 8);

        if (*name != '\0' && !ensure_class (self, name, &class, error))
          return FALSE;
      }

  return TRUE;
}

static gboolean
read_lines (Reader *reader, char **lines, const char *name, GError **error)
{
  g_autoptr (GError) fault = NULL;
  guint number = 0;

  if (!declare_classes (reader->checker, lines, &fault))
    g_assert (fault != NULL);
  for (guint i = 0; fault == NULL && lines[i] != NULL;)
    {
      g_autoptr (GString) line = g_string_new (g_strchomp (lines[i]));

      number = ++i;
      for (; *line->str != '#' && lines[i] != NULL && (*lines[i] == ' ' || *lines[i] == '\t'); i++)
        if (*g_strstrip (lines[i]) != '#')
          g_string_append_printf (line, " %s", lines[i]);
      if (*line->str != '#' && *line->str != '\0')
        read_line (reader, line->str, &fault);
    }
  if (fault == NULL)
    close_rule (reader, &fault);
  if (fault == NULL)
    return TRUE;

  g_set_error (error, fault->domain, fault->code, _ ("%s, line %u: %s"), name, number,
               fault->message);

  return FALSE;
}

gboolean
henji_checker_add (
    HenjiChecker *self, const char *text, gsize length, const char *name, GError **error)
{
  Reader reader = { .checker = self };
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_rules, n_classes, n_patterns, n_phrases, n_learned, n_weights;
  gboolean sound;

  g_return_val_if_fail (self != NULL && !self->sealed, FALSE);
  g_return_val_if_fail (text != NULL && name != NULL, FALSE);

  if (memchr (text, '\0', length) != NULL || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8,
                   _ ("%s: the file is not UTF-8 text"), name);
      return FALSE;
    }

  n_rules = self->rules->len;
  n_classes = self->class_names->len;
  n_patterns = self->patterns->len;
  n_phrases = self->phrases->len;
  n_learned = self->learned.rules->len;
  n_weights = self->learned.weights->len;
  for (guint i = 0; i < HENJI_N_LISTS; i++)
    reader.words[i] = g_ptr_array_new_with_free_func (g_free);
  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", -1);

  sound = read_lines (&reader, lines, name, error);
  if (!sound)
    {
      g_ptr_array_set_size (self->rules, (int) n_rules);
      g_array_set_size (self->patterns, n_patterns);
      g_array_set_size (self->phrases, n_phrases);
      g_array_set_size (self->learned.rules, n_learned);
      g_array_set_size (self->learned.weights, n_weights);
      /* A class of words written in a rule stands for its phrases: both go, or the same words in
       * the next file would be taken for known. */
      for (guint i = n_classes; i < self->class_names->len; i++)
        g_hash_table_remove (self->classes, self->class_names->pdata[i]);
      g_ptr_array_set_size (self->class_names, (int) n_classes);
    }
  for (guint i = 0; i < HENJI_N_LISTS; i++)
    {
      for (guint k = 0; sound && k < reader.words[i]->len; k++)
        g_ptr_array_add (self->lists[i], g_strdup (reader.words[i]->pdata[k]));
      g_ptr_array_unref (reader.words[i]);
    }

  return sound;
}

/* Letters, all of them capitals, and at least two? */
static gboolean
is_capitals (const char *phrase)
{
  guint n = 0;

  for (const char *p = phrase; *p != '\0'; p++)
    {
      if (g_ascii_islower (*p))
        return FALSE;
      n += g_ascii_isupper (*p) ? 1 : 0;
    }

  return n >= 2;
}

static void
build_phrase (HenjiChecker *self, const char *phrase, guint32 value)
{
  g_autofree char *squeezed = henji_phrase_squeeze (phrase);
  gsize length = strlen (squeezed);
  gboolean prefix = length > 0 && squeezed[length - 1] == '*';
  HenjiCheckText text;

  henji_check_text_init (&text, NULL, squeezed, prefix ? length - 1 : length);
  if (text.n > 0)
    henji_trie_add (self->words, text.c, text.n,
                    value | (is_capitals (squeezed) ? HENJI_CHECK_CAPS : 0), prefix);
  henji_check_text_clear (&text);
}

void
henji_checker_seal (HenjiChecker *self)
{
  g_return_if_fail (self != NULL && !self->sealed);

  for (guint i = 0; i < self->phrases->len; i++)
    {
      const Phrase *phrase = &g_array_index (self->phrases, Phrase, i);
      g_autoptr (GPtrArray) expanded = g_ptr_array_new_with_free_func (g_free);

      henji_phrase_expand (phrase->text, expanded);
      for (guint k = 0; k < expanded->len; k++)
        build_phrase (self, expanded->pdata[k], phrase->value);
    }
  henji_trie_freeze (self->words);
  henji_learned_seal (&self->learned, self->class_names);
  g_clear_pointer (&self->phrases, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  self->sealed = TRUE;
}
