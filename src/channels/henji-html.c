/* henji-html.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page as text, in one pass over its bytes. No tree is built: a stack of open elements, of bounded
 * depth, says what is hidden, quoted or set as it stands.
 */
#define G_LOG_DOMAIN "henji-html"

#include "config.h"

#include "henji-html.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_OPEN 100
#define MAX_SOURCE (8 * 1024 * 1024)
#define MAX_TAG (64 * 1024)
#define MAX_ATTRIBUTES 4096 /* bytes of one tag that are looked at for attributes */
#define MAX_QUOTE 8

typedef enum
{
  TAG_OTHER,
  TAG_INLINE_SPACE, /* cells of a row */
  TAG_LINE,         /* begins and ends a line */
  TAG_PARAGRAPH,    /* the same with a blank line */
  TAG_BREAK,
  TAG_RULE,
  TAG_ITEM,
  TAG_LIST,
  TAG_NUMBERED,
  TAG_QUOTE,
  TAG_PRE,
  TAG_LINK,
  TAG_IMAGE,
  TAG_RAW, /* script, style: text up to its own end tag is none */
  TAG_DROP,
  TAG_VOID,
} TagKind;

typedef struct
{
  const char *name;
  TagKind kind;
} Tag;

/* In the order of strcmp(). */
static const Tag tags[] = {
  { "a", TAG_LINK },          { "address", TAG_LINE },   { "area", TAG_VOID },
  { "article", TAG_LINE },    { "aside", TAG_LINE },     { "base", TAG_VOID },
  { "blockquote", TAG_QUOTE }, { "body", TAG_LINE },     { "br", TAG_BREAK },
  { "caption", TAG_LINE },    { "center", TAG_LINE },    { "col", TAG_VOID },
  { "dd", TAG_LINE },         { "div", TAG_LINE },       { "dl", TAG_LINE },
  { "dt", TAG_LINE },         { "embed", TAG_VOID },     { "fieldset", TAG_LINE },
  { "figure", TAG_LINE },     { "footer", TAG_LINE },    { "form", TAG_LINE },
  { "h1", TAG_PARAGRAPH },    { "h2", TAG_PARAGRAPH },   { "h3", TAG_PARAGRAPH },
  { "h4", TAG_PARAGRAPH },    { "h5", TAG_PARAGRAPH },   { "h6", TAG_PARAGRAPH },
  { "head", TAG_DROP },       { "header", TAG_LINE },    { "hr", TAG_RULE },
  { "html", TAG_LINE },       { "img", TAG_IMAGE },      { "input", TAG_VOID },
  { "legend", TAG_LINE },     { "li", TAG_ITEM },        { "link", TAG_VOID },
  { "main", TAG_LINE },       { "meta", TAG_VOID },      { "nav", TAG_LINE },
  { "ol", TAG_NUMBERED },     { "option", TAG_LINE },    { "p", TAG_PARAGRAPH },
  { "param", TAG_VOID },      { "pre", TAG_PRE },        { "script", TAG_RAW },
  { "section", TAG_LINE },    { "source", TAG_VOID },    { "style", TAG_RAW },
  { "summary", TAG_LINE },    { "svg", TAG_DROP },       { "table", TAG_LINE },
  { "tbody", TAG_LINE },      { "td", TAG_INLINE_SPACE }, { "template", TAG_DROP },
  { "tfoot", TAG_LINE },      { "th", TAG_INLINE_SPACE }, { "thead", TAG_LINE },
  { "title", TAG_RAW },       { "tr", TAG_LINE },        { "track", TAG_VOID },
  { "ul", TAG_LIST },         { "wbr", TAG_VOID },
};

typedef struct
{
  char name[12];
  TagKind kind;
  gboolean hidden;
  gboolean anchor;
  gboolean quote;
  gboolean pre;
  int number;      /* of the next item */
  char *href;
  gsize text_start; /* of a link's text in the output */
} Open;

