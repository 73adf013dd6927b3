/* henji-quote-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forms in which mail programs and the marketplace set off what is not the writer's.
 */
#define G_LOG_DOMAIN "henji-quote"

#include "config.h"

#include "henji-quote-line.h"

#include <string.h>

/* Bytes of the longest marker without dashes, and some more. */
#define MAX_BARE_MARK 40

static gboolean
is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0x2501
         || c == 0xFF0D || c == '_' || c == '=' || c == '*';
}

void
henji_quote_canon (const char *line, gsize length, char *out)
{
  const char *p = line, *end = line + length;
  gsize n = 0;

  while (p < end && n + 8 < HENJI_QUOTE_CANON)
    {
      gunichar c;

      if ((guint8) *p < 0x80)
        {
          if (!((*p == ' ' || *p == '\t' || *p == '\r') && (n == 0 || out[n - 1] == ' ')))
            out[n++] = *p == '\t' || *p == '\r' ? ' ' : g_ascii_tolower (*p);
          p++;
          continue;
        }
      /* Kana and kanji, which are most of what comes, stand for themselves. */
      if ((guint8) *p >= 0xE3 && (guint8) *p < 0xEF && !(p[0] == '\343' && p[1] == '\200'))
        {
          memcpy (out + n, p, 3);
          n += 3;
          p += 3;
          continue;
        }
      c = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
      if (c == 0x3000 || c == 0xA0)
        {
          if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
        }
      else if (c > 0xFF00 && c < 0xFF5F)
        out[n++] = g_ascii_tolower (c - 0xFEE0);
      else if (is_dash (c))
        out[n++] = '-';
      else
        n += g_unichar_to_utf8 (c, out + n);
    }
  while (n > 0 && out[n - 1] == ' ')
    n--;
  out[n] = '\0';
}

static gboolean
contains_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
ends_with_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_suffix (text, *words))
      return TRUE;

  return FALSE;
}

static const char *const history[] = {
  "original message",
  "forwarded message",
  "reply message",
  "original mail",
  "forwarded by",
  "元のメッセージ",
  "元のメール",
  "元メール",
  "元メッセージ",
  "転送メッセージ",
  "転送されたメッセージ",
  "返信元",
  "転送元",
  "受信メール",
  "引用",
  "オリジナルメッセージ",
  "ursprüngliche nachricht",
  "weitergeleitete nachricht",
  "message d'origine",
  "message transféré",
  "mensaje original",
  "mensaje reenviado",
  "messaggio originale",
  "messaggio inoltrato",
  "mensagem original",
  "mensagem encaminhada",
  "oorspronkelijk bericht",
  "doorgestuurd bericht",
  "wiadomość oryginalna",
  "ursprungligt meddelande",
  NULL,
};

static const char *const message_words[] = {
  "message", "メッセージ", "mensaje",    "mensagem", "messaggio", "nachricht",
  "bericht", "wiadomość",  "meddelande", "mesaj",    "رسالة",     NULL,
};

static const char *const end_words[] = {
  "end ", "finalizar", "encerrar", "final", "fine ",  "終了", "ここまで", "終わり", "おわり",
  "末尾", "ende",      "fin ",     "einde", "koniec", "slut", "sonu",     NULL,
};

/* What may stand in a marker beside the word for message, and says that the words begin. */
static gboolean
is_begin (const char *words)
{
  static const char *const begins[] = {
    "begin message",
    "start message",
    "message",
    "message from buyer",
    "buyer message",
    "customer message",
    "message from customer",
    "メッセージ",
    "メッセージ開始",
    "メッセージここから",
    "メッセージ内容",
    "メッセージの内容",
    "メッセージ本文",
    "メッセージの開始",
    "ここからメッセージ",
    "購入者からのメッセージ",
    "お客様からのメッセージ",
    "カスタマーからのメッセージ",
    "お問い合わせ内容",
    "お問い合わせ内容ここから",
    "お問合せ内容",
    "ここから",
    "mensaje",
    "iniciar mensaje",
    "mensagem",
    "iniciar mensagem",
    "messaggio",
    "inizio messaggio",
    "nachricht",
    "beginn der nachricht",
    "nachrichtenanfang",
    "début du message",
    "bericht",
    "begin bericht",
    "wiadomość",
    "początek wiadomości",
    "meddelande",
    "mesaj",
    NULL,
  };

  return g_strv_contains (begins, words);
}

