/* henji-check-amounts.c: amounts against the order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include <string.h>

#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000)

typedef struct
{
  gsize start, end; /* characters of `f` */
  HenjiMoney money;
} Amount;

static gint64
unit_of (gunichar c)
{
  return c == 0x767E ? 100 : c == 0x5343 ? 1000 : c == 0x4E07 ? 10000 : c == 0x5341 ? 10 : 0;
}

/* The number at @i in hundredths: 1,200 12.50 1万2千 三千. Its end, 0 when there is none. */
static gsize
read_number (const gunichar *f, gsize i, gint64 *hundredths)
{
  gint64 value = 0, part = 0;
  gsize start = i;
  gboolean open = FALSE; /* figures without a unit so far */

  for (; i - start < 24; i++)
    {
      gint64 figure = henji_check_figure (f[i]), unit = unit_of (f[i]);

      if (figure >= 0)
        part = open ? part * 10 + figure : figure;
      else if (unit > 0 && (i > start || unit < 10000))
        {
          value += (open ? part : 1) * unit;
          part = 0;
        }
      else if (f[i] != ',' || i == start || !henji_check_is_digit (f[i + 1])
               || !henji_check_is_digit (f[i + 2]) || !henji_check_is_digit (f[i + 3]))
        break;
      open = f[i] == ',' || figure >= 0;
      if (part > MAX_AMOUNT || value > MAX_AMOUNT)
        return 0;
    }
  if (i == start)
    return 0;
  value = (value + part) * 100;
  if (f[i] == '.' && henji_check_is_digit (f[i + 1]))
    {
      guint decimals = 0;

      for (i++; henji_check_is_digit (f[i]); i++, decimals++)
        if (decimals < 2)
          value += (gint64) (f[i] - '0') * (decimals == 0 ? 10 : 1);
    }
  *hundredths = value;

  return i;
}

/* "thirty", "forty-five" */
static gsize
read_spelled (const HenjiCheckText *text, gsize i, gint64 *hundredths)
{
  static const struct
  {
    const char *word;
    int value;
  } words[] = { { "ten", 10 },          { "twelve", 12 },       { "fifteen", 15 },
                { "twenty", 20 },       { "thirty", 30 },       { "forty", 40 },
                { "fifty", 50 },        { "sixty", 60 },        { "seventy", 70 },
                { "eighty", 80 },       { "ninety", 90 },       { "a hundred", 100 },
                { "one hundred", 100 }, { "two hundred", 200 }, { "three hundred", 300 },
                { "five hundred", 500 } };
  static const char *const units[]
      = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" };

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (henji_check_is_at (text, i, words[k].word))
      {
        gsize end = i + strlen (words[k].word);

        *hundredths = words[k].value * 100;
        for (guint u = 0; u < G_N_ELEMENTS (units) && (text->f[end] == '-' || text->f[end] == ' ');
             u++)
          if (henji_check_is_at (text, end + 1, units[u]))
            {
              *hundredths += (u + 1) * 100;
              end += 1 + strlen (units[u]);
            }
        return henji_check_is_letter (text->f[end]) ? 0 : end;
      }

  return 0;
}

static gboolean
read_amount (const HenjiCheckText *text, gsize i, Amount *amount)
{
  static const struct
  {
    const char *word, *currency;
  } behind[] = { { "円", "JPY" },   { "えん", "JPY" },   { "yen", "JPY" },
                 { "jpy", "JPY" },  { "dollar", "USD" }, { "米どる", "USD" },
                 { "どる", "USD" }, { "usd", "USD" },    { "bucks", "USD" } };
  const gunichar *f = text->f;
  gboolean usd = henji_check_is_at (text, i, "usd ") || henji_check_is_at (text, i, "jpy ");
  const char *currency = f[i] == '$'                    ? "USD"
                         : f[i] == 0xA5 || f[i] == '\\' ? "JPY"
                         : usd && f[i] == 'u'           ? "USD"
                         : usd                          ? "JPY"
                                                        : NULL;
  gsize number = i + (usd ? 4 : currency != NULL ? 1 : 0), end, after;
  gint64 hundredths;

  if (currency == NULL && i > 0 && (henji_check_is_latin (f[i - 1]) || f[i - 1] == '-'))
    return FALSE;
  while (currency != NULL && f[number] == ' ')
    number++;
  end = henji_check_is_letter (f[number]) ? read_spelled (text, number, &hundredths)
                                          : read_number (f, number, &hundredths);
  if (end == 0)
    return FALSE;
  for (after = end; f[after] == ' ';)
    after++;
  for (guint k = 0; k < G_N_ELEMENTS (behind); k++)
    if (henji_check_is_at (text, after, behind[k].word))
      {
        currency = behind[k].currency;
        end = after + (gsize) g_utf8_strlen (behind[k].word, -1);
        break;
      }
  if (currency == NULL)
    return FALSE;

  amount->start = i;
  amount->end = end;
  amount->money.minor = currency[0] == 'J' ? hundredths / 100 : hundredths;
  memcpy (amount->money.currency, currency, 4);

  return TRUE;
}

