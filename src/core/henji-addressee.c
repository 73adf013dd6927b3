/* henji-addressee.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-addressee"

#include "config.h"

#include "henji-addressee.h"

#include <string.h>

#define MAX_WORDS 3000 /* bytes of the buyer's own words that are looked at */

/* What ends a name that stands in no brackets. */
#define END                                                                                        \
  "(?=\\s*(?:様|さま|御中|宛|で(?!ん)|に(?!ん)|と(?:し|い|書|入|記)|です|を"    \
  "|[。、,・\\n]|$))"
/* Words that stand where a name could stand. */
#define NOT_A_NAME "(?!" NONE_1 "|" NONE_2 "|" NONE_3 ")"
#define NONE_1 "変更|訂正|修正|どう|どの|どちら|指定|記入|記載|空|なし|無し|不要"
#define NONE_2 "こちら|下記|以下|次の|後|入れ|書い|書き|書け|まだ"
#define NONE_3 "自分|個人|必要|間違|お願い|私|同じ"
#define NAME NOT_A_NAME "([^\\s「」『』\"“”。、,:：][^「」『』\"“”。、\\n:：]{0,39}?)"
#define QUOTED "[「『\"“]\\s*([^「」『』\"“”\\n]{1,40}?)\\s*(?:様|さま|御中)?\\s*[」』\"”]"

/* What begins a name in English, in a pattern that does not care for case. */
#define CAPITAL "(?-i:(?=[A-Z0-9]|[^\\x00-\\x7f]))"

/* The first one that is found counts. */
static const char *const addressees[] = {
  "(?:宛名|あて名|宛て名|あてな)\\s*(?:は|を|、)?\\s*[「『]?(上様)[」』]?(?!\\s*(?:ではな|じゃな|"
  "でな))",
  "(?:宛名|あて名|宛て名|あてな)[^\\n]{0,8}(?:下記|以下|次)[^\\n]{0,30}\\n\\s*([^"
  "\\s「」『』。、\\n:：][^「」『』。、\\n:：]{1,39}?)\\s*(?:様|さま|御中)?\\s*(?:\\n|$)",
  "(?:宛名|あて名|宛て名|宛先名|あてな)\\s*(?:の(?:欄|ところ|名前))?\\s*(?:は|を|に|が|・|:|：|=|"
  "＝|、)?\\s*" QUOTED,
  QUOTED "\\s*(?:様|さま|御中)?\\s*(?:宛|あて)(?:て|名)?",
  "(?:宛名|あて名|宛て名|あてな)\\s*(?:は|を|:|：|=|＝)\\s*" NAME END,
  "(?:会社名|法人名|社名|屋号)\\s*(?:は|:|：)\\s*" QUOTED,
  "(?:会社名|法人名|社名|屋号)\\s*(?:は|:|：)\\s*" NAME END,
  "((?:株式会社|有限会社|合同会社|一般社団法人|医療法人|社会福祉法人|学校法人)\\s?[^"
  "\\s「」『』。、\\n]{1,30}?)\\s*(?:宛|あて|の名前で|の宛名|名義)",
  "([^\\s「」『』。、\\n]{1,30}?(?:株式会社|有限会社|合同会社))\\s*(?:宛|あて|の名前で|の宛名|"
  "名義)",
  "(?i)(?:made out to|make it out to|make the (?:receipt|invoice) out to|addressed to|in the name "
  "of|billed to|bill to)\\s*:?\\s*(?:(?:our|my|the) company,? )?[\"“]?" CAPITAL
  "([^\"“”\\n,.;?!]{2,60}?(?: "
  "(?:Inc|Ltd|LLC|Co|Corp|K\\.K|GK)\\.?)?)[\"”]?(?=\\s*(?:[,.;?!\\n]|\\bat\\b|\\bplease\\b|"
  "\\band\\b|\\bfor\\b|$))",
  "(?i)(?:addressee|company name|business name)\\s*(?:is|should "
  "be|:)\\s*[\"“]?" CAPITAL
  "([^\"“”\\n,;?!]{2,60}?)[\"”]?(?=\\s*(?:[,;?!\\n]|(?<![A-Z])\\.(?:\\s|$)|"
  "\\bplease\\b|$))",
  "(?i)with (?:my|our|the) company(?:'s)? "
  "name,?\\s*:?\\s*[\"“]?" CAPITAL
  "([^\"“”\\n,;?!]{2,60}?)[\"”]?(?=\\s*(?:[,;?!\\n]|(?<![A-Z])\\.(?:\\s|$)|"
  "\\bplease\\b|\\bon it\\b|$))",
  "(?:宛名|あて名|宛て名|あてな)[^「『\\n]{0,30}" QUOTED "(?!\\s*(?:ではな|じゃな|でな))",
  NULL,
};

static const char *const provisos[] = {
  "(?:但し?書き?|ただし書き?|但書)\\s*(?:の(?:欄|ところ))?\\s*(?:は|を|に|が|:|：|=|＝|、)?"
  "\\s*" QUOTED,
  "(?:但し?書き?|ただし書き?|但書)\\s*(?:は|を|:|：|=|＝)\\s*" NAME END,
  NULL,
};

static gpointer
compile (gpointer data)
{
  const char *const *patterns = data;
  GPtrArray *regexes = g_ptr_array_new ();

  for (guint i = 0; patterns[i] != NULL; i++)
    g_ptr_array_add (regexes, g_regex_new (patterns[i], G_REGEX_OPTIMIZE, 0, NULL));

  return regexes;
}

static char *
first_of (const HenjiMessage *message, const GPtrArray *regexes)
{
  gsize length = (gsize) CLAMP (message->own_length, 0, MAX_WORDS);
  g_autofree char *own = g_strndup (message->body != NULL ? message->body : "", length);
  g_autofree char *valid = g_utf8_make_valid (own, -1);

  for (guint i = 0; i < regexes->len; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regexes->pdata[i], valid, 0, &match))
        {
          char *found = g_strstrip (g_match_info_fetch (match, 1));

          if (*found != '\0')
            return found;
          g_free (found);
        }
    }

  return NULL;
}

char *
henji_addressee_find (const HenjiMessage *message)
{
  static GOnce once = G_ONCE_INIT;

  g_return_val_if_fail (message != NULL, NULL);

  return first_of (message, g_once (&once, compile, (gpointer) addressees));
}

char *
henji_proviso_find (const HenjiMessage *message)
{
  static GOnce once = G_ONCE_INIT;
  char *found;

  g_return_val_if_fail (message != NULL, NULL);

  found = first_of (message, g_once (&once, compile, (gpointer) provisos));
  /* 「事務用品代として」 is to say 事務用品代. */
  if (found != NULL && g_str_has_suffix (found, "として") && strlen (found) > strlen ("として"))
    found[strlen (found) - strlen ("として")] = '\0';

  return found;
}
