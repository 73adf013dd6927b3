/* henji-table-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-table-scan"

#include "config.h"

#include "henji-table-scan.h"

#include <string.h>

void
henji_table_scan_init (HenjiTableScan *self)
{
  memset (self, 0, sizeof *self);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

void
henji_table_scan_clear (HenjiTableScan *self)
{
  g_clear_pointer (&self->checksum, g_checksum_free);
}

/* A byte order mark; without one, the zeros between the letters of an English heading row. */
static void
start (HenjiTableScan *self, const guint8 *bytes, gsize length)
{
  self->started = TRUE;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    self->bom = 3;
  else if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    self->bom = 2, self->wide = "UTF-16LE";
  else if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    self->bom = 2, self->wide = "UTF-16BE";
  else if (length >= 6 && bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0
           && bytes[4] != 0 && bytes[5] == 0)
    self->wide = "UTF-16LE";
  else if (length >= 6 && bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0
           && bytes[4] == 0 && bytes[5] != 0)
    self->wide = "UTF-16BE";
}

/* Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
static void
feed_utf8 (HenjiTableScan *self, guint8 c)
{
  if (self->utf8_left > 0)
    {
      if (c >= self->utf8_low && c <= self->utf8_high)
        {
          self->utf8_low = 0x80;
          self->utf8_high = 0xbf;
          if (--self->utf8_left == 0)
            self->utf8_good++;
          return;
        }
      self->utf8_left = 0;
      self->utf8_bad++;
    }
  if (c < 0x80)
    return;

  self->utf8_low = 0x80;
  self->utf8_high = 0xbf;
  if (c >= 0xc2 && c <= 0xdf)
    {
      self->utf8_left = 1;
    }
  else if (c >= 0xe0 && c <= 0xef)
    {
      self->utf8_left = 2;
      if (c == 0xe0)
        self->utf8_low = 0xa0;
      if (c == 0xed)
        self->utf8_high = 0x9f;
    }
  else if (c >= 0xf0 && c <= 0xf4)
    {
      self->utf8_left = 3;
      if (c == 0xf0)
        self->utf8_low = 0x90;
      if (c == 0xf4)
        self->utf8_high = 0x8f;
    }
  else
    {
      self->utf8_bad++;
    }
}

static void
end_run (HenjiTableScan *self)
{
  if (self->run == 1)
    self->n_alone++;
  else if (self->run > 1)
    self->n_runs++;
  self->run = 0;
}

static void
feed_wide (HenjiTableScan *self, const guint8 *bytes, gsize length)
{
  gboolean big = g_str_equal (self->wide, "UTF-16BE");

  for (gsize i = 0; i < length; i++, self->at++)
    {
      guint unit;

      if (self->at % 2 == 0)
        {
          self->previous = bytes[i];
          continue;
        }
      unit = big ? self->previous << 8 | bytes[i] : bytes[i] << 8 | self->previous;
      if (unit == '\n')
        self->has_lf = TRUE;
      if (unit > 0x20 && unit != 0xfeff && unit != 0x3000)
        self->seen = TRUE;
    }
}

void
henji_table_scan_feed (HenjiTableScan *self, const guint8 *bytes, gsize length)
{
  gsize i = 0;

  g_checksum_update (self->checksum, bytes, length);
  if (!self->started)
    {
      start (self, bytes, length);
      if (self->bom == 3)
        i = 3;
    }
  if (self->wide != NULL)
    {
      feed_wide (self, bytes, length);
      return;
    }

  if (!self->has_lf)
    self->has_lf = memchr (bytes + i, '\n', length - i) != NULL;
  for (; i < length; i++)
    {
      guint8 c = bytes[i];

      if (c >= 0x80)
        {
          feed_utf8 (self, c);
          self->run++;
          self->seen = TRUE;
          continue;
        }
      if (self->utf8_left > 0)
        feed_utf8 (self, c);
      if (self->run > 0)
        end_run (self);
      if (c == 0)
        self->n_nul++;
      else if (c > 0x20)
        self->seen = TRUE;
    }
}

void
henji_table_scan_finish (HenjiTableScan *self)
{
  end_run (self);
  self->blank = !self->seen && self->n_nul == 0;

  if (self->wide != NULL)
    self->charset = self->wide;
  else if (self->n_nul > 0)
    self->charset = NULL;
  else if (self->bom == 3 || self->utf8_bad == 0)
    self->charset = "UTF-8";
  /* A damaged spot or two do not make UTF-8 anything else: other sets hardly ever look like it. */
  else if (self->utf8_bad * 20 <= self->utf8_good)
    self->charset = "UTF-8";
  else if (self->n_runs > 0 && self->n_runs * 4 >= self->n_alone)
    self->charset = "CP932";
  else
    self->charset = "WINDOWS-1252";

  /* Ends inside a character: cut UTF-8 when there was some before, otherwise a letter of one byte.
   */
  if (self->bom == 0 && self->wide == NULL && self->charset != NULL && self->utf8_bad == 0
      && self->utf8_left > 0 && self->utf8_good == 0)
    self->charset = self->n_runs > 0 ? "CP932" : "WINDOWS-1252";
}