/* What the case's orders came to; not set when that is not known. */
static HenjiMoney
total_of (const HenjiCheckRun *run)
{
  const GPtrArray *orders = run->context->orders;
  HenjiMoney sum = HENJI_MONEY_NONE;

  if (orders == NULL || orders->len == 0)
    return run->reply->order != NULL ? henji_order_total (run->reply->order) : sum;
  for (guint i = 0; i < orders->len; i++)
    {
      HenjiMoney total = henji_order_total (orders->pdata[i]);

      if (!henji_money_is_set (total) || (i > 0 && strcmp (total.currency, sum.currency) != 0))
        return HENJI_MONEY_NONE;
      total.minor += sum.minor;
      sum = total;
    }

  return sum;
}

static gboolean
is_above (HenjiMoney amount, HenjiMoney total)
{
  return henji_money_is_set (amount) && strcmp (amount.currency, total.currency) == 0
         && amount.minor > total.minor;
}

/* What the amounts of one sentence come to. */
typedef struct
{
  const HenjiCheckSentence *sentence;
  gsize start, end; /* from the first amount to the last, characters of `f` */
  gint64 sum;
  gboolean whole; /* the order's total is among them */
  gboolean twice; /* ... and said to be paid once more */
} Sum;

/* "a) $40.00 … c) $210.00": items of a list are ways to choose from. */
static gboolean
is_list (const HenjiCheckText *text, gsize start, gsize end)
{
  for (gsize i = start; i + 2 < end; i++)
    {
      gunichar c;

      if (text->f[i] != '\n')
        continue;
      for (i++; text->f[i] == ' ' || text->f[i] == 0x3000 || text->f[i] == '(';)
        i++;
      c = text->f[i + 1];
      if (text->f[i] == '-' || text->f[i] == 0x30FB
          || (henji_check_is_latin (text->f[i]) && (c == ')' || c == '.' || c == ':')))
        return TRUE;
      i--;
    }

  return FALSE;
}

/* "You get it all back. On top of that I send $5." */
static gboolean
follows_full (const HenjiCheckText *text, const HenjiCheckSentence *sentence)
{
  const HenjiCheckSentence *before = sentence - 1;

  return sentence > (const HenjiCheckSentence *) (void *) text->sentences->data
         && henji_class_set_has (&before->classes, HENJI_CHECK_CLASS_FULL)
         && henji_class_set_has (&before->classes, HENJI_CHECK_CLASS_REFUND)
         && !henji_class_set_has (&before->classes, HENJI_CHECK_CLASS_DENIAL)
         && !henji_class_set_has (&before->classes, HENJI_CHECK_CLASS_CHOICE)
         && !henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_CHOICE);
}

/* "the full $24.80, and $5.00 on top": none of them is too much, together they are. */
static void
end_sum (HenjiCheckRun *run, Sum *sum, HenjiMoney total, const char *shown)
{
  const HenjiCheckSentence *sentence = sum->sentence;

  if (sentence == NULL || !henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_ADDING)
      || is_list (run->text, sum->start, sum->end))
    return;
  if (!sum->whole
      && (henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_FULL)
          || follows_full (run->text, sentence)))
    sum->sum += total.minor;
  /* "2,000円と480円、合わせて2,480円" names the same money twice, and so may the next sentence. */
  if (sum->sum > total.minor && (sum->twice || !sum->whole || sum->sum % total.minor != 0))
    henji_check_report (run, "refund-above", run->text->f_at[sum->start],
                        henji_check_byte_end (run->text, sum->end), shown);
}

void
henji_check_amounts (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;
  HenjiMoney total = total_of (run);
  g_autofree char *shown = NULL;
  Sum sum = { 0 };
  guint before = run->findings->len;

  if (!henji_money_is_set (total) || total.minor <= 0)
    return;

  shown = henji_money_format (total, run->language);
  for (gsize i = 0; i < text->n_f; i++)
    {
      const HenjiCheckSentence *sentence;
      Amount amount;

      if (!read_amount (text, i, &amount))
        continue;
      sentence = henji_check_sentence_at (text, text->f_at[i]);
      i = amount.end - 1;
      if (sentence == NULL || text->quoted[amount.start]
          || strcmp (amount.money.currency, total.currency) != 0
          || !henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_REFUND)
          || henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_NOT_REFUNDED)
          || henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_DENIAL))
        continue;
      if (sum.sentence != NULL && sentence == sum.sentence + 1
          && henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_ADDING)
          && !henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_CHOICE))
        sum.sentence = sentence; /* "I sent $15. Another $15 follows." */
      if (sentence != sum.sentence)
        {
          end_sum (run, &sum, total, shown);
          sum = (Sum){ .sentence = sentence, .start = amount.start };
        }
      sum.sum += amount.money.minor;
      sum.end = amount.end;
      sum.twice |= sum.whole && amount.money.minor == total.minor
                   && henji_check_beside (text, HENJI_CHECK_CLASS_ONCE_MORE, amount.start,
                                          amount.end, 12, 0);
      sum.whole |= amount.money.minor == total.minor;
      if (is_above (amount.money, total))
        henji_check_report (run, "refund-above", text->f_at[amount.start],
                            henji_check_byte_end (text, amount.end), shown);
    }
  end_sum (run, &sum, total, shown);
  for (guint i = 0; i < run->context->n_refunds && run->findings->len == before; i++)
    if (is_above (run->context->refunds[i], total))
      henji_check_report (run, "refund-above", 0, 0, shown);
}
