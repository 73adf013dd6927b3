/* henji-store-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The data folder: whether it is fit for a record, its lock, its files.
 */
#define G_LOG_DOMAIN "henji-store-folder"

#include "config.h"

#include "henji-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

/* ---- Fit for a record? ----------------------------------------------------------------------- */

/* File systems on which locks and shared memory cannot be trusted; numbers of statfs(2). */
static const struct
{
  guint32 magic;
  const char *name;
} networks[] = {
  { 0x6969, "NFS" },     { 0x517b, "SMB" },        { 0xff534d42, "CIFS" }, { 0xfe534d42, "SMB" },
  { 0x5346414f, "AFS" }, { 0x6b414653, "AFS" },    { 0x00c36400, "Ceph" }, { 0x73757245, "Coda" },
  { 0x564c, "NCP" },     { 0x0bd00bd0, "Lustre" }, { 0x01161970, "GFS2" }, { 0x7461636f, "OCFS2" },
};
#define FUSE_MAGIC 0x65735546

/* Programs that show a remote or synchronised drive through FUSE. */
static const char *const fuse_types[] = {
  "fuse.sshfs",      "fuse.rclone",
  "fuse.gvfsd-fuse", "fuse.davfs",
  "fuse.davfs2",     "fuse.s3fs",
  "fuse.curlftpfs",  "fuse.smbnetfs",
  "fuse.glusterfs",  "fuse.google-drive-ocamlfuse",
  "fuse.onedriver",  "fuse.onedrive",
  "fuse.gcsfuse",    "fuse.goofys",
  "fuse.juicefs",    "fuse.pcloud",
  "fuse.kio-fuse",   "fuse.megafs",
  "fuse.dropbox",    "fuse.insync",
};

/* Folders that a program copies elsewhere while we write. */
static const char *const synchronised[] = {
  "dropbox",  "onedrive",  "google drive",  "googledrive",  "my drive",     "icloud drive",
  "icloud~",  "nextcloud", "owncloud",      "pclouddrive",  "pcloud drive", "megasync",
  "box sync", "seafile",   "synologydrive", "proton drive", "yandex.disk",
};

/* The nearest folder on the way up that exists, links resolved. */
static char *
nearest_existing (const char *dir)
{
  g_autofree char *path = g_canonicalize_filename (dir, NULL);

  for (;;)
    {
      char *real = realpath (path, NULL);
      char *up;

      if (real != NULL)
        {
          char *copy = g_strdup (real);

          free (real);
          return copy;
        }
      up = g_path_get_dirname (path);
      if (strcmp (up, path) == 0)
        return up;
      g_free (path);
      path = up;
    }
}

/* (transfer full) (nullable): the type of the file system @path lies on, "ext4", "fuse.sshfs". */
static char *
mount_type (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  char *best = NULL;
  gsize best_length = 0;

  if (!g_file_get_contents ("/proc/self/mountinfo", &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *dash = strstr (lines[i], " - ");
      g_auto (GStrv) words = NULL;
      g_autofree char *point = NULL;
      gsize length;

      if (dash == NULL)
        continue;
      words = g_strsplit (lines[i], " ", 6);
      if (g_strv_length (words) < 5)
        continue;
      point = g_strcompress (words[4]); /* blanks are written \040 */
      length = strlen (point);
      if (strcmp (point, "/") != 0
          && !(g_str_has_prefix (path, point) && (path[length] == '/' || path[length] == '\0')))
        continue;
      if (best == NULL || length >= best_length)
        {
          g_free (best);
          best = g_strndup (dash + 3, strcspn (dash + 3, " "));
          best_length = length;
        }
    }

  return best;
}

static gboolean
check_path_names (const char *path, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *lower = g_utf8_make_valid (parts[i], -1);
      g_autofree char *folded = g_utf8_strdown (lower, -1);

      for (guint k = 0; k < G_N_ELEMENTS (synchronised); k++)
        {
          gsize n = strlen (synchronised[k]);

          /* "OneDrive - Shop" and "Dropbox (Personal)" are meant, "dropboxes" is not. */
          if (strncmp (folded, synchronised[k], n) == 0 && !g_ascii_isalnum (folded[n]))
            {
              g_set_error (
                  error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_OURS,
                  _ ("The folder %s is copied elsewhere by a synchronising program (%s). "
                     "That can destroy the record; choose a folder on this computer only."),
                  path, parts[i]);
              return FALSE;
            }
        }
    }

  return TRUE;
}

gboolean
henji_store_check_folder (const char *dir, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (dir, NULL);
  g_autofree char *existing = nearest_existing (dir);
  struct statfs info;
  const char *name = NULL;
  g_autofree char *type = NULL;

  if (!check_path_names (full, error) || !check_path_names (existing, error))
    return FALSE;
  if (statfs (existing, &info) != 0)
    return TRUE; /* what is wrong with it shows soon enough */

  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    if ((guint32) info.f_type == networks[i].magic)
      name = networks[i].name;
  if ((guint32) info.f_type == FUSE_MAGIC)
    {
      type = mount_type (existing);
      for (guint i = 0; type != NULL && i < G_N_ELEMENTS (fuse_types); i++)
        if (strcmp (type, fuse_types[i]) == 0)
          name = type;
    }
  if (name == NULL)
    return TRUE;

  g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_OURS,
               _ ("The folder %s is on a network drive (%s). That can destroy the record; choose a "
                  "folder on a disk of this computer."),
               full, name);
  return FALSE;
}

