/* What the desktop is told when clocks run out and when cases come, by a stand-in for the desktop
 * on a bus of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gtk/gtk.h>

#include "../desk/desk-fixture.h"
#include "henji-due-notice.h"
#include "henji-new-notice.h"

static const char *const
    interface = "<node><interface name='org.freedesktop.Notifications'>"
                "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
                "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' "
                "direction='in'/>"
                "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
                "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
                "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
                "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
                "</interface></node>";

static GString *told; /* "title|body" a line, "closed" */
static GApplication *app;

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *iface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  if (g_str_equal (method, "Notify"))
    {
      const char *title, *body;

      g_variant_get_child (parameters, 3, "&s", &title);
      g_variant_get_child (parameters, 4, "&s", &body);
      g_string_append_printf (told, "%s|%s\n", title, body);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 7));
    }
  else if (g_str_equal (method, "CloseNotification"))
    {
      g_string_append (told, "closed\n");
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *) late = TRUE;

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the desktop was told @expected, and a little longer. */
static void
assert_told (const char *expected)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (20, late_cb, &late);

  while (!late && strcmp (told->str, expected) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  late = FALSE;
  g_timeout_add (300, late_cb, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told->str, ==, expected);
  g_string_truncate (told, 0);
}

static void
test_due (void)
{
  Fixture f;
  g_autoptr (HenjiDueNotice) notice = NULL;
  g_autoptr (GError) error = NULL;
  gint64 row;

  set_up (&f, NULL);
  /* Came twenty-one hours ago: three are left. */
  import (&f, write_mail (&f, "a", 21, ORDER, "The mug arrived broken."));
  row = only_case (&f);
  notice = henji_due_notice_new (app, f.desk);
  henji_due_notice_update (notice);
  assert_told ("");

  henji_desk_set_now (f.desk, NOW + HENJI_HOUR + 2 * HENJI_MINUTE);
  henji_due_notice_update (notice);
  assert_told ("1 case is due soon|The next in 1 h 58 m.\n");
  henji_due_notice_update (notice);
  assert_told ("");
  henji_desk_set_now (f.desk, NOW + 2 * HENJI_HOUR + 31 * HENJI_MINUTE);
  henji_due_notice_update (notice);
  assert_told ("1 case is due soon|The next in 29 minutes.\n");
  henji_desk_set_now (f.desk, NOW + 4 * HENJI_HOUR);
  henji_due_notice_update (notice);
  assert_told ("");

  /* Handled: it goes by itself. */
  g_assert_cmpint (henji_desk_answered (f.desk, row, &error), !=, 0);
  assert_told ("closed\n");
  tear_down (&f, NULL);
}

static void
test_new (void)
{
  Fixture f;
  g_autoptr (HenjiNewNotice) notice = NULL;
  g_autoptr (GError) error = NULL;
  gint64 row;

  set_up (&f, NULL);
  import (&f, write_mail (&f, "a", 3, ORDER, "The mug arrived broken."));
  row = only_case (&f);
  notice = henji_new_notice_new (app, f.desk);
  assert_told ("");

  /* Another case; then one more mail of it, and what the seller does with the old one. */
  import (&f, write_mail (&f, "b", 2, ORDER_2, "Where is my parcel?"));
  assert_told ("1 new case|\n");
  import (&f, write_mail (&f, "c", 1, ORDER_2, "Please answer."));
  g_assert_cmpint (henji_desk_answered (f.desk, row, &error), !=, 0);
  assert_told ("");

  g_assert_cmpint (henji_desk_answered (f.desk, row + 1, &error), !=, 0);
  assert_told ("closed\n");
  tear_down (&f, NULL);
}

int
main (int argc, char **argv)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY")); /* the bus takes it away */
  GTestDBus *bus; /* ends with the program: the toolkit never lets go of its connection */
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GDBusNodeInfo) node = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DISPLAY", display, TRUE);
  told = g_string_new (NULL);
  node = g_dbus_node_info_new_for_xml (interface, NULL);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (connection);
  g_dbus_connection_register_object (connection, "/org/freedesktop/Notifications",
                                     node->interfaces[0], &vtable, NULL, NULL, NULL);
  g_bus_own_name_on_connection (connection, "org.freedesktop.Notifications",
                                G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  app = G_APPLICATION (gtk_application_new ("io.github.henji.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (app, NULL, NULL);
  g_assert_true (g_application_get_is_registered (app));
  g_test_add_func ("/notice/due", test_due);
  g_test_add_func ("/notice/new", test_new);
  result = g_test_run ();
  g_object_unref (app);
  g_string_free (told, TRUE);

  return result;
}
