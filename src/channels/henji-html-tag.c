/* henji-html-tag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-html"

#include "config.h"

#include "henji-html.h"
#include "henji-html-private.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ATTRIBUTES 4096 /* bytes of one tag that are looked at for attributes */

typedef struct
{
  const char *name;
  HenjiHtmlTag kind;
} Tag;

/* In the order of strcmp(). */
static const Tag tags[] = {
  { "a", HENJI_TAG_LINK },           { "address", HENJI_TAG_LINE },
  { "area", HENJI_TAG_VOID },        { "article", HENJI_TAG_LINE },
  { "aside", HENJI_TAG_LINE },       { "base", HENJI_TAG_VOID },
  { "blockquote", HENJI_TAG_QUOTE }, { "body", HENJI_TAG_LINE },
  { "br", HENJI_TAG_BREAK },         { "caption", HENJI_TAG_LINE },
  { "center", HENJI_TAG_LINE },      { "col", HENJI_TAG_VOID },
  { "dd", HENJI_TAG_LINE },          { "div", HENJI_TAG_LINE },
  { "dl", HENJI_TAG_LINE },          { "dt", HENJI_TAG_LINE },
  { "embed", HENJI_TAG_VOID },       { "fieldset", HENJI_TAG_LINE },
  { "figure", HENJI_TAG_LINE },      { "footer", HENJI_TAG_LINE },
  { "form", HENJI_TAG_LINE },        { "h1", HENJI_TAG_PARAGRAPH },
  { "h2", HENJI_TAG_PARAGRAPH },     { "h3", HENJI_TAG_PARAGRAPH },
  { "h4", HENJI_TAG_PARAGRAPH },     { "h5", HENJI_TAG_PARAGRAPH },
  { "h6", HENJI_TAG_PARAGRAPH },     { "head", HENJI_TAG_DROP },
  { "header", HENJI_TAG_LINE },      { "hr", HENJI_TAG_RULE },
  { "html", HENJI_TAG_LINE },        { "img", HENJI_TAG_IMAGE },
  { "input", HENJI_TAG_VOID },       { "legend", HENJI_TAG_LINE },
  { "li", HENJI_TAG_ITEM },          { "link", HENJI_TAG_VOID },
  { "main", HENJI_TAG_LINE },        { "meta", HENJI_TAG_VOID },
  { "nav", HENJI_TAG_LINE },         { "ol", HENJI_TAG_NUMBERED },
  { "option", HENJI_TAG_LINE },      { "p", HENJI_TAG_PARAGRAPH },
  { "param", HENJI_TAG_VOID },       { "pre", HENJI_TAG_PRE },
  { "script", HENJI_TAG_RAW },       { "section", HENJI_TAG_LINE },
  { "source", HENJI_TAG_VOID },      { "style", HENJI_TAG_RAW },
  { "summary", HENJI_TAG_LINE },     { "svg", HENJI_TAG_DROP },
  { "table", HENJI_TAG_LINE },       { "tbody", HENJI_TAG_LINE },
  { "td", HENJI_TAG_INLINE_SPACE },  { "template", HENJI_TAG_DROP },
  { "tfoot", HENJI_TAG_LINE },       { "th", HENJI_TAG_INLINE_SPACE },
  { "thead", HENJI_TAG_LINE },       { "title", HENJI_TAG_RAW },
  { "tr", HENJI_TAG_LINE },          { "track", HENJI_TAG_VOID },
  { "ul", HENJI_TAG_LIST },          { "wbr", HENJI_TAG_VOID },
};

static int
compare_tag (const void *key, const void *tag)
{
  return strcmp (key, ((const Tag *) tag)->name);
}

HenjiHtmlTag
henji_html_kind (const char *name)
{
  const Tag *tag = bsearch (name, tags, G_N_ELEMENTS (tags), sizeof (Tag), compare_tag);

  return tag != NULL ? tag->kind : HENJI_TAG_OTHER;
}