gboolean
henji_store_make_folder (const char *dir, GError **error)
{
  static const char *const inner[] = { "attachments", "backups" };

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      henji_store_set_errno (error, errno, dir);
      return FALSE;
    }
  if (!g_file_test (dir, G_FILE_TEST_IS_DIR))
    {
      henji_store_set_errno (error, ENOTDIR, dir);
      return FALSE;
    }
  /* The files in it might still be writable, but not the log beside them. */
  if (g_access (dir, W_OK | X_OK) != 0)
    {
      henji_store_set_errno (error, errno, dir);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      g_autofree char *path = g_build_filename (dir, inner[i], NULL);

      if (g_mkdir (path, 0700) != 0 && errno != EEXIST)
        {
          henji_store_set_errno (error, errno, path);
          return FALSE;
        }
    }

  return TRUE;
}

/* An OFD lock belongs to the open file, not to the process: no stray close() lets go of it. */
int
henji_store_lock_folder (const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      henji_store_set_errno (error, errno, path);
      return -1;
    }
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return fd;

  if (errno == EAGAIN || errno == EACCES)
    g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_LOCKED,
                 _ ("Another program is working with the data folder %s. Close it first."), dir);
  else
    henji_store_set_errno (error, errno, path);
  close (fd);
  return -1;
}

/* ---- The database file ----------------------------------------------------------------------- */

static guint32
get_be32 (const guchar *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

/* Offsets: https://www.sqlite.org/fileformat2.html#the_database_header */
gboolean
henji_store_inspect_file (const char *path, GError **error)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  guchar head[100] = { 0 };
  GStatBuf info, wal_info;
  gboolean blank = TRUE;
  gssize n;
  gint64 page_size, n_pages;
  int fd;

  if (g_stat (path, &info) != 0)
    {
      if (errno != ENOENT)
        henji_store_set_errno (error, errno, path);
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_OURS,
                   _ ("%s is not a file. It was not touched."), path);
      return FALSE;
    }
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      henji_store_set_errno (error, errno, path);
      return FALSE;
    }
  n = read (fd, head, sizeof head);
  close (fd);

  for (guint i = 0; i < sizeof head; i++)
    blank = blank && head[i] == 0;
  if (blank || (n < (gssize) sizeof head && memcmp (head, "SQLite format 3", 16) == 0))
    {
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT,
                   _ ("The record %s is damaged: its beginning is missing. It was not touched; "
                      "restore it from a backup."),
                   path);
      return FALSE;
    }
  if (memcmp (head, "SQLite format 3", 16) != 0
      || get_be32 (head + 68) != HENJI_STORE_APPLICATION_ID)
    {
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_OURS,
                   _ ("%s was not written by Henji. It was not touched."), path);
      return FALSE;
    }
  if (get_be32 (head + 60) > HENJI_STORE_SCHEMA)
    {
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_TOO_NEW,
                   _ ("The record %s was written by a newer version of Henji. It was not touched; "
                      "install that version to open it."),
                   path);
      return FALSE;
    }

  page_size = (gint64) head[16] << 8 | head[17];
  if (page_size == 1)
    page_size = 65536;
  n_pages = get_be32 (head + 28);
  /* With a log beside it the file may lag behind its own header. */
  if ((g_stat (wal, &wal_info) != 0 || wal_info.st_size == 0) && info.st_size < page_size * n_pages)
    {
      g_set_error (
          error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT,
          _ ("The record %s is damaged: its end is missing. It was not touched; restore it "
             "from a backup."),
          path);
      return FALSE;
    }

  return TRUE;
}

/* ---- Attachments ----------------------------------------------------------------------------- */

char *
henji_store_blob_path (const char *dir, const char *sha256)
{
  char ab[3] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (dir, "attachments", ab, sha256, NULL);
}

gboolean
henji_store_sync_folder (const char *dir, GError **error)
{
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    henji_store_set_errno (error, errno, dir);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
write_all (int fd, GBytes *content)
{
  gsize left;
  const char *data = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize n = write (fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      left -= (gsize) n;
    }

  return fsync (fd) == 0;
}

gboolean
henji_store_write_file (const char *path, GBytes *content, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".XXXXXX", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  int fd = g_mkstemp_full (aside, O_RDWR | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    {
      henji_store_set_errno (error, errno, path);
      return FALSE;
    }
  written = write_all (fd, content);
  if (close (fd) != 0)
    written = FALSE;
  if (written && g_rename (aside, path) == 0)
    return henji_store_sync_folder (dir, error);

  henji_store_set_errno (error, errno, path);
  g_unlink (aside);
  return FALSE;
}

void
henji_store_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      henji_store_remove_tree (child);
    }
  g_remove (path);
}
