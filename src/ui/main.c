/* main.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji"

#include "config.h"

#include "henji-application.h"
#include "henji-locale.h"
#include "henji-ui-resources.h"

int
main (int argc, char **argv)
{
  g_autoptr (HenjiApplication) app = NULL;

  henji_locale_init ();
  henji_ui_register_resource ();
  g_set_prgname (HENJI_APP_ID);
  app = henji_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