static gboolean
is_end (const char *words)
{
  static const char *const ends[] = { "ここまで", "お問い合わせ内容ここまで", "以上", NULL };

  return g_strv_contains (ends, words)
         || (contains_any (words, message_words) && contains_any (words, end_words));
}

HenjiMark
henji_quote_mark (const char *canon)
{
  g_autofree char *words = NULL;
  gsize n = strlen (canon), lead = 0, trail = 0;
  gsize from, to;

  if (n < 3 || n > 120)
    return HENJI_MARK_NONE;
  while (lead < n && is_dash (canon[lead]))
    lead++;
  if (lead == n)
    return HENJI_MARK_DASHES;
  while (trail < n && is_dash (canon[n - 1 - trail]))
    trail++;

  from = lead;
  to = n - trail;
  while (from < to && canon[from] == ' ')
    from++;
  while (to > from && strchr (" :", canon[to - 1]) != NULL)
    to--;
  if (from == to)
    return HENJI_MARK_DASHES;
  words = g_strndup (canon + from, to - from);

  if (lead >= 2 && contains_any (words, history))
    return HENJI_MARK_HISTORY;
  if (lead >= 3 && trail >= 3)
    return is_end (words) ? HENJI_MARK_END : is_begin (words) ? HENJI_MARK_BEGIN : HENJI_MARK_WORDS;
  if (lead == 0 && trail == 0 && to - from <= MAX_BARE_MARK)
    {
      static const char *const begins[] = {
        "begin message",  "iniciar mensagem",   "iniciar mensaje",
        "メッセージ開始", "メッセージここから", NULL,
      };
      static const char *const ends[] = {
        "end message",    "mensagem final", "encerrar mensagem",  "finalizar mensaje",
        "fine messaggio", "メッセージ終了", "メッセージここまで", NULL,
      };

      if (g_strv_contains (begins, words))
        return HENJI_MARK_BEGIN;
      if (g_strv_contains (ends, words))
        return HENJI_MARK_END;
    }
  if (g_str_has_prefix (canon, "begin forwarded message")
      || g_str_has_prefix (canon, "転送されたメッセージ:"))
    return HENJI_MARK_HISTORY;

  return HENJI_MARK_NONE;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);

  return n;
}

gboolean
henji_quote_is_attribution (const char *canon)
{
  static const char *const wrote[] = {
    "wrote",        "writes",       "schrieb",    "geschrieben", "a écrit",
    "escribió",     "ha scritto",   "escreveu",   "schreef",     "skrev",
    "napisał(a)",   "yazdı",        "書きました", "書いた",      "書き込みました",
    "送信しました", "のメッセージ", "のメール",   "より",        "さん",
    NULL,
  };
  static const char *const bare_wrote[] = {
    "さんは書きました:", "さんが書きました:", "さんのメッセージ:", "さんからのメッセージ:",
    "さん wrote:",       "様のメッセージ:",   "は書きました:",     NULL,
  };
  g_autofree char *stem = NULL;
  gsize n = strlen (canon);
  guint digits;

  if (n < 8 || canon[n - 1] != ':')
    return FALSE;
  stem = g_strchomp (g_strndup (canon, n - 1));
  digits = count_digits (stem);

  if (ends_with_any (canon, bare_wrote))
    return TRUE;
  if (digits >= 4 && ends_with_any (stem, wrote)
      && (strchr (stem, ':') != NULL || strchr (stem, '@') != NULL || strstr (stem, "年") != NULL
          || g_str_has_prefix (stem, "on ") || strchr (stem, '/') != NULL))
    return TRUE;
  if (strchr (stem, '@') != NULL && ends_with_any (stem, wrote))
    return TRUE;

  /* A date, a time and an address, then a colon. */
  return digits >= 6 && strchr (stem, '@') != NULL && strchr (stem, ':') != NULL
         && (g_str_has_suffix (stem, ">") || g_str_has_suffix (stem, ")"));
}