char *
henji_html_attribute (const char *p, const char *end, const char *name)
{
  gsize n = strlen (name);

  end = MIN (end, p + MAX_ATTRIBUTES);
  while (p < end)
    {
      const char *key, *value, *value_end;
      gsize key_length;
      GString *out;

      while (p < end && (g_ascii_isspace (*p) || *p == '/'))
        p++;
      key = p;
      while (p < end && !g_ascii_isspace (*p) && *p != '=' && *p != '/')
        p++;
      key_length = p - key;
      while (p < end && g_ascii_isspace (*p))
        p++;
      value = value_end = p;
      if (p < end && *p == '=')
        {
          p++;
          while (p < end && g_ascii_isspace (*p))
            p++;
          if (p < end && (*p == '"' || *p == '\''))
            {
              char quote = *p++;

              value = p;
              while (p < end && *p != quote)
                p++;
              value_end = p;
              if (p < end)
                p++;
            }
          else
            {
              value = p;
              while (p < end && !g_ascii_isspace (*p))
                p++;
              value_end = p;
            }
        }
      else if (key_length == 0 && p < end)
        p++;
      if (key_length != n || g_ascii_strncasecmp (key, name, n) != 0)
        continue;

      out = g_string_sized_new (value_end - value + 1);
      while (value < value_end)
        {
          gsize length = 1;
          gunichar c = *value == '&' ? henji_html_entity (value, value_end - value, &length) : 0;

          if (c != 0)
            g_string_append_unichar (out, c);
          else
            g_string_append_len (out, value, length = 1);
          value += length;
        }
      return g_string_free (out, FALSE);
    }

  return NULL;
}

static gboolean
style_hides (const char *style)
{
  static const char *const hiding[] = {
    "display:none",  "visibility:hidden", "mso-hide:all",   "font-size:0;",
    "font-size:0px", "max-height:0;",     "max-height:0px", "opacity:0;",
  };
  g_autofree char *tight = g_malloc (strlen (style) + 2);
  gsize n = 0;

  for (const char *p = style; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      tight[n++] = g_ascii_tolower (*p);
  tight[n++] = ';';
  tight[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (hiding); i++)
    if (strstr (tight, hiding[i]) != NULL)
      return TRUE;

  return FALSE;
}

gboolean
henji_html_is_hidden (const char *inside, const char *end)
{
  g_autofree char *style = henji_html_attribute (inside, end, "style");
  g_autofree char *class = NULL;
  g_autofree char *hidden = NULL;

  if (style != NULL && style_hides (style))
    return TRUE;
  hidden = henji_html_attribute (inside, end, "hidden");
  if (hidden != NULL)
    return TRUE;
  class = henji_html_attribute (inside, end, "class");
  if (class != NULL)
    {
      g_autofree char *lower = g_ascii_strdown (class, -1);

      return strstr (lower, "preheader") != NULL;
    }

  return FALSE;
}

gboolean
henji_html_is_quoting (const char *inside, const char *end)
{
  static const char *const classes[] = { "gmail_quote", "yahoo_quoted", "moz-cite-prefix-quote" };
  g_autofree char *class = henji_html_attribute (inside, end, "class");

  for (guint i = 0; class != NULL && i < G_N_ELEMENTS (classes); i++)
    if (strstr (class, classes[i]) != NULL && strstr (class, "gmail_quote_container") == NULL)
      return TRUE;

  return FALSE;
}

char *
henji_html_host (const char *href)
{
  const char *p = href;
  const char *end;
  g_autofree char *host = NULL;
  char *ascii;

  while (g_ascii_isspace (*p))
    p++;
  if (g_ascii_strncasecmp (p, "http://", 7) == 0)
    p += 7;
  else if (g_ascii_strncasecmp (p, "https://", 8) == 0)
    p += 8;
  else
    return NULL;
  end = p + strcspn (p, "/?#\\ \t\r\n");
  for (const char *q = p; q < end; q++)
    if (*q == '@')
      p = q + 1;
  host = g_strndup (p, MIN (end - p, 255));
  if (*host == '\0' || !g_utf8_validate (host, -1, NULL))
    return NULL;
  if (host[0] != '[' && strchr (host, ':') != NULL)
    *strchr (host, ':') = '\0';
  /* Letters that look like others show as what they are. */
  ascii = g_hostname_to_ascii (host);

  return ascii != NULL ? ascii : g_strdup ("?");
}

gboolean
henji_html_shows_host (const char *text, const char *host)
{
  g_autofree char *lower = g_ascii_strdown (text, MIN (strlen (text), 2000));
  g_autofree char *name = g_ascii_strdown (host, -1);
  const char *p = lower;
  gsize n;

  while (g_ascii_isspace (*p))
    p++;
  if (g_str_has_prefix (p, "http://"))
    p += 7;
  else if (g_str_has_prefix (p, "https://"))
    p += 8;
  n = strcspn (p, "/?#\\ \t\n");
  if (memchr (p, '@', n) != NULL)
    return FALSE;
  if (strlen (name) == n && strncmp (p, name, n) == 0)
    return TRUE;

  return g_str_has_prefix (name, "www.") && strlen (name) == n + 4 && strncmp (p, name + 4, n) == 0;
}
