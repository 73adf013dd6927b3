/* henji-check-pictures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Emoji, faces made of characters, and ornaments at the end of a sentence.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include <string.h>

#define MAX_FACE 16  /* characters between the brackets */
#define MAX_QUOTE 40 /* characters beside one, up to a quotation mark */
#define MAX_LOOKS 20 /* faces that are held against each other */

/* Characters below U+1F000 that are shown as pictures (Emoji_Presentation of Unicode 15), and the
 * hearts and faces among the old symbols. ★ ☆ ♪ ※ → ① ℃ ™ ✓ are none. */
static const gunichar pictures[][2] = {
  { 0x231A, 0x231B }, { 0x23E9, 0x23EC }, { 0x23F0, 0x23F0 }, { 0x23F3, 0x23F3 },
  { 0x25FD, 0x25FE }, { 0x2614, 0x2615 }, { 0x2639, 0x263B }, { 0x2648, 0x2653 },
  { 0x2661, 0x2661 }, { 0x2665, 0x2665 }, { 0x267F, 0x267F }, { 0x2693, 0x2693 },
  { 0x26A1, 0x26A1 }, { 0x26AA, 0x26AB }, { 0x26BD, 0x26BE }, { 0x26C4, 0x26C5 },
  { 0x26CE, 0x26CE }, { 0x26D4, 0x26D4 }, { 0x26EA, 0x26EA }, { 0x26F2, 0x26F3 },
  { 0x26F5, 0x26F5 }, { 0x26FA, 0x26FA }, { 0x26FD, 0x26FD }, { 0x2705, 0x2705 },
  { 0x270A, 0x270B }, { 0x2728, 0x2728 }, { 0x274C, 0x274C }, { 0x274E, 0x274E },
  { 0x2753, 0x2755 }, { 0x2757, 0x2757 }, { 0x2763, 0x2764 }, { 0x2795, 0x2797 },
  { 0x27B0, 0x27B0 }, { 0x27BF, 0x27BF }, { 0x2B1B, 0x2B1C }, { 0x2B50, 0x2B50 },
  { 0x2B55, 0x2B55 },
};

#define VARIATION_PICTURE 0xFE0F
#define KEYCAP 0x20E3
#define JOINER 0x200D

static gboolean
is_picture (gunichar c)
{
  if (c >= 0x1F000)
    return c <= 0x1FAFF && (c < 0x1F100 || c > 0x1F18D);
  if (c < pictures[0][0] || c > pictures[G_N_ELEMENTS (pictures) - 1][1])
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (c >= pictures[i][0] && c <= pictures[i][1])
      return TRUE;

  return FALSE;
}

/* A symbol that its variation selector turns into a picture. */
static gboolean
is_turned (gunichar before)
{
  return before >= 0x2000 && before != 0x2122 && before < 0x3400;
}

typedef struct
{
  gunichar *c;
  guint32 *at; /* bytes; one more for the end */
  gsize n;
} Raw;

static void
read_raw (const HenjiCheckText *text, Raw *raw)
{
  const char *end = text->raw + text->raw_length;

  raw->c = g_new (gunichar, text->raw_length + 4);
  raw->at = g_new (guint32, text->raw_length + 4);
  for (const char *p = text->raw; p < end;)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, end - p);
      gboolean valid = c < (gunichar) -2;

      raw->c[raw->n] = valid ? c : 0xFFFD;
      raw->at[raw->n++] = (guint32) (p - text->raw);
      p = valid ? g_utf8_next_char (p) : p + 1;
    }
  for (guint i = 0; i < 4; i++)
    {
      raw->c[raw->n + i] = 0;
      raw->at[raw->n + i] = (guint32) text->raw_length;
    }
}

static void
find_emoji (HenjiCheckRun *run, const Raw *raw)
{
  for (gsize i = 0; i < raw->n;)
    {
      gsize start = i;

      while (i < raw->n
             && (is_picture (raw->c[i])
                 || (raw->c[i + 1] == VARIATION_PICTURE
                     && (is_turned (raw->c[i]) || raw->c[i + 2] == KEYCAP))
                 || (i > start
                     && (raw->c[i] == VARIATION_PICTURE || raw->c[i] == KEYCAP
                         || raw->c[i] == JOINER))))
        i++;
      if (i > start)
        henji_check_report (run, "emoji", raw->at[start], raw->at[i], NULL);
      else
        i++;
    }
}

