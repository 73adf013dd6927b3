/* henji-desk-postal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-postal"

#include "config.h"

#include "henji-desk-postal.h"

#include "henji-desk-own-files.h"
#include "henji-desk-private.h"
#include "henji-http.h"
#include "henji-postal-download.h"
#include "henji-postal-list.h"

#include <glib/gi18n-lib.h>

#define FILE_NAME "postal-codes.txt"
#define ENDPOINT "HENJI_POSTAL_ENDPOINT"

static char *
path_of (HenjiDesk *self)
{
  return self->dir != NULL ? g_build_filename (self->dir, FILE_NAME, NULL) : NULL;
}

/* ---- What is loaded -------------------------------------------------------------------------- */

/* (transfer full) (nullable): what lies on the disk; without an error when nothing does. */
static HenjiPostalCodes *
open_codes (HenjiDesk *self, GError **error)
{
  g_autofree char *path = path_of (self);
  g_autoptr (GMappedFile) map = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  /* The file is only ever replaced, so that what is mapped stays as it is. */
  map = g_mapped_file_new (path, FALSE, error);
  bytes = map != NULL ? g_mapped_file_get_bytes (map) : NULL;

  return bytes != NULL ? henji_postal_codes_open (bytes, error) : NULL;
}

/* With the lock. */
static void
read_codes (HenjiDesk *self)
{
  self->postal_read = TRUE;
  g_clear_error (&self->postal_fault);
  self->postal_codes = open_codes (self, &self->postal_fault);
}

HenjiPostalCodes *
henji_desk_postal_codes (HenjiDesk *self, GError **error)
{
  HenjiPostalCodes *codes;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  g_mutex_lock (&self->postal_lock);
  if (!self->postal_read)
    read_codes (self);
  codes = self->postal_codes != NULL ? henji_postal_codes_ref (self->postal_codes) : NULL;
  if (codes == NULL && self->postal_fault != NULL)
    g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
                         self->postal_fault->message);
  g_mutex_unlock (&self->postal_lock);

  return codes;
}

const HenjiPostalSource *
henji_desk_postal_source (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return henji_desk_facts_postal_source (self->facts);
}

HenjiPostalCheck *
henji_desk_check_postal (HenjiDesk *self, const HenjiAddress *address)
{
  g_autoptr (HenjiPostalCodes) codes = NULL;
  g_autoptr (HenjiAddressParts) parts = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && address != NULL, NULL);

  codes = henji_desk_postal_codes (self, NULL);
  if (codes == NULL)
    return NULL;
  parts = henji_address_split (address);

  return henji_postal_check (codes, parts);
}

char *
_henji_desk_postal_doubt (HenjiDesk *self, const HenjiAddress *address)
{
  g_autoptr (HenjiPostalCheck) check
      = address != NULL ? henji_desk_check_postal (self, address) : NULL;

  return check != NULL ? g_strdup (check->sentence) : NULL;
}

static void
unref_check (HenjiPostalCheck *check)
{
  g_clear_pointer (&check, henji_postal_check_unref);
}

GPtrArray *
_henji_desk_check_orders (HenjiDesk *self, const GPtrArray *orders)
{
  g_autoptr (HenjiPostalCodes) codes = henji_desk_postal_codes (self, NULL);
  GPtrArray *checks;

  if (codes == NULL)
    return NULL;
  checks = g_ptr_array_new_with_free_func ((GDestroyNotify) unref_check);
  for (guint i = 0; i < orders->len; i++)
    {
      const HenjiAddress *address = ((const HenjiOrder *) orders->pdata[i])->ship_to;

      g_ptr_array_add (checks, address != NULL && !henji_address_is_empty (address)
                                   ? henji_desk_check_postal (self, address)
                                   : NULL);
    }

  return checks;
}

/* ---- Loading --------------------------------------------------------------------------------- */

typedef struct
{
  HenjiDeskPostalProgress progress; /* nullable */
  gpointer user_data;
  HenjiPostalStep step;
} Telling;

static void
tell (gint64 done, gint64 total, gpointer data)
{
  const Telling *telling = data;

  if (telling->progress != NULL)
    telling->progress (telling->step, done, total, telling->user_data);
}

/* The window asks for the codes at every key: nobody waits for the disk under the lock. */
static gboolean
put (HenjiDesk *self, HenjiPostalCodes *codes, GError **error)
{
  g_autofree char *path = path_of (self);
  gsize length;
  const char *text = g_bytes_get_data (henji_postal_codes_text (codes), &length);
  g_autofree char *whole = g_strndup (text, length);
  HenjiPostalCodes *now;
  GError *fault = NULL;

  if (!_henji_desk_write_file (path, whole, error))
    return FALSE;
  /* From now on what lies on the disk. */
  now = open_codes (self, &fault);
  g_mutex_lock (&self->postal_lock);
  g_clear_pointer (&self->postal_codes, henji_postal_codes_unref);
  g_clear_error (&self->postal_fault);
  self->postal_codes = now;
  self->postal_fault = fault;
  self->postal_read = TRUE;
  g_mutex_unlock (&self->postal_lock);
  _henji_desk_announce_shop (self);

  return TRUE;
}

