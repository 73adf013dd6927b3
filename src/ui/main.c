/* main.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji"

#include "config.h"

#include "henji-application.h"
#include "henji-locale.h"
#include "henji-ui-resources.h"

/* A window of text is painted by the processor as fast, opens sooner and takes tens of megabytes
 * less than with the drivers of OpenGL. Whoever names a renderer gets it. Programs that Henji
 * starts do not inherit this: see henji-compat.c. */
static void
leave_gl_out (void)
{
  const char *renderer = g_getenv ("GSK_RENDERER");
  const char *debug = g_getenv ("GDK_DEBUG");

  if ((renderer == NULL || g_str_equal (renderer, "cairo")) && (debug == NULL || *debug == '\0'))
    {
      g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
      g_setenv ("GSK_RENDERER", "cairo", TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (HenjiApplication) app = NULL;

  leave_gl_out ();
  henji_locale_init ();
  henji_ui_register_resource ();
  g_set_prgname (HENJI_APP_ID);
  app = henji_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