typedef struct
{
  const char *p;
  const char *end;
  gsize limit;
  gboolean show_hidden;
  gboolean had_hidden;

  GString *out;
  guint newlines;     /* wanted before the next text */
  gboolean space;     /* wanted before the next text */
  gboolean cell;      /* the same, a wide one */
  gboolean line_open; /* the current line has its quote marks */
  guint n_ended;      /* lines ended since the last text */

  Open open[MAX_OPEN];
  guint n_open;
  guint n_hidden;
  guint n_quote;
  guint n_pre;
  guint n_anchor;
  guint n_dropped;    /* elements open beyond MAX_OPEN */

  GArray *anchors;
  gboolean comment_ends; /* there may be another "-->" ahead */
  const char *no_tag;    /* no tag ends before this */
} Html;

static int
compare_tag (const void *key,
             const void *tag)
{
  return strcmp (key, ((const Tag *) tag)->name);
}

static TagKind
kind_of (const char *name)
{
  const Tag *tag = bsearch (name, tags, G_N_ELEMENTS (tags), sizeof (Tag), compare_tag);

  return tag != NULL ? tag->kind : TAG_OTHER;
}

/* ---- Writing ---- */

static gboolean
is_full (Html *self)
{
  return self->out->len >= self->limit;
}

static void
begin_line (Html *self)
{
  if (self->line_open)
    return;
  for (guint i = 0; i < MIN (self->n_quote, MAX_QUOTE); i++)
    g_string_append (self->out, "> ");
  self->line_open = TRUE;
}

static void
end_line (Html *self)
{
  begin_line (self);
  while (self->out->len > 0 && self->out->str[self->out->len - 1] == ' ')
    g_string_truncate (self->out, self->out->len - 1);
  g_string_append_c (self->out, '\n');
  self->line_open = FALSE;
  self->n_ended++;
}

static void
before_text (Html *self)
{
  if (self->newlines > 0)
    {
      while (self->out->len > 0 && self->n_ended < self->newlines)
        end_line (self);
      self->newlines = 0;
      self->space = self->cell = FALSE;
    }
  if (self->line_open && (self->space || self->cell))
    g_string_append (self->out, self->cell ? "  " : " ");
  self->space = self->cell = FALSE;
  begin_line (self);
  self->n_ended = 0;
}

static void
want_lines (Html *self,
            guint n)
{
  if (self->n_hidden > 0)
    return;
  self->newlines = MAX (self->newlines, n);
}

static gboolean
is_dropped (gunichar c)
{
  return c == 0x200B || c == 0xFEFF || c == 0xAD || c == 0x34F || c == 0x200C || c == 0x2060 ||
         c == 0x180E || c == 0x200E || c == 0x200F;
}

static void
put_char (Html *self,
          gunichar c)
{
  if (self->n_hidden > 0 || is_dropped (c))
    return;
  if (c == '\r')
    return;
  if (self->n_pre > 0 && c == '\n')
    {
      if (self->newlines > 0)
        before_text (self);
      self->space = self->cell = FALSE;
      if (self->out->len > 0)
        end_line (self);
      return;
    }
  if (self->n_pre > 0 && (c == ' ' || c == '\t' || c == 0xA0))
    {
      before_text (self);
      g_string_append_c (self->out, ' ');
      return;
    }
  if (c <= ' ' || c == 0xA0 || c == 0x7F || (c >= 0x80 && c < 0xA0))
    {
      self->space = TRUE;
      return;
    }
  before_text (self);
  g_string_append_unichar (self->out, c);
}

static void
put_text (Html *self,
          const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    put_char (self, g_utf8_get_char (p));
}

/* ---- Attributes ---- */

/* (nullable): the value of an attribute of the tag whose inside is given, entities decoded. */
static char *
attribute (const char *p,
           const char *end,
           const char *name)
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
    "display:none", "visibility:hidden", "mso-hide:all", "font-size:0;", "font-size:0px",
    "max-height:0;", "max-height:0px", "opacity:0;",
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

