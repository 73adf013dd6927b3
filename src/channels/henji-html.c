/* henji-html.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page as text, in one pass over its bytes. No tree is built: a stack of open elements, of
 * bounded depth, says what is hidden, quoted or set as it stands.
 */
#define G_LOG_DOMAIN "henji-html"

#include "config.h"

#include "henji-html.h"
#include "henji-html-private.h"

#include <string.h>

#define MAX_OPEN 100
#define MAX_SOURCE (8 * 1024 * 1024)
#define MAX_TAG (64 * 1024)
#define MAX_QUOTE 8

typedef struct
{
  char name[12];
  HenjiHtmlTag kind;
  gboolean hidden;
  gboolean anchor;
  gboolean quote;
  gboolean pre;
  int number; /* of the next item */
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
  guint n_dropped; /* elements open beyond MAX_OPEN */

  GArray *anchors;
  gboolean comment_ends; /* there may be another "-->" ahead */
  const char *no_tag;    /* no tag ends before this */
} Html;

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
want_lines (Html *self, guint n)
{
  if (self->n_hidden > 0)
    return;
  self->newlines = MAX (self->newlines, n);
}

static gboolean
is_dropped (gunichar c)
{
  return c == 0x200B || c == 0xFEFF || c == 0xAD || c == 0x34F || c == 0x200C || c == 0x2060
         || c == 0x180E || c == 0x200E || c == 0x200F;
}

static void
put_char (Html *self, gunichar c)
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
put_text (Html *self, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    put_char (self, g_utf8_get_char (p));
}

/* ---- Links ---- */

