/* henji-promise-cue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that say whose turn a date is: "we will", "please", いたします, ください.
 */
#define G_LOG_DOMAIN "henji-promise"

#include "config.h"

#include "henji-promise-private.h"

/* The first alternative that fits at a place wins: what only looks like ours comes before it. */
static const char pattern_ja[]
    = "(?<theirs>くださ|下さ|お願い|御願い|願い(?:ま|た|上|申)|いただけ|頂け|いただき|頂き|"
      "いただく|頂く"
      "|いただい|頂い|いただか|頂か|もらえ|お?待ち|場合|なけれ|なかった|ない(?:とき|時|際|と)"
      "|ましたら|でしたら|たら|れば|ますか|ませんか|ましょうか|でしょうか|ですか)"
      "|(?<nobody>到着(?:いたし|致し|し|する|の?予定|の?見込)|お?届(?:き|く|けの?予定|いた)"
      "|入荷|休業|休み|営業|失効|締め?切|終了|完売|再開|反映|ました|ません|かね(?!な)"
      "|(?:し|送っ|いただい|頂い)た(?![らい])|(?:受け付け|受付|承っ|お受けし|対応し)て(?:おり|い)"
      "ます|承り)"
      "|(?<ours>させて(?:いただきます|頂きます|いただく(?:予定|所存)|頂く(?:予定|所存))"
      "|(?:いたし|致し|申し上げ|差し?上げ|さしあげ|まいり|参り|送り|届け|戻し|返し|出し|伝え|"
      "知らせ|伺い"
      "|進め|行い|おこない|させ|し)ます"
      "|(?:いたす|致す|する|送る|届ける|返す|出す|差し上げる|行う|おこなう|お送りする)(?:こと)?の?"
      "(?:予定|見込み|つもり|所存)"
      "|(?:発送|出荷|返金|連絡|回答|返信|返事|報告|手配|対応|交換|再送|返送|案内)(?:を|の)?予定)";

#define WE "(?:we|i|our (?:team|staff|warehouse|shop))"
#define WAITS_FOR                                                                                  \
  "(?:you|we (?:receive|hear|get|do not|don't|have)|i (?:receive|hear|get|do not|don't)|the|it|"   \
  "your|this|that|there|they)"

static const char pattern_en[]
    = "(?<ours>\\byou(?: will|'ll) hear (?:back )?from (?:us|me)"
      "|\\b" WE "(?:'ll| will| shall|'re going to| are going to|'m going to| am going to| plan to"
      "| aim to| expect to| intend to| promise to|'re (?=shipping|sending|refunding|issuing)"
      "| are (?=shipping|sending|refunding|issuing)|'m (?=shipping|sending|refunding)"
      "| am (?=shipping|sending|refunding))(?! not\\b| never\\b| no longer\\b)"
      "|\\b(?:and|then|also) will(?! not\\b| (?:arrive|reach|be delivered|be with|receive|get|need"
      "|appear|show|take)\\b)"
      "|\\b(?:will|is going to|are going to) be (?:shipped|sent|dispatched|posted|mailed|refunded"
      "|issued|processed|replaced|reshipped|re-sent|resent|made|cancelled|canceled|on its way)\\b"
      "|\\bwill leave (?:us|our|here)\\b"
      "|\\bexpect (?:an? |our |my )?(?:e-?mail|reply|answer|message|update|response) from "
      "(?:us|me)\\b"
      "|\\b(?:order|replacement|item|parcel|package) (?:ships|leaves|goes out)\\b"
      "|\\b(?:we|i) can (?=ship|send|dispatch|refund|replace|exchange|write|reply))"
      "|(?<theirs>\\bplease\\b|\\bkindly\\b|\\b(?:could|can|would|will) you\\b|\\blet (?:us|me) "
      "know\\b"
      "|\\byou (?:can|may|could|must|need|have to|should|would|want|wish|do not|don't|reply|send"
      "|return|let|confirm|choose|tell)\\b"
      "|\\b(?:if|once|when|after|until|unless|as soon as|provided(?: that)?|in case) " WAITS_FOR
      "\\b"
      "|\\b(?:need|require|wait(?:ing)?|await(?:ing)?|hold|keep (?:it|your|the|this|open))\\b"
      "|\\bhear(?:ing)? from you\\b|\\byour (?:reply|answer|response|photos?|return|decision)\\b"
      "|^(?:reply|send|return|answer|tell|choose|write|confirm|respond|let|ship|use)\\b)"
      "|(?<nobody>\\b" WE "(?:'ve| have| had)?(?: already| just)? (?:shipped|sent|refunded|issued"
      "|received|dispatched|posted|contacted|asked|checked|cannot|can't|could not|couldn't|won't"
      "|will not|will never|will no longer|are unable)\\b"
      "|\\b(?:will|should|may|might|could|to)(?: be)? (?:arrive|reach|delivered|appear|show "
      "up|take)\\b"
      "|\\b(?:arrives?|receive|delivered|has been|have been|expires?"
      "|ends?|available|valid|be (?:closed|away|on holiday|out of office|back))\\b)";

GArray *
henji_promise_cues (const char *sentence, HenjiLanguage language)
{
  static GRegex *regexes[2];
  static gsize ready;
  GArray *cues = g_array_new (FALSE, TRUE, sizeof (HenjiPromiseCue));
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&ready))
    {
      g_autoptr (GError) error = NULL;

      regexes[0] = g_regex_new (pattern_ja, G_REGEX_OPTIMIZE, 0, &error);
      g_assert_no_error (error);
      regexes[1] = g_regex_new (pattern_en, G_REGEX_OPTIMIZE, 0, &error);
      g_assert_no_error (error);
      g_once_init_leave (&ready, 1);
    }

  for (g_regex_match (regexes[language == HENJI_LANGUAGE_JA ? 0 : 1], sentence, 0, &match);
       g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      HenjiPromiseCue cue = { 0 };
      int start, end;

      g_match_info_fetch_pos (match, 0, &cue.start, &cue.end);
      if (g_match_info_fetch_named_pos (match, "ours", &start, &end) && start >= 0)
        cue.who = HENJI_PROMISE_OURS;
      else if (g_match_info_fetch_named_pos (match, "theirs", &start, &end) && start >= 0)
        cue.who = HENJI_PROMISE_THEIRS;
      g_array_append_val (cues, cue);
    }

  return cues;
}