static gboolean
is_hidden (const char *inside,
           const char *end)
{
  g_autofree char *style = attribute (inside, end, "style");
  g_autofree char *class = NULL;
  g_autofree char *hidden = NULL;

  if (style != NULL && style_hides (style))
    return TRUE;
  hidden = attribute (inside, end, "hidden");
  if (hidden != NULL)
    return TRUE;
  class = attribute (inside, end, "class");
  if (class != NULL)
    {
      g_autofree char *lower = g_ascii_strdown (class, -1);

      return strstr (lower, "preheader") != NULL;
    }

  return FALSE;
}

/* ---- Links ---- */

static char *
host_of (const char *href)
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

/* Does the text name the host, as the host and not as a part of something longer? */
static gboolean
shows_host (const char *text,
            const char *host)
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

static void
end_link (Html *self,
          Open *open)
{
  g_autofree char *host = NULL;
  const char *text;

  if (open->href == NULL || self->n_hidden > 0 || open->text_start > self->out->len)
    return;
  text = self->out->str + open->text_start;
  if (g_ascii_strncasecmp (open->href, "mailto:", 7) == 0)
    {
      g_autofree char *address = g_strndup (open->href + 7, strcspn (open->href + 7, "?"));

      if (*address != '\0' && strlen (address) < 300 && g_utf8_validate (address, -1, NULL) &&
          strstr (text, address) == NULL && *text != '\0')
        {
          put_text (self, " (");
          put_text (self, address);
          put_text (self, ")");
        }
      return;
    }
  host = host_of (open->href);
  while (*text != '\0' && (g_ascii_isspace (*text) || *text == '>'))
    text++;
  if (host == NULL || *text == '\0' || shows_host (text, host))
    return;
  self->space = TRUE;
  put_text (self, "(");
  put_text (self, host);
  put_text (self, ")");
}

/* ---- Elements ---- */

static void
close_top (Html *self)
{
  Open *open = &self->open[--self->n_open];

  if (open->kind == TAG_LINK)
    end_link (self, open);
  if (open->hidden)
    self->n_hidden--;
  if (open->anchor && --self->n_anchor == 0 && self->anchors != NULL && self->anchors->len > 0)
    g_array_index (self->anchors, HenjiHtmlRange, self->anchors->len - 1).end = self->out->len;
  if (open->pre)
    self->n_pre--;
  switch (open->kind)
    {
    case TAG_LINE:
    case TAG_ITEM:
      want_lines (self, 1);
      break;
    case TAG_LIST:
    case TAG_NUMBERED:
    case TAG_PRE:
      want_lines (self, 1);
      break;
    case TAG_PARAGRAPH:
      want_lines (self, 2);
      break;
    case TAG_INLINE_SPACE:
      if (self->n_hidden == 0)
        self->cell = TRUE;
      break;
    case TAG_QUOTE:
    case TAG_OTHER:
    case TAG_BREAK:
    case TAG_RULE:
    case TAG_LINK:
    case TAG_IMAGE:
    case TAG_RAW:
    case TAG_DROP:
    case TAG_VOID:
    default:
      break;
    }
  if (open->quote)
    {
      /* The line that is open still belongs to the quotation. */
      if (self->n_hidden == 0)
        {
          if (self->line_open)
            end_line (self);
          self->newlines = 0;
        }
      self->n_quote--;
    }
  g_clear_pointer (&open->href, g_free);
}

/* An end tag closes its element and those left open in it; one without a start tag is none. */
static void
close_named (Html *self,
             const char *name)
{
  TagKind kind = kind_of (name);

  if (self->n_dropped > 0)
    {
      self->n_dropped--;
      return;
    }
  for (guint i = self->n_open; i > 0; i--)
    {
      if (g_str_equal (self->open[i - 1].name, name))
        {
          while (self->n_open >= i)
            close_top (self);
          return;
        }
      /* A stray </b> or </span> does not reach out of its cell. */
      if (kind == TAG_OTHER && self->open[i - 1].kind == TAG_INLINE_SPACE)
        return;
    }
  if (kind == TAG_PARAGRAPH)
    want_lines (self, 2);
  else if (kind == TAG_BREAK)
    want_lines (self, 1);
}

