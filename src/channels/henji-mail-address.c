/* henji-mail-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Addresses as they stand in headers. Read from left to right without recursion, whatever is
 * nested.
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail-head.h"

#include "henji-notification.h"
#include "henji-rfc2047.h"

#include <string.h>

/* One mailbox, sorted into what stands where. */
typedef struct
{
  GString *phrase;  /* outside of everything, quotes included */
  GString *comment; /* in the outermost parentheses */
  GString *angle;   /* in the last <> */
  gboolean has_angle;
} Mailbox;

static void
scan_mailbox (const char *p, const char *end, Mailbox *out)
{
  gboolean quoted = FALSE, in_angle = FALSE, two_bytes = FALSE;
  guint depth = 0;

  for (; p < end; p++)
    {
      GString *into = in_angle ? out->angle : depth > 0 ? out->comment : out->phrase;
      char c = *p;

      /* Bare ISO-2022-JP: the marks are halves of characters. */
      if (c == 0x1B && p + 1 < end)
        two_bytes = p[1] == '$';
      if (two_bytes)
        {
          g_string_append_c (into, c);
          continue;
        }

      if (quoted)
        {
          if (c == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\') && (p[-1] & 0x80) == 0)
            g_string_append_c (into, *++p);
          else if (c == '"')
            quoted = FALSE;
          else
            g_string_append_c (into, c);
          if (!quoted && in_angle)
            g_string_append_c (into, '"');
        }
      else if (c == '"' && depth == 0)
        {
          quoted = TRUE;
          if (in_angle)
            g_string_append_c (into, c);
        }
      else if (in_angle)
        {
          if (c == '>')
            {
              in_angle = FALSE;
              /* The first mailbox is all that is asked for. */
              if (strchr (out->angle->str, '@') != NULL)
                return;
            }
          else
            g_string_append_c (into, c);
        }
      else if (c == '(')
        {
          if (depth++ > 0)
            g_string_append_c (out->comment, c);
        }
      else if (c == ')' && depth > 0)
        {
          if (--depth > 0)
            g_string_append_c (out->comment, c);
        }
      else if (depth > 0)
        g_string_append_c (out->comment, c);
      else if (c == '<')
        {
          in_angle = TRUE;
          out->has_angle = TRUE;
          g_string_truncate (out->angle, 0);
        }
      else if (c == ',' || c == ';')
        {
          if (strchr (out->phrase->str, '@') != NULL)
            return;
          g_string_append_c (out->phrase, c);
        }
      else if (c == ':' && strchr (out->phrase->str, '@') == NULL)
        g_string_truncate (out->phrase, 0); /* the name of a group */
      else
        g_string_append_c (out->phrase, c);
    }
}

/* The address without white space and what cannot stand in one. */
static char *
clean_address (const char *text)
{
  g_autofree char *line = henji_text_one_line (text);
  GString *out = g_string_new (NULL);
  const char *p = line;

  /* An old route: <@relay:name@host>. */
  if (*p == '@')
    {
      const char *colon = strchr (p, ':');

      if (colon != NULL)
        p = colon + 1;
    }
  for (; *p != '\0'; p++)
    if (*p != ' ' && *p != '<' && *p != '>')
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

/* The word with "@" in a phrase without <>. */
static char *
word_with_at (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", 64);

  for (guint i = 0; words[i] != NULL; i++)
    if (strchr (words[i], '@') != NULL)
      return g_strdup (words[i]);

  return g_strdup ("");
}

void
henji_mail_address_read (const HenjiMailField *field,
                         const char *charset,
                         char **name,
                         char **address)
{
  Mailbox box = { g_string_new (NULL), g_string_new (NULL), g_string_new (NULL), FALSE };
  g_autofree char *raw = NULL;
  const GString *called = box.phrase;

  scan_mailbox (field->value, field->value + field->length, &box);
  if (box.has_angle)
    raw = henji_rfc2047_decode (box.angle->str, box.angle->len, charset);
  else
    {
      g_autofree char *text = henji_rfc2047_decode (box.phrase->str, box.phrase->len, charset);

      raw = word_with_at (text);
      if (*raw != '\0' || box.comment->len > 0)
        called = box.comment;
    }
  if (called->len == 0)
    called = box.comment;
  *address = clean_address (raw);
  *name = henji_rfc2047_decode (called->str, called->len, charset);
  if (g_str_equal (*name, *address))
    (*name)[0] = '\0';

  g_string_free (box.phrase, TRUE);
  g_string_free (box.comment, TRUE);
  g_string_free (box.angle, TRUE);
}

/* ---- The marketplace's addresses ---- */

static gboolean
is_suffix (const char *text, gsize length)
{
  if (length != 36)
    return FALSE;
  for (gsize i = 0; i < 36; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
      return FALSE;

  return TRUE;
}

/* How long the "co.jp" at @p is, up to @end; 0 when it is no store. */
static gsize
store_length (const char *p, const char *end)
{
  gsize n = 0;

  while (p + n < end && (g_ascii_isalpha (p[n]) || p[n] == '.') && n < 8)
    n++;
  while (n > 0 && p[n - 1] == '.')
    n--;
  if (n < 2 || n > 6 || p[0] == '.')
    return 0;
  if (p + n < end && (g_ascii_isalnum (p[n]) || p[n] == '-' || p[n] == '_'))
    return 0;
  /* amazon.co.jp.evil.example is no store. */
  if (p + n + 1 < end && p[n] == '.' && g_ascii_isalnum (p[n + 1]))
    return 0;

  return n;
}

char *
henji_mail_alias_find (
    const char *text, gsize length, char **suffix, char **marketplace, char **address)
{
  static const char host[] = "@marketplace.amazon.";
  const char *end = text + length;

  for (const char *at = text; (at = memchr (at, '@', end - at)) != NULL; at++)
    {
      const char *store, *local, *plus = NULL;
      gsize n;

      if ((gsize) (end - at) < sizeof host - 1
          || g_ascii_strncasecmp (at, host, sizeof host - 1) != 0)
        continue;
      store = at + sizeof host - 1;
      n = store_length (store, end);
      if (n == 0)
        continue;

      local = at;
      while (local > text && at - local < 80
             && (g_ascii_isalnum (local[-1]) || strchr ("-+._", local[-1]) != NULL))
        {
          local--;
          if (*local == '+')
            plus = local;
        }
      if (local > text && local[-1] == '%')
        continue;
      {
        const char *local_end = plus != NULL ? plus : at;
        g_autofree char *role = g_strndup (local, local_end - local);

        /* Whatever its form, it is a buyer's unless a machine signs with it. */
        if (local_end == local || local_end - local > 64 || !g_ascii_isalnum (*local)
            || henji_notification_is_no_reply (role))
          continue;
        if (suffix != NULL)
          *suffix = plus != NULL && is_suffix (plus + 1, at - plus - 1)
                        ? g_ascii_strdown (plus + 1, at - plus - 1)
                        : NULL;
        if (address != NULL)
          *address = g_strndup (local, store + n - local);
        if (marketplace != NULL)
          {
            g_autofree char *tld = g_ascii_strdown (store, n);

            *marketplace = g_strconcat ("amazon.", tld, NULL);
          }
        {
          g_autofree char *name = g_ascii_strdown (local, local_end - local);
          g_autofree char *at_host = g_ascii_strdown (at, store + n - at);

          return g_strconcat (name, at_host, NULL);
        }
      }
    }

  return NULL;
}

char *
henji_mail_store_of_address (const char *address)
{
  const char *at = strrchr (address, '@');
  g_autofree char *host = NULL;
  const char *p;

  if (at == NULL)
    return NULL;
  host = g_ascii_strdown (at + 1, -1);
  p = g_str_has_prefix (host, "amazon.") ? host : NULL;
  if (p == NULL && (p = strstr (host, ".amazon.")) != NULL)
    p++;
  if (p == NULL)
    return NULL;
  p += strlen ("amazon.");
  if (store_length (p, p + strlen (p)) != strlen (p))
    return NULL;

  return g_strconcat ("amazon.", p, NULL);
}

const char *
henji_mail_store_of_id (const char *marketplace_id)
{
  /* Source: developer-docs.amazon.com/sp-api/docs/marketplace-ids, checked 2026-11. */
  static const struct
  {
    const char *id;
    const char *store;
  } stores[] = {
    { "A1VC38T7YXB528", "amazon.co.jp" },  { "ATVPDKIKX0DER", "amazon.com" },
    { "A2EUQ1WTGCTBG2", "amazon.ca" },     { "A1AM78C64UM0Y8", "amazon.com.mx" },
    { "A2Q3Y263D00KWC", "amazon.com.br" }, { "A1F83G8C2ARO7P", "amazon.co.uk" },
    { "A28R8C7NBKEWEA", "amazon.ie" },     { "A1PA6795UKMFR9", "amazon.de" },
    { "A13V1IB3VIYZZH", "amazon.fr" },     { "APJ6JRA9NG5V4", "amazon.it" },
    { "A1RKKUPIHCS9HS", "amazon.es" },     { "A1805IZSGTT6HS", "amazon.nl" },
    { "AMEN7PMS3EDWL", "amazon.com.be" },  { "A2NODRKZP88ZB9", "amazon.se" },
    { "A1C3SOZRARQ6R3", "amazon.pl" },     { "A33AVAJ2PDY3EV", "amazon.com.tr" },
    { "A2VIGQ35RCS4UG", "amazon.ae" },     { "A17E79C6D8DWNP", "amazon.sa" },
    { "ARBP9OOSHTCHU", "amazon.eg" },      { "A21TJRUUN4KGV", "amazon.in" },
    { "A19VAU5U5O7RUS", "amazon.sg" },     { "A39IBJ37TRP1C6", "amazon.com.au" },
    { "AE08WJ6YKNBMC", "amazon.co.za" },
  };

  for (guint i = 0; marketplace_id != NULL && i < G_N_ELEMENTS (stores); i++)
    if (g_ascii_strcasecmp (stores[i].id, marketplace_id) == 0)
      return stores[i].store;

  return NULL;
}
