/* henji-list-nothing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-nothing"

#include "config.h"

#include "henji-list-nothing.h"

#include <glib/gi18n-lib.h>

void
henji_list_nothing_say (AdwStatusPage *page, const HenjiCaseQuery *query, gboolean narrowed)
{
  if (query->text != NULL)
    {
      adw_status_page_set_title (page, _ ("Nothing Found"));
      adw_status_page_set_description (
          page, _ ("Names, order numbers, words of a message: part of a word is enough."));
    }
  else if (narrowed)
    {
      adw_status_page_set_title (page, _ ("None of These"));
      adw_status_page_set_description (page, _ ("No case passes the filter."));
    }
  else if (query->tab == HENJI_TAB_OURS)
    {
      adw_status_page_set_title (page, _ ("All Answered"));
      adw_status_page_set_description (
          page, _ ("It is nobody's turn but the buyers'. Drop new mail here to go on."));
    }
  else
    {
      adw_status_page_set_title (page, _ ("No Cases"));
      adw_status_page_set_description (page,
                                       query->tab == HENJI_TAB_THEIRS
                                           ? _ ("Cases you have answered wait here for the buyer.")
                                           : _ ("Import mail, and cases appear here."));
    }
}
