/* told-mails.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "told-mails.h"

#include <string.h>

/* The files named so are labelled with these alone. */
#define WANTS                                                                                      \
  (1u << HENJI_TOLD_WANTS_REFUND | 1u << HENJI_TOLD_WANTS_REPLACEMENT                              \
   | 1u << HENJI_TOLD_LOOKED_AROUND)

static void
read_labels (const char *line, ToldMail *mail)
{
  g_auto (GStrv) words = g_strsplit (line + 1, " ", -1);

  mail->told = mail->may = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *id = words[i] + (*words[i] == '?');
      HenjiTold label;

      if (*id == '\0')
        continue;
      if (!henji_told_from_id (id, &label))
        g_error ("“%s”: nobody can tell “%s”", line, id);
      *(*words[i] == '?' ? &mail->may : &mail->told) |= 1u << label;
    }
}

void
told_mails_read (const char *path, ToldMailFunc func, gpointer data)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  g_autofree char *where = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  ToldMail mail = { .known = strstr (name, "wants") != NULL ? WANTS : G_MAXUINT32 };

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0;; i++)
    if (lines[i] == NULL || *lines[i] == '@')
      {
        mail.where = where;
        mail.body = body->str;
        if (body->len > 0)
          func (&mail, data);
        if (lines[i] == NULL)
          break;
        read_labels (lines[i], &mail);
        g_free (where);
        where = g_strdup_printf ("%s:%u", name, i + 1);
        g_string_truncate (body, 0);
      }
    else if (where != NULL)
      g_string_append_printf (body, "%s\n", lines[i]);
}