static void
close_open_item (Html *self,
                 TagKind kind,
                 TagKind list)
{
  for (guint i = self->n_open; i > 0; i--)
    {
      TagKind here = self->open[i - 1].kind;

      if (here == kind)
        {
          while (self->n_open >= i)
            close_top (self);
          return;
        }
      if (here == list || here == TAG_NUMBERED || here == TAG_INLINE_SPACE || here == TAG_QUOTE)
        return;
    }
}

static gboolean
is_quoting (const char *inside,
            const char *end)
{
  static const char *const classes[] = { "gmail_quote", "yahoo_quoted", "moz-cite-prefix-quote" };
  g_autofree char *class = attribute (inside, end, "class");

  for (guint i = 0; class != NULL && i < G_N_ELEMENTS (classes); i++)
    if (strstr (class, classes[i]) != NULL && strstr (class, "gmail_quote_container") == NULL)
      return TRUE;

  return FALSE;
}

static void
put_item_mark (Html *self)
{
  for (guint i = self->n_open; i > 0; i--)
    {
      Open *list = &self->open[i - 1];

      if (list->kind == TAG_NUMBERED)
        {
          g_autofree char *mark = g_strdup_printf ("%d. ", list->number++);

          put_text (self, mark);
          self->space = FALSE;
          g_string_append_c (self->out, ' ');
          return;
        }
      if (list->kind == TAG_LIST)
        break;
    }
  put_text (self, "-");
  g_string_append_c (self->out, ' ');
}

static void
open_element (Html *self,
              const char *name,
              TagKind kind,
              const char *inside,
              const char *end)
{
  Open *open;
  gboolean hidden;

  if (kind == TAG_ITEM)
    close_open_item (self, TAG_ITEM, TAG_LIST);
  else if (kind == TAG_PARAGRAPH && self->n_open > 0 &&
           self->open[self->n_open - 1].kind == TAG_PARAGRAPH &&
           self->open[self->n_open - 1].name[0] == 'p')
    close_top (self);

  if (self->n_open == MAX_OPEN)
    {
      self->n_dropped++;
      if (kind == TAG_LINE || kind == TAG_PARAGRAPH || kind == TAG_ITEM)
        want_lines (self, 1);
      return;
    }

  hidden = kind == TAG_DROP || (!self->show_hidden && is_hidden (inside, end));
  self->had_hidden |= hidden && kind != TAG_DROP;
  switch (kind)
    {
    case TAG_LINE:
    case TAG_ITEM:
    case TAG_LIST:
    case TAG_NUMBERED:
    case TAG_PRE:
      want_lines (self, 1);
      break;
    case TAG_PARAGRAPH:
    case TAG_QUOTE:
      want_lines (self, kind == TAG_QUOTE ? 1 : 2);
      break;
    case TAG_INLINE_SPACE:
      if (self->line_open && self->n_hidden == 0)
        self->cell = TRUE;
      break;
    case TAG_OTHER:
    case TAG_BREAK:
    case TAG_RULE:
    case TAG_LINK:
    case TAG_IMAGE:
    case TAG_RAW:
    case TAG_DROP:
    case TAG_VOID:
    default:
      break;
    }

  open = &self->open[self->n_open++];
  memset (open, 0, sizeof *open);
  g_strlcpy (open->name, name, sizeof open->name);
  open->kind = kind;
  open->number = 1;
  open->hidden = hidden;
  if (hidden)
    self->n_hidden++;
  if (kind == TAG_PRE)
    {
      g_autofree char *style = attribute (inside, end, "style");

      open->pre = TRUE;
      self->n_pre++;
      if (style != NULL && strstr (style, "-o-pre-wrap") != NULL && self->n_hidden == 0)
        {
          open->anchor = TRUE;
          if (self->n_anchor++ == 0 && self->anchors != NULL)
            {
              HenjiHtmlRange range;

              /* What is wanted before it stands outside. */
              if (self->out->len > 0 && self->line_open)
                end_line (self);
              self->newlines = 0;
              range = (HenjiHtmlRange){ self->out->len, self->out->len };
              g_array_append_val (self->anchors, range);
            }
        }
      /* The line end right after the tag does not count. */
      if (self->p < self->end && *self->p == '\r')
        self->p++;
      if (self->p < self->end && *self->p == '\n')
        self->p++;
    }
  else if (kind == TAG_QUOTE || (kind == TAG_LINE && is_quoting (inside, end)))
    {
      if (self->n_hidden == 0 && self->out->len > 0 && (self->line_open || self->newlines > 0))
        {
          if (self->line_open)
            end_line (self);
          self->newlines = 0;
        }
      open->quote = TRUE;
      self->n_quote++;
    }
  else if (kind == TAG_LINK)
    {
      open->href = attribute (inside, end, "href");
      open->text_start = self->out->len;
    }
  else if (kind == TAG_ITEM && self->n_hidden == 0)
    put_item_mark (self);
}