static void
end_link (Html *self, Open *open)
{
  g_autofree char *host = NULL;
  const char *text;

  if (open->href == NULL || self->n_hidden > 0 || open->text_start > self->out->len)
    return;
  text = self->out->str + open->text_start;
  if (g_ascii_strncasecmp (open->href, "mailto:", 7) == 0)
    {
      g_autofree char *address = g_strndup (open->href + 7, strcspn (open->href + 7, "?"));

      if (*address != '\0' && strlen (address) < 300 && g_utf8_validate (address, -1, NULL)
          && strstr (text, address) == NULL && *text != '\0')
        {
          put_text (self, " (");
          put_text (self, address);
          put_text (self, ")");
        }
      return;
    }
  host = henji_html_host (open->href);
  while (*text != '\0' && (g_ascii_isspace (*text) || *text == '>'))
    text++;
  if (host == NULL || *text == '\0' || henji_html_shows_host (text, host))
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

  if (open->kind == HENJI_TAG_LINK)
    end_link (self, open);
  if (open->hidden)
    self->n_hidden--;
  if (open->anchor && --self->n_anchor == 0 && self->anchors != NULL && self->anchors->len > 0)
    g_array_index (self->anchors, HenjiHtmlRange, self->anchors->len - 1).end = self->out->len;
  if (open->pre)
    self->n_pre--;
  switch (open->kind)
    {
    case HENJI_TAG_LINE:
    case HENJI_TAG_ITEM:
      want_lines (self, 1);
      break;
    case HENJI_TAG_LIST:
    case HENJI_TAG_NUMBERED:
    case HENJI_TAG_PRE:
      want_lines (self, 1);
      break;
    case HENJI_TAG_PARAGRAPH:
      want_lines (self, 2);
      break;
    case HENJI_TAG_INLINE_SPACE:
      if (self->n_hidden == 0)
        self->cell = TRUE;
      break;
    case HENJI_TAG_QUOTE:
    case HENJI_TAG_OTHER:
    case HENJI_TAG_BREAK:
    case HENJI_TAG_RULE:
    case HENJI_TAG_LINK:
    case HENJI_TAG_IMAGE:
    case HENJI_TAG_RAW:
    case HENJI_TAG_DROP:
    case HENJI_TAG_VOID:
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
close_named (Html *self, const char *name)
{
  HenjiHtmlTag kind = henji_html_kind (name);

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
      if (kind == HENJI_TAG_OTHER && self->open[i - 1].kind == HENJI_TAG_INLINE_SPACE)
        return;
    }
  if (kind == HENJI_TAG_PARAGRAPH)
    want_lines (self, 2);
  else if (kind == HENJI_TAG_BREAK)
    want_lines (self, 1);
}

static void
close_open_item (Html *self, HenjiHtmlTag kind, HenjiHtmlTag list)
{
  for (guint i = self->n_open; i > 0; i--)
    {
      HenjiHtmlTag here = self->open[i - 1].kind;

      if (here == kind)
        {
          while (self->n_open >= i)
            close_top (self);
          return;
        }
      if (here == list || here == HENJI_TAG_NUMBERED || here == HENJI_TAG_INLINE_SPACE
          || here == HENJI_TAG_QUOTE)
        return;
    }
}

static void
put_item_mark (Html *self)
{
  for (guint i = self->n_open; i > 0; i--)
    {
      Open *list = &self->open[i - 1];

      if (list->kind == HENJI_TAG_NUMBERED)
        {
          g_autofree char *mark = g_strdup_printf ("%d. ", list->number++);

          put_text (self, mark);
          self->space = FALSE;
          g_string_append_c (self->out, ' ');
          return;
        }
      if (list->kind == HENJI_TAG_LIST)
        break;
    }
  put_text (self, "-");
  g_string_append_c (self->out, ' ');
}

static void
open_element (Html *self, const char *name, HenjiHtmlTag kind, const char *inside, const char *end)
{
  Open *open;
  gboolean hidden;

  if (kind == HENJI_TAG_ITEM)
    close_open_item (self, HENJI_TAG_ITEM, HENJI_TAG_LIST);
  else if (kind == HENJI_TAG_PARAGRAPH && self->n_open > 0
           && self->open[self->n_open - 1].kind == HENJI_TAG_PARAGRAPH
           && self->open[self->n_open - 1].name[0] == 'p')
    close_top (self);

  if (self->n_open == MAX_OPEN)
    {
      self->n_dropped++;
      if (kind == HENJI_TAG_LINE || kind == HENJI_TAG_PARAGRAPH || kind == HENJI_TAG_ITEM)
        want_lines (self, 1);
      return;
    }

  hidden = kind == HENJI_TAG_DROP || (!self->show_hidden && henji_html_is_hidden (inside, end));
  self->had_hidden |= hidden && kind != HENJI_TAG_DROP;
  switch (kind)
    {
    case HENJI_TAG_LINE:
    case HENJI_TAG_ITEM:
    case HENJI_TAG_LIST:
    case HENJI_TAG_NUMBERED:
    case HENJI_TAG_PRE:
      want_lines (self, 1);
      break;
    case HENJI_TAG_PARAGRAPH:
    case HENJI_TAG_QUOTE:
      want_lines (self, kind == HENJI_TAG_QUOTE ? 1 : 2);
      break;
    case HENJI_TAG_INLINE_SPACE:
      if (self->line_open && self->n_hidden == 0)
        self->cell = TRUE;
      break;
    case HENJI_TAG_OTHER:
    case HENJI_TAG_BREAK:
    case HENJI_TAG_RULE:
    case HENJI_TAG_LINK:
    case HENJI_TAG_IMAGE:
    case HENJI_TAG_RAW:
    case HENJI_TAG_DROP:
    case HENJI_TAG_VOID:
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
  if (kind == HENJI_TAG_PRE)
    {
      g_autofree char *style = henji_html_attribute (inside, end, "style");

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
  else if (kind == HENJI_TAG_QUOTE
           || (kind == HENJI_TAG_LINE && henji_html_is_quoting (inside, end)))
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
  else if (kind == HENJI_TAG_LINK)
    {
      open->href = henji_html_attribute (inside, end, "href");
      open->text_start = self->out->len;
    }
  else if (kind == HENJI_TAG_ITEM && self->n_hidden == 0)
    put_item_mark (self);
}

static gboolean
names_equal (const char *p, const char *end, const char *name)
{
  gsize n = strlen (name);

  return (gsize) (end - p) > n && g_ascii_strncasecmp (p, name, n) == 0 && !g_ascii_isalnum (p[n]);
}

/* After the start tag of a script, style or title: to its end tag. */
static void
skip_raw (Html *self, const char *name)
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
tag_end (const char *p, const char *end)
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
  HenjiHtmlTag kind;

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
  kind = henji_html_kind (name);
  if (closing)
    {
      close_named (self, name);
      return;
    }
  switch (kind)
    {
    case HENJI_TAG_BREAK:
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
    case HENJI_TAG_RULE:
      want_lines (self, 2);
      break;
    case HENJI_TAG_IMAGE:
      if (self->n_hidden == 0)
        {
          g_autofree char *alt = henji_html_attribute (p, close, "alt");

          if (alt != NULL && strlen (alt) <= 300 && g_utf8_validate (alt, -1, NULL))
            put_text (self, alt);
        }
      break;
    case HENJI_TAG_RAW:
      skip_raw (self, name);
      break;
    case HENJI_TAG_VOID:
      break;
    case HENJI_TAG_OTHER:
      if (close[-1] != '/')
        open_element (self, name, kind, p, close);
      break;
    case HENJI_TAG_INLINE_SPACE:
    case HENJI_TAG_LINE:
    case HENJI_TAG_PARAGRAPH:
    case HENJI_TAG_ITEM:
    case HENJI_TAG_LIST:
    case HENJI_TAG_NUMBERED:
    case HENJI_TAG_QUOTE:
    case HENJI_TAG_PRE:
    case HENJI_TAG_LINK:
    case HENJI_TAG_DROP:
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
henji_html_to_text (const char *html, gsize length, gsize limit, GArray **anchors)
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