/* --- faces --------------------------------------------------------------------------------------
 */

/* The characters of @word at @i? Their number, else 0. */
static gsize
word_at (const Raw *raw, gsize i, const char *word)
{
  gsize n = 0;

  for (; *word != '\0'; word = g_utf8_next_char (word), n++)
    if (raw->c[i + n] != g_utf8_get_char (word))
      return 0;

  return n;
}

/* ":)" at the end of "(as follows:)" is no face. */
static gboolean
closes_bracket (const Raw *raw, gsize i)
{
  int open = 0;

  while (i-- > 0 && raw->c[i] != '\n')
    {
      open += raw->c[i] == '(' ? 1 : raw->c[i] == ')' ? -1 : 0;
      if (open > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_outside (gunichar before)
{
  return before == 0 || henji_check_is_blank (before) || before >= 0x80
         || strchr (".,!?)\"'", (int) before) != NULL;
}

/* A face among the list's begins at @i: its length, else 0. */
static gsize
face_at (const GPtrArray *faces, const gunichar *first, const Raw *raw, gsize i)
{
  gsize longest = 0;

  for (guint k = 0; k < faces->len; k++)
    {
      const char *face = faces->pdata[k];
      gsize n = first[k] == raw->c[i] ? word_at (raw, i, face) : 0;
      gunichar before = i > 0 ? raw->c[i - 1] : 0;
      gunichar after = raw->c[i + n];

      if (n <= longest)
        continue;
      if ((guchar) *face < 0x80)
        {
          if (!is_outside (after) || (before < 0x80 && g_ascii_isdigit ((char) before)))
            continue;
          if (g_ascii_isalpha (*face) && !is_outside (before))
            continue;
          if (g_ascii_isalpha (face[strlen (face) - 1]) && !is_outside (before))
            continue;
          if (*face == '<' && henji_check_is_blank (after) && after != '\n' && after != 0
              && raw->c[i + n + 1] != '\n' && raw->c[i + n + 1] != 0)
            continue; /* "<3 days" */
          if (face[strlen (face) - 1] == '(' && after >= 0x80)
            continue; /* "次の通り:(1)" */
          if (face[strlen (face) - 1] == ')' && strchr (face, '(') == NULL
              && closes_bracket (raw, i))
            continue;
        }
      longest = n;
    }

  return longest;
}

/* Everything between brackets belongs to a face, and something only to one. */
static gboolean
is_bracketed_face (const HenjiChecker *checker, const Raw *raw, gsize open, gsize close)
{
  const GPtrArray *parts = checker->lists[HENJI_LIST_FACE_PARTS];
  const GPtrArray *fill = checker->lists[HENJI_LIST_FACE_FILL];
  gunichar inside[MAX_FACE + 4] = { 0 };
  Raw face = { inside, NULL, 0 };
  gboolean found = FALSE;

  for (gsize i = open + 1; i < close; i++)
    if (raw->c[i] != ' ' && raw->c[i] != 0x3000)
      inside[face.n++] = raw->c[i];
  if (face.n < 2)
    return FALSE;
  for (gsize i = 0; i < face.n;)
    {
      gsize n = 0;

      for (guint k = 0; k < parts->len && n == 0; k++)
        n = word_at (&face, i, parts->pdata[k]);
      found |= n > 0;
      for (guint k = 0; k < fill->len && n == 0; k++)
        if (g_utf8_strchr (fill->pdata[k], -1, inside[i]) != NULL)
          n = 1;
      if (n == 0)
        return FALSE;
      i += n;
    }

  return found;
}

typedef struct
{
  gsize start, end; /* characters */
  gboolean quoted;
} Face;

/* 「Smile :-) キーキャップ」, ":-)": as a name or a pattern has it. */
static gboolean
is_quoted (const Raw *raw, gsize start, gsize end)
{
  if (start > 0 && raw->c[start - 1] == '"' && raw->c[end] == '"')
    return TRUE;
  for (gsize i = start; i > 0 && start - i < MAX_QUOTE; i--)
    {
      gunichar c = raw->c[i - 1];

      if (c == '\n' || c == 0x300D || c == 0x300F)
        return FALSE;
      if (c != 0x300C && c != 0x300E)
        continue;
      for (i = end; i < raw->n && i - end < MAX_QUOTE && raw->c[i] != '\n'; i++)
        if (raw->c[i] == 0x300D || raw->c[i] == 0x300F)
          return TRUE;
      return FALSE;
    }

  return FALSE;
}

/* One that is spoken of in quotation marks is spoken of elsewhere, too. */
static void
report_faces (HenjiCheckRun *run, const Raw *raw, const GArray *faces)
{
  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = &g_array_index (faces, Face, i);
      gboolean spoken_of = FALSE;

      for (guint k = 0; k < faces->len && k < MAX_LOOKS && !spoken_of; k++)
        {
          const Face *other = &g_array_index (faces, Face, k);

          spoken_of = other->quoted && other->end - other->start == face->end - face->start
                      && memcmp (raw->c + other->start, raw->c + face->start,
                                 (face->end - face->start) * sizeof (gunichar))
                             == 0;
        }
      if (!spoken_of)
        henji_check_report (run, "emoji", raw->at[face->start], raw->at[face->end], NULL);
    }
}

static void
add_face (GArray *found, const Raw *raw, gsize start, gsize end)
{
  Face face = { start, end, is_quoted (raw, start, end) };

  g_array_append_val (found, face);
}

static void
find_faces (HenjiCheckRun *run, const Raw *raw)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Face));
  const GPtrArray *faces = run->checker->lists[HENJI_LIST_FACES];
  g_autofree gunichar *first = g_new (gunichar, faces->len + 1);
  gboolean begins[256] = { FALSE }; /* by the first character's low byte */

  for (guint k = 0; k < faces->len; k++)
    {
      first[k] = g_utf8_get_char (faces->pdata[k]);
      begins[first[k] & 0xFF] = TRUE;
    }

  for (gsize i = 0; i < raw->n; i++)
    {
      gunichar c = raw->c[i];
      gsize n = begins[c & 0xFF] ? face_at (faces, first, raw, i) : 0;
      gsize close;

      if (n > 0)
        {
          add_face (found, raw, i, i + n);
          i += n - 1;
          continue;
        }
      if (c != '(' && c != 0xFF08)
        continue;
      for (close = i + 1; close < raw->n && close - i <= MAX_FACE && raw->c[close] != ')'
                          && raw->c[close] != 0xFF09;)
        close++;
      if ((raw->c[close] == ')' || raw->c[close] == 0xFF09) && close - i > 2
          && is_bracketed_face (run->checker, raw, i, close))
        {
          add_face (found, raw, i, close + 1);
          i = close;
        }
    }
  report_faces (run, raw, found);
}

