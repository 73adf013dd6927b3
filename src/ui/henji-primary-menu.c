/* henji-primary-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-primary-menu"

#include "config.h"

#include "henji-primary-menu.h"

#include <glib/gi18n-lib.h>

GMenuModel *
henji_primary_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) work = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenu) parcels = g_menu_new ();
  g_autoptr (GMenu) view = g_menu_new ();
  g_autoptr (GMenu) program = g_menu_new ();
  g_autoptr (GMenu) help = g_menu_new ();

  g_menu_append (work, _ ("_Import…"), "win.import");
  g_menu_append (work, _ ("Import a _Folder…"), "win.import-folder");
  g_menu_append (work, _ ("S_ync with the Marketplace"), "connection.sync");
  g_menu_append (work, _ ("_Undo"), "case.undo");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (work));
  g_menu_append (own, _ ("New Case with the _Marketplace…"), "support.new");
  g_menu_append (parcels, _ ("R_eceive a Return…"), "return.receive");
  g_menu_append (parcels, _ ("Return Labels That _Wait…"), "win.labels");
  g_menu_append (parcels, _ ("_Carrier Files"), "carriers.written");
  g_menu_append_submenu (own, _ ("Returns and Parcels"), G_MENU_MODEL (parcels));
  g_menu_append (view, _ ("Our Turn"), "list.tab::ours");
  g_menu_append (view, _ ("Waiting"), "list.tab::theirs");
  g_menu_append (view, _ ("All"), "list.tab::all");
  g_menu_append (view, _ ("Closed"), "list.tab::closed");
  g_menu_append_submenu (own, _ ("Show"), G_MENU_MODEL (view));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append (program, _ ("_Looking Back"), "win.summary");
  g_menu_append (program, _ ("Own _Texts"), "win.texts");
  g_menu_append (program, _ ("_Rules"), "win.rules");
  g_menu_append (program, _ ("_Marketplace Connection"), "connection.show");
  g_menu_append (program, _ ("_Back Up…"), "backup.save");
  g_menu_append (program, _ ("_Preferences"), "win.preferences('')");
  g_menu_append (help, _ ("_Keyboard Shortcuts"), "app.shortcuts");
  g_menu_append (help, _ ("Open the _Sample Shop"), "app.sample-shop");
  g_menu_append (help, _ ("_About Henji"), "app.about");
  g_menu_append_submenu (program, _ ("Help"), G_MENU_MODEL (help));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));

  return G_MENU_MODEL (menu);
}