static HenjiPostalCodes *
take (HenjiDesk *self,
      GBytes *file,
      const char *source,
      Telling *telling,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (HenjiPostalCodes) codes = NULL;

  telling->step = HENJI_POSTAL_STEP_READ;
  codes = henji_postal_list_read (file, source, henji_desk_now (self), tell, telling, cancellable,
                                  error);
  if (codes == NULL
      || !henji_postal_codes_is_whole (codes, henji_desk_postal_source (self)->least, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error) || !put (self, codes, error))
    return NULL;

  return henji_desk_postal_codes (self, error);
}

/* Whatever refused the list, it is the desk that says so; a cancelled load stays one. */
static void
translate (GError **error)
{
  GError *found = error != NULL ? *error : NULL;

  if (found == NULL || found->domain == HENJI_DESK_ERROR
      || g_error_matches (found, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  *error = g_error_new_literal (HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, found->message);
  g_error_free (found);
}

HenjiPostalCodes *
henji_desk_load_postal (HenjiDesk *self,
                        const char *path,
                        HenjiDeskPostalProgress progress,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error)
{
  Telling telling = { progress, user_data, HENJI_POSTAL_STEP_READ };
  g_autoptr (GBytes) file = NULL;
  g_autofree char *name = NULL;
  HenjiPostalCodes *codes = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL, NULL);

  if (!_henji_desk_may_write (self, error))
    return NULL;
  name = g_path_get_basename (path);
  file = henji_postal_list_open (path, error);
  if (file != NULL)
    codes = take (self, file, name, &telling, cancellable, error);
  if (codes == NULL)
    translate (error);

  return codes;
}

/* (transfer full) (nullable): */
static char **
addresses (HenjiDesk *self, GError **error)
{
  const char *endpoint = g_getenv (ENDPOINT);

  if (endpoint == NULL || *endpoint == '\0')
    return g_strdupv (henji_desk_postal_source (self)->addresses);
  if (!henji_http_is_test (endpoint))
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("HENJI_POSTAL_ENDPOINT must be an address of this machine."));
      return NULL;
    }

  return g_strsplit (endpoint, " ", 1);
}

HenjiPostalCodes *
henji_desk_download_postal (HenjiDesk *self,
                            HenjiDeskPostalProgress progress,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error)
{
  Telling telling = { progress, user_data, HENJI_POSTAL_STEP_DOWNLOAD };
  g_auto (GStrv) tries = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (GBytes) file = NULL;
  HenjiPostalCodes *codes;
  guint i = 0;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  if (!_henji_desk_may_write (self, error))
    return NULL;
  tries = addresses (self, error);
  if (tries == NULL)
    return NULL;

  /* An address under which there is nothing any more gives way to the next. */
  for (; file == NULL && tries[i] != NULL; i++)
    {
      if (failed != NULL && !g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        break;
      g_clear_error (&failed);
      file = henji_postal_download (tries[i], tell, &telling, cancellable, &failed);
    }
  if (file == NULL)
    {
      if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&failed));
      else
        g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                     /* Translators: what went wrong, the address of a web page */
                     _ ("%s The file can also be fetched with a browser from %s."), failed->message,
                     henji_desk_postal_source (self)->page);
      return NULL;
    }
  codes = take (self, file, tries[i - 1], &telling, cancellable, error);
  if (codes == NULL)
    translate (error);

  return codes;
}

/* ---- Removing -------------------------------------------------------------------------------- */

HenjiPostalCodes *
henji_desk_remove_postal (HenjiDesk *self, GError **error)
{
  g_autofree char *path = NULL;
  HenjiPostalCodes *codes = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  if (!_henji_desk_may_write (self, error))
    return NULL;
  path = path_of (self);
  codes = henji_desk_postal_codes (self, NULL);
  if (!_henji_desk_remove_file (path, error))
    {
      g_clear_pointer (&codes, henji_postal_codes_unref);
      return NULL;
    }
  g_mutex_lock (&self->postal_lock);
  g_clear_pointer (&self->postal_codes, henji_postal_codes_unref);
  g_clear_error (&self->postal_fault);
  g_mutex_unlock (&self->postal_lock);
  if (codes != NULL)
    _henji_desk_announce_shop (self);

  return codes;
}

gboolean
henji_desk_put_postal_back (HenjiDesk *self, HenjiPostalCodes *codes, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && codes != NULL, FALSE);

  return _henji_desk_may_write (self, error) && put (self, codes, error);
}
