/* henji-texts-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-texts-file"

#include "config.h"

#include "henji-texts-file.h"

#include "henji-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROOT "henji-texts"
#define MAX_FILE (8 * 1024 * 1024)
#define MAX_TEXTS 2000

char *
henji_texts_file_write (const GPtrArray *manuscripts, GError **error)
{
  g_autoptr (GString) out
      = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" ROOT " version=\"1\">\n");

  g_return_val_if_fail (manuscripts != NULL, NULL);

  for (guint i = 0; i < manuscripts->len; i++)
    {
      g_autofree char *xml = henji_manuscript_to_xml (manuscripts->pdata[i], NULL, error);

      if (xml == NULL)
        return NULL;
      g_string_append (out, xml);
    }
  g_string_append (out, "</" ROOT ">\n");

  return g_strdup (out->str);
}

/* ---- Reading: each text is written out again by itself, every tag on the line where it stood --
 */

typedef struct
{
  const char *name;
  GPtrArray *items;
  GString *text; /* (nullable): the text that is open */
  char *id;      /* its id, nullable */
  int lines;     /* line breaks in @text */
  int tag_line;  /* where the parser is at the end of a tag that is not closed yet, or 0 */
  gboolean begun;
} Reader;

static void
item_free (HenjiTextsItem *item)
{
  henji_manuscript_free (item->manuscript);
  g_free (item->id);
  g_free (item->reason);
  g_free (item);
}

static void
append (Reader *reader, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    reader->lines += text[i] == '\n';
  g_string_append_len (reader->text, text, (gssize) length);
}

/* Ends a start tag. The parser counts a line break as soon as it stands before it. Inside of the
 * tag a line break is nothing. */
static void
close_tag (Reader *reader, gboolean line_ends)
{
  if (reader->tag_line == 0)
    return;
  while (reader->lines < reader->tag_line - (line_ends ? 2 : 1))
    append (reader, "\n", 1);
  g_string_append_c (reader->text, '>');
  reader->tag_line = 0;
}

static void
start_element (GMarkupParseContext *markup,
               const char *element,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  Reader *reader = data;
  guint depth = g_slist_length ((GSList *) g_markup_parse_context_get_element_stack (markup));

  if ((depth == 1) != (strcmp (element, ROOT) == 0) || (depth == 1 && reader->begun) || depth > 40)
    {
      henji_template_fail (error, _ ("<%s> cannot stand here"), element);
      return;
    }
  reader->begun = TRUE;
  if (depth == 1)
    return;
  if (depth == 2)
    {
      if (reader->items->len >= MAX_TEXTS)
        {
          henji_template_fail (error, _ ("The file has more than %d texts"), MAX_TEXTS);
          return;
        }
      reader->text = g_string_new (NULL);
      reader->lines = 0;
    }

  close_tag (reader, FALSE);
  g_string_append_printf (reader->text, "<%s", element);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = g_markup_escape_text (values[i], -1);

      g_string_append_printf (reader->text, " %s=\"%s\"", names[i], value);
      if (depth == 2 && strcmp (names[i], "id") == 0)
        {
          g_free (reader->id);
          reader->id = g_strdup (values[i]);
        }
    }
  g_markup_parse_context_get_position (markup, &reader->tag_line, NULL);
}

static void
end_element (GMarkupParseContext *markup, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;
  guint depth = g_slist_length ((GSList *) g_markup_parse_context_get_element_stack (markup));
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiTextsItem *item;

  if (depth == 1)
    return;
  close_tag (reader, FALSE);
  g_string_append_printf (reader->text, "</%s>", element);
  if (depth > 2)
    return;

  item = g_new0 (HenjiTextsItem, 1);
  item->id = g_steal_pointer (&reader->id);
  template
      = henji_template_parse_own (NULL, reader->text->str, reader->text->len, reader->name, &fault);
  if (template == NULL)
    item->reason = g_strdup (fault->message);
  else
    item->manuscript = henji_manuscript_from_template (template);
  g_ptr_array_add (reader->items, item);
  g_string_free (g_steal_pointer (&reader->text), TRUE);
}

static void
text (GMarkupParseContext *markup, const char *content, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;
  g_autofree char *escaped = NULL;

  if (reader->text != NULL)
    {
      close_tag (reader, length > 0 && *content == '\n');
      escaped = g_markup_escape_text (content, (gssize) length);
      append (reader, escaped, strlen (escaped));
    }
}

GPtrArray *
henji_texts_file_read (const char *data, gsize length, const char *name, GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, text, NULL, NULL };
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  g_autoptr (GMarkupParseContext) markup = NULL;
  g_autoptr (GError) fault = NULL;
  Reader reader = { .name = name, .items = items };
  int line;
  gboolean read;

  g_return_val_if_fail (data != NULL && name != NULL, NULL);

  if (length > MAX_FILE)
    {
      henji_template_fail (error, _ ("%s is too large for a file of texts"), name);
      return NULL;
    }

  markup = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  read = g_markup_parse_context_parse (markup, data, (gssize) length, &fault)
         && g_markup_parse_context_end_parse (markup, &fault);
  g_markup_parse_context_get_position (markup, &line, NULL);
  if (reader.text != NULL)
    g_string_free (reader.text, TRUE);
  g_free (reader.id);
  if (read && !reader.begun)
    henji_template_fail (&fault, _ ("There is no text in the file"));
  if (fault != NULL)
    {
      henji_template_fail (error, "%s:%d: %s", name, line, fault->message);
      return NULL;
    }

  return g_steal_pointer (&items);
}