guint
henji_quote_block_field (const char *canon)
{
  static const struct
  {
    const char *key;
    guint bit;
  } fields[] = {
    { "from", HENJI_BLOCK_FROM },
    { "差出人", HENJI_BLOCK_FROM },
    { "送信者", HENJI_BLOCK_FROM },
    { "送信元", HENJI_BLOCK_FROM },
    { "発信者", HENJI_BLOCK_FROM },
    { "von", HENJI_BLOCK_FROM },
    { "de", HENJI_BLOCK_FROM },
    { "da", HENJI_BLOCK_FROM },
    { "sent", HENJI_BLOCK_DATE },
    { "date", HENJI_BLOCK_DATE },
    { "送信日時", HENJI_BLOCK_DATE },
    { "日時", HENJI_BLOCK_DATE },
    { "日付", HENJI_BLOCK_DATE },
    { "送信日", HENJI_BLOCK_DATE },
    { "受信日時", HENJI_BLOCK_DATE },
    { "受信日", HENJI_BLOCK_DATE },
    { "gesendet", HENJI_BLOCK_DATE },
    { "datum", HENJI_BLOCK_DATE },
    { "envoyé", HENJI_BLOCK_DATE },
    { "enviado", HENJI_BLOCK_DATE },
    { "inviato", HENJI_BLOCK_DATE },
    { "data", HENJI_BLOCK_DATE },
    { "to", HENJI_BLOCK_TO },
    { "宛先", HENJI_BLOCK_TO },
    { "送信先", HENJI_BLOCK_TO },
    { "an", HENJI_BLOCK_TO },
    { "à", HENJI_BLOCK_TO },
    { "para", HENJI_BLOCK_TO },
    { "a", HENJI_BLOCK_TO },
    { "cc", HENJI_BLOCK_CC },
    { "subject", HENJI_BLOCK_SUBJECT },
    { "件名", HENJI_BLOCK_SUBJECT },
    { "題名", HENJI_BLOCK_SUBJECT },
    { "betreff", HENJI_BLOCK_SUBJECT },
    { "objet", HENJI_BLOCK_SUBJECT },
    { "asunto", HENJI_BLOCK_SUBJECT },
    { "oggetto", HENJI_BLOCK_SUBJECT },
    { "assunto", HENJI_BLOCK_SUBJECT },
  };
  const char *p = canon;
  gsize n;

  while (*p == '*' || *p == '[' || *p == ' ')
    p++;
  n = strcspn (p, ":]*");
  if (p[n] == '\0' || n > 24)
    return 0;
  while (n > 0 && p[n - 1] == ' ')
    n--;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].key) == n && strncmp (p, fields[i].key, n) == 0)
      return fields[i].bit;

  return 0;
}

/* "249-1234567-1234567" somewhere in it. */
static gboolean
has_order_id (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (p[0] == '-' && p - text >= 3 && strlen (p) >= 16 && p[8] == '-' && g_ascii_isdigit (p[-1])
        && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[7]) && g_ascii_isdigit (p[9])
        && g_ascii_isdigit (p[15]))
      return TRUE;

  return FALSE;
}

gboolean
henji_quote_is_frame_head (const char *canon)
{
  static const char *const orders[]
      = { "#", "order id", "order number", "注文番号", "注文:", "注文 " };

  if (g_ascii_isdigit (*canon) && strstr (canon, "[asin:") != NULL)
    return TRUE;
  if (!g_str_has_suffix (canon, ":"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_has_prefix (canon, orders[i]))
      return has_order_id (canon);

  return FALSE;
}

gboolean
henji_quote_is_frame_foot (const char *canon)
{
  static const char *const feet[] = {
    "[commmgrtok:",
    "spc-jpamazon-",
    "spc-usamazon-",
    "spc-euamazon-",
    "no-response-needed",
    "messaging/inbox",
    "(sellercentral",
    "//sellercentral",
    "was this email helpful",
    "was this e-mail helpful",
    "amazon.com, inc",
    "all rights reserved",
    "report questionable activity",
    "このeメールは役に立ちましたか",
    "このメールは役に立ちましたか",
    NULL,
  };

  return contains_any (canon, feet);
}