static gboolean
names_equal (const char *p,
             const char *end,
             const char *name)
{
  gsize n = strlen (name);

  return (gsize) (end - p) > n && g_ascii_strncasecmp (p, name, n) == 0 && !g_ascii_isalnum (p[n]);
}

/* After the start tag of a script, style or title: to its end tag. */
static void
skip_raw (Html *self,
          const char *name)
{
  const char *p = self->p;

  while ((p = memchr (p, '<', self->end - p)) != NULL)
    {
      if (p + 1 < self->end && p[1] == '/' && names_equal (p + 2, self->end, name))
        {
          const char *close = memchr (p, '>', self->end - p);

          self->p = close != NULL ? close + 1 : self->end;
          return;
        }
      p++;
    }
  self->p = self->end;
}

/* Past a comment, declaration or processing instruction. */
static void
skip_declaration (Html *self)
{
  const char *close;

  if (self->end - self->p >= 4 && memcmp (self->p, "<!--", 4) == 0 && self->comment_ends)
    {
      close = g_strstr_len (self->p + 4, self->end - self->p - 4, "-->");
      if (close != NULL)
        {
          self->p = close + 3;
          return;
        }
      self->comment_ends = FALSE;
    }
  close = memchr (self->p, '>', self->end - self->p);
  self->p = close != NULL ? close + 1 : self->end;
}

/* Where the tag at @p ends: the ">" outside of quotes, or a plain one when quotes do not close. */
static const char *
tag_end (const char *p,
         const char *end)
{
  const char *limit = MIN (end, p + MAX_TAG);
  char quote = 0;

  for (const char *q = p + 1; q < limit; q++)
    {
      if (quote != 0)
        quote = *q == quote ? 0 : quote;
      else if ((*q == '"' || *q == '\'') && q[-1] == '=')
        quote = *q;
      else if (*q == '>')
        return q;
    }

  return memchr (p, '>', limit - p);
}