/* --- ornaments ----------------------------------------------------------------------------------
 */

static gboolean
is_ornament (const HenjiChecker *checker, gunichar c)
{
  const GPtrArray *ornaments = checker->lists[HENJI_LIST_ORNAMENTS];

  for (guint k = 0; k < ornaments->len; k++)
    if (g_utf8_get_char (ornaments->pdata[k]) == c)
      return TRUE;

  return FALSE;
}

/* Where a sentence in Japanese may end. ★ behind a noun says how many stars something has. */
static gboolean
ends_sentence (gunichar c)
{
  return (c >= 0x3041 && c <= 0x3096) || c == '!' || c == 0xFF01 || c == 0x3002;
}

static void
find_ornaments (HenjiCheckRun *run, const Raw *raw)
{
  for (gsize i = 1; i < raw->n; i++)
    {
      gsize end = i;

      if (!ends_sentence (raw->c[i - 1]))
        continue;
      while (is_ornament (run->checker, raw->c[end]))
        end++;
      if (end > i && (raw->c[end] == 0 || henji_check_is_blank (raw->c[end])))
        henji_check_report (run, "ornament", raw->at[i], raw->at[end], NULL);
    }
}

void
henji_check_pictures (HenjiCheckRun *run)
{
  Raw raw = { 0 };

  read_raw (run->text, &raw);
  find_emoji (run, &raw);
  find_faces (run, &raw);
  find_ornaments (run, &raw);
  g_free (raw.c);
  g_free (raw.at);
}
