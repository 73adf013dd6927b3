/* henji-label-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-text"

#include "config.h"

#include "henji-label-text.h"

#include <glib/gi18n-lib.h>
#include <gio/gio.h>

#define LABEL "label"
#define TO "to"
#define FROM "from"

typedef struct
{
  const char *key;
  gsize offset;
} TextField;

static const TextField label_fields[] = {
  { "rma", G_STRUCT_OFFSET (HenjiLabel, rma) },
  { "order", G_STRUCT_OFFSET (HenjiLabel, order_id) },
  { "from", G_STRUCT_OFFSET (HenjiLabel, from_name) },
  { "marketplace-rma", G_STRUCT_OFFSET (HenjiLabel, marketplace_rma) },
  { "reason", G_STRUCT_OFFSET (HenjiLabel, reason) },
};

/* The phone is never printed. */
static const TextField address_fields[] = {
  { "name", G_STRUCT_OFFSET (HenjiAddress, name) },
  { "organisation", G_STRUCT_OFFSET (HenjiAddress, organisation) },
  { "line1", G_STRUCT_OFFSET (HenjiAddress, line1) },
  { "line2", G_STRUCT_OFFSET (HenjiAddress, line2) },
  { "line3", G_STRUCT_OFFSET (HenjiAddress, line3) },
  { "city", G_STRUCT_OFFSET (HenjiAddress, city) },
  { "state", G_STRUCT_OFFSET (HenjiAddress, state) },
  { "postal-code", G_STRUCT_OFFSET (HenjiAddress, postal_code) },
  { "country", G_STRUCT_OFFSET (HenjiAddress, country) },
};

static void
write_fields (
    GKeyFile *file, const char *group, gconstpointer value, const TextField *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, value, fields[i].offset);

      if (text != NULL)
        g_key_file_set_string (file, group, fields[i].key, text);
    }
}

static void
read_fields (GKeyFile *file, const char *group, gpointer value, const TextField *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    G_STRUCT_MEMBER (char *, value, fields[i].offset)
        = g_key_file_get_string (file, group, fields[i].key, NULL);
}

static void
write_address (GKeyFile *file, const char *group, const HenjiAddress *address)
{
  if (address == NULL)
    return;
  g_key_file_set_boolean (file, group, "known", TRUE);
  write_fields (file, group, address, address_fields, G_N_ELEMENTS (address_fields));
}

/* (transfer full) (nullable) */
static HenjiAddress *
read_address (GKeyFile *file, const char *group)
{
  HenjiAddress *address;

  if (!g_key_file_has_group (file, group))
    return NULL;
  address = henji_address_new ();
  read_fields (file, group, address, address_fields, G_N_ELEMENTS (address_fields));

  return address;
}

char *
henji_label_to_text (const HenjiLabel *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (self != NULL, NULL);

  g_key_file_set_string (file, LABEL, "kind", henji_label_kind_id (self->kind));
  g_key_file_set_string (file, LABEL, "language",
                         self->language == HENJI_LANGUAGE_JA ? "ja" : "en");
  g_key_file_set_string (file, LABEL, "postage", henji_postage_id (self->postage));
  write_fields (file, LABEL, self, label_fields, G_N_ELEMENTS (label_fields));
  if (self->items != NULL)
    g_key_file_set_string_list (file, LABEL, "items", (const char *const *) self->items,
                                g_strv_length (self->items));
  write_address (file, TO, self->to);
  write_address (file, FROM, self->from);

  return g_key_file_to_data (file, NULL, NULL);
}

HenjiLabel *
henji_label_from_text (const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (HenjiLabel) label = NULL;
  g_autofree char *language = NULL;
  g_autofree char *postage = NULL;
  g_autofree char *kind = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL)
      || (language = g_key_file_get_string (file, LABEL, "language", NULL)) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("What the label said was not kept."));
      return NULL;
    }

  label = henji_label_new ();
  label->language = g_str_equal (language, "ja") ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  kind = g_key_file_get_string (file, LABEL, "kind", NULL);
  henji_label_kind_from_id (kind, &label->kind);
  postage = g_key_file_get_string (file, LABEL, "postage", NULL);
  henji_postage_from_id (postage, &label->postage);
  read_fields (file, LABEL, label, label_fields, G_N_ELEMENTS (label_fields));
  label->items = g_key_file_get_string_list (file, LABEL, "items", NULL, NULL);
  label->to = read_address (file, TO);
  label->from = read_address (file, FROM);

  return g_steal_pointer (&label);
}