static void
read_tag (Html *self)
{
  const char *p = self->p + 1;
  gboolean closing = p < self->end && *p == '/';
  const char *close;
  char name[12];
  gsize n = 0;
  TagKind kind;

  if (closing)
    p++;
  if (p >= self->end || !g_ascii_isalpha (*p))
    {
      if (p < self->end && !closing && (*p == '!' || *p == '?'))
        skip_declaration (self);
      else
        {
          put_char (self, '<');
          self->p++;
        }
      return;
    }
  close = self->p < self->no_tag ? NULL : tag_end (self->p, self->end);
  if (close == NULL)
    {
      if (self->p >= self->no_tag)
        self->no_tag = MIN (self->end, self->p + MAX_TAG);
      /* "<" of a text such as "a <b", or a page cut within a tag. */
      put_char (self, '<');
      self->p++;
      return;
    }
  while (p < close && (g_ascii_isalnum (*p) || *p == ':') && n < sizeof name - 1)
    name[n++] = g_ascii_tolower (*p++);
  name[n] = '\0';
  /* A name in angle brackets, as people write addresses: <taro@example.jp>. */
  if (p < close && strchr (" \t\r\n/:-_.", *p) == NULL)
    {
      const char *at = memchr (p, '@', close - p);

      if (at != NULL && memchr (p, ' ', close - p) == NULL)
        {
          put_char (self, '<');
          self->p++;
          return;
        }
    }

  self->p = close + 1;
  kind = kind_of (name);
  if (closing)
    {
      close_named (self, name);
      return;
    }
  switch (kind)
    {
    case TAG_BREAK:
      if (self->n_hidden == 0)
        {
          if (self->newlines > 0 && self->line_open)
            end_line (self);
          self->newlines = 0;
          self->space = self->cell = FALSE;
          if (self->out->len > 0 || self->line_open)
            end_line (self);
        }
      break;
    case TAG_RULE:
      want_lines (self, 2);
      break;
    case TAG_IMAGE:
      if (self->n_hidden == 0)
        {
          g_autofree char *alt = attribute (p, close, "alt");

          if (alt != NULL && strlen (alt) <= 300 && g_utf8_validate (alt, -1, NULL))
            put_text (self, alt);
        }
      break;
    case TAG_RAW:
      skip_raw (self, name);
      break;
    case TAG_VOID:
      break;
    case TAG_OTHER:
      if (close[-1] != '/')
        open_element (self, name, kind, p, close);
      break;
    case TAG_INLINE_SPACE:
    case TAG_LINE:
    case TAG_PARAGRAPH:
    case TAG_ITEM:
    case TAG_LIST:
    case TAG_NUMBERED:
    case TAG_QUOTE:
    case TAG_PRE:
    case TAG_LINK:
    case TAG_DROP:
    default:
      open_element (self, name, kind, p, close);
      break;
    }
}

static void
render (Html *self)
{
  while (self->p < self->end && !is_full (self))
    {
      if (*self->p == '<')
        read_tag (self);
      else if (*self->p == '&')
        {
          gsize length = 0;
          gunichar c = henji_html_entity (self->p, self->end - self->p, &length);

          if (c == 0)
            {
              c = '&';
              length = 1;
            }
          put_char (self, c);
          self->p += length;
        }
      else if ((guint8) *self->p < 0x80)
        put_char (self, *self->p++);
      else
        {
          put_char (self, g_utf8_get_char (self->p));
          self->p = g_utf8_next_char (self->p);
        }
    }
  while (self->n_open > 0)
    close_top (self);
}

static gboolean
has_words (const GString *text)
{
  for (const char *p = text->str; *p != '\0'; p++)
    if (!g_ascii_isspace (*p) && *p != '>' && *p != '-')
      return TRUE;

  return FALSE;
}

char *
henji_html_to_text (const char *html,
                    gsize length,
                    gsize limit,
                    GArray **anchors)
{
  Html *self = g_new0 (Html, 1);
  GString *out;

  if (length > MAX_SOURCE)
    length = g_utf8_find_prev_char (html, html + MAX_SOURCE + 1) - html;
  self->anchors = g_array_new (FALSE, FALSE, sizeof (HenjiHtmlRange));
  self->limit = limit;
  /* A page that hides all of its text does so by a tag that was never closed. */
  for (int pass = 0; pass < 2; pass++)
    {
      self->p = html;
      self->end = html + length;
      self->no_tag = html;
      self->out = g_string_sized_new (MIN (length, limit) / 2 + 16);
      self->comment_ends = TRUE;
      self->show_hidden = pass > 0;
      render (self);
      if (pass > 0 || has_words (self->out) || !self->had_hidden)
        break;
      g_string_free (self->out, TRUE);
      g_array_set_size (self->anchors, 0);
      self->newlines = 0;
      self->space = self->cell = self->line_open = FALSE;
      self->n_dropped = 0;
    }

  out = self->out;
  if (anchors != NULL)
    *anchors = g_steal_pointer (&self->anchors);
  else
    g_array_unref (self->anchors);
  g_free (self);

  return g_string_free (out, FALSE);
}
