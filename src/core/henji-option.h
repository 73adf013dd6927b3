/* henji-option.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-message.h"

G_BEGIN_DECLS

/**
 * henji_option_chosen:
 * @sent: our answer that offered numbered options
 * @reply: what the buyer wrote next
 * @language: of the words that are wanted
 *
 * Which of the options in @sent the buyer chose: by its number ("2 please",
 * 「１番でお願いします」), else where @reply asks for the money or for the goods and just one
 * option offers that.
 *
 * Returns: (transfer full) (nullable): the option's words in @language; %NULL where none is chosen,
 *   or more than one, or the words are not known in that language
 */
char *
henji_option_chosen (const HenjiMessage *sent, const HenjiMessage *reply, HenjiLanguage language);

G_END_DECLS
