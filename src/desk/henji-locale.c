/* henji-locale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-locale"

#include "config.h"

#include "henji-locale.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>

static char *
translations_dir (void)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = exe != NULL ? g_path_get_dirname (exe) : NULL;
  g_autofree char *built = NULL;
  g_autofree char *known = NULL;

  if (folder != NULL)
    {
      built = g_build_filename (folder, "..", "..", "po", NULL);
      known = g_build_filename (built, "ja", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
      if (g_file_test (known, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&built);
    }
  return g_strdup (HENJI_LOCALE_DIR);
}

/* The "C" locale knows no translations; with another one LANGUAGE decides. */
static void
leave_c_locale (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);

  if (g_strcmp0 (locale, "C") == 0 || g_strcmp0 (locale, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
}

void
henji_locale_init (void)
{
  g_autofree char *dir = translations_dir ();

  if (setlocale (LC_ALL, "") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  leave_c_locale ();
  bindtextdomain (GETTEXT_PACKAGE, dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
henji_locale_set_language (const char *language)
{
  if (language == NULL || *language == '\0')
    return;
  g_setenv ("LANGUAGE", language, TRUE);
  leave_c_locale ();
  /* Makes gettext forget what it found so far. */
  textdomain (GETTEXT_PACKAGE);
}

HenjiLanguage
henji_locale_language (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "ja"))
      return HENJI_LANGUAGE_JA;
    else if (g_str_has_prefix (names[i], "en"))
      return HENJI_LANGUAGE_EN;

  return HENJI_LANGUAGE_EN;
}

int
henji_locale_first_weekday (void)
{
#ifdef __GLIBC__
  /* The first is a number counted from the second, which is the date of a Sunday or a Monday. */
  const char *first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  gboolean from_monday = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY)) == 19971201;
  int sunday_based = (first[0] - 1 + (from_monday ? 1 : 0)) % 7;

  return sunday_based == 0 ? 7 : sunday_based;
#else
  return 1;
#endif
}
