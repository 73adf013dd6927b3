/* henji-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-wording"

#include "config.h"

#include "henji-wording.h"

#include "henji-name.h"
#include "henji-typeset.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MAX_ITEM 240    /* characters of one item; what is longer ends in an ellipsis anyway */
#define MAX_NAME 200    /* characters of a name or number */
#define MAX_ADDRESS 600 /* characters; more is no address */

/* The label speaks the buyer's language, whatever the window speaks. */
static const HenjiWords words_ja = {
  .to = "返送先",
  .rma = "返品番号 (RMA)",
  .order = "注文番号",
  .from = "差出人",
  .items = "返品内容",
  .postage = { "着払い", "元払い", "送り状は別紙" },
  .not_postage = "この用紙は送り状ではありません。",
  .what_to_do = {
    "返送先と返品番号を運送会社の送り状（着払い）に書き写し、この用紙は荷物に貼るか同封してください。",
    "返送先と返品番号を運送会社の送り状（元払い）に書き写し、この用紙は荷物に貼るか同封してください。",
    "別にお渡しした送り状を荷物に貼り、この用紙は同封してください。",
  },
};

static const HenjiWords words_en = {
  .to = "Return to",
  .rma = "RMA number",
  .order = "Order",
  .from = "From",
  .items = "Items",
  .postage = { "Recipient pays", "Sender pays", "Prepaid label attached" },
  .not_postage = "This label is not postage.",
  .what_to_do = {
    "Copy the return address and the RMA number onto the carrier’s form (recipient pays), and "
    "stick this label on the parcel or put it inside.",
    "Copy the return address and the RMA number onto the carrier’s form, pay the postage, and "
    "stick this label on the parcel or put it inside.",
    "Stick the prepaid label you were given on the parcel, and put this sheet inside.",
  },
};

/* (transfer full) (nullable): nothing when there is nothing to print. */
static char *
clean_or_null (const char *text)
{
  g_autofree char *clean = text != NULL ? henji_text_clean (text) : NULL;

  return clean != NULL && *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

static gboolean
has_honorific (const char *name)
{
  static const char *const endings[] = { "御中", "様", "殿", "宛", "宛て", "あて", "係行" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return g_str_has_suffix (name, " 行") || g_str_has_suffix (name, "　行");
}

static char **
clean_lines (const char *text)
{
  char **lines = g_strsplit (text, "\n", -1);

  for (int i = 0; lines[i] != NULL; i++)
    {
      char *clean = henji_text_clean (lines[i]);

      g_free (lines[i]);
      lines[i] = clean;
    }

  return lines;
}

/* 行 behind our own name, as one may not call oneself 様 or 御中; 御中 behind a firm's, 様 behind a
 * person's. */
static const char *
honorific_of (HenjiLabelKind kind, const char *name)
{
  if (has_honorific (name))
    return "";
  if (kind != HENJI_LABEL_RESEND)
    return "\302\240行";

  return henji_name_is_organisation (name) ? "\302\240御中" : "\302\240様";
}

/* As the post of the United States reads it best: capitals, no punctuation but the hyphen.
 * http://pe.usps.gov/text/pub28/28apa_001.html */
static char *
american_line (const char *line)
{
  g_autofree char *upper = g_utf8_strup (line, -1);
  g_autoptr (GString) bare = g_string_new (upper);

  g_string_replace (bare, ",", " ", 0);
  g_string_replace (bare, ".", " ", 0);

  return henji_text_clean (bare->str);
}

static void
set_american (HenjiWording *self, const HenjiLabel *label)
{
  guint last = g_strv_length (self->address);

  if (g_strcmp0 (henji_address_country (label->to), "US") != 0)
    return;
  /* The country's name is for parcels that cross its border. */
  if (label->from != NULL && g_strcmp0 (henji_address_country (label->from), "US") == 0 && last > 1
      && g_str_equal (self->address[last - 1], "USA"))
    g_clear_pointer (&self->address[last - 1], g_free);
  for (int i = 0; self->address[i] != NULL; i++)
    {
      char *line = american_line (self->address[i]);

      g_free (self->address[i]);
      self->address[i] = line;
    }
  if (self->name != NULL)
    {
      char *name = american_line (self->name);

      g_free (self->name);
      self->name = name;
    }
}

/* In Japanese order the name stands behind the address; of a buyer's the firm on a line of its own,
 * as long as there is somebody in it. */
static void
set_japanese_name (HenjiWording *self, HenjiLabelKind kind, char **parts, const char *place)
{
  gboolean firm = kind == HENJI_LABEL_RESEND && g_strv_length (parts) > 1;
  g_autofree char *joined = g_strjoinv (" ", parts + (firm ? 1 : 0));
  g_autofree char *clean = henji_text_clean (joined);

  self->name = g_strconcat (clean, honorific_of (kind, clean), NULL);
  if (firm)
    {
      g_autofree char *lines = g_strconcat (place, "\n", parts[0], NULL);

      g_strfreev (self->address);
      self->address = clean_lines (lines);
    }
}

/* The block's lines with name, less those without, are the name's; before the address in Western
 * order, behind it in Japanese order. */
static void
set_address (HenjiWording *self, const HenjiLabel *label)
{
  g_autofree char *all = henji_address_block (label->to, TRUE);
  g_autofree char *place = henji_address_block (label->to, FALSE);
  gsize length = strlen (all) - MIN (strlen (place), strlen (all));
  g_autofree char *names = NULL;
  g_auto (GStrv) parts = NULL;

  self->japanese = length > 0 && *place != '\0' && g_str_has_prefix (all, place);
  names = self->japanese ? g_strdup (all + strlen (place)) : g_strndup (all, length);
  parts = g_strsplit (g_strstrip (names), "\n", -1);

  self->address = clean_lines (place);
  if (*names == '\0')
    return;
  if (self->japanese)
    set_japanese_name (self, label->kind, parts, place);
  else
    {
      /* The first name is set large; an organisation under it belongs to the address. */
      g_autofree char *rest = g_strjoinv ("\n", parts + 1);
      g_autofree char *lines = g_strconcat (rest, *rest != '\0' ? "\n" : "", place, NULL);

      self->name = henji_text_clean (parts[0]);
      g_strfreev (self->address);
      self->address = clean_lines (lines);
    }
  if (label->kind == HENJI_LABEL_RESEND)
    set_american (self, label);
}

/* In one paragraph, with the name where its country writes it. */
static char *
one_paragraph (const HenjiAddress *address)
{
  g_autofree char *block = henji_address_block (address, TRUE);
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);
  g_autofree char *joined = g_strjoinv (g_str_has_prefix (block, "〒") ? "　" : ", ", lines);

  return henji_text_clean (joined);
}

/* Lines to write an address on by hand, for a shop that has not entered one yet. */
static void
set_blank_address (HenjiWording *self)
{
  static const char *const lines_ja[]
      = { "〒 ＿＿＿ - ＿＿＿＿", "＿＿＿＿＿＿＿＿＿＿＿", "＿＿＿＿＿＿＿＿＿＿＿", NULL };
  static const char *const lines_en[]
      = { "______________________", "______________________", "______________________", NULL };

  self->japanese = self->words == &words_ja;
  self->address = g_strdupv ((char **) (self->japanese ? lines_ja : lines_en));
  self->name = g_strdup (self->japanese ? "＿＿＿＿＿＿＿＿\302\240行" : "________________");
}

HenjiWording *
henji_wording_new (const HenjiLabel *label)
{
  HenjiWording *self = NULL;

  g_return_val_if_fail (label != NULL, NULL);

  self = g_new0 (HenjiWording, 1);
  self->words = label->language == HENJI_LANGUAGE_JA ? &words_ja : &words_en;
  self->kind = label->kind;
  self->code_caption = label->kind == HENJI_LABEL_RESEND ? self->words->order : self->words->rma;
  if (label->to != NULL && !henji_address_is_empty (label->to))
    set_address (self, label);
  else
    set_blank_address (self);
  self->order = clean_or_null (label->order_id);
  self->from = clean_or_null (label->from_name);
  self->other = clean_or_null (label->marketplace_rma);
  self->reason = clean_or_null (label->reason);
  if (label->kind == HENJI_LABEL_RESEND && label->from != NULL
      && !henji_address_is_empty (label->from))
    self->sender = one_paragraph (label->from);
  if (label->kind == HENJI_LABEL_SLIP && label->to != NULL && !henji_address_is_empty (label->to))
    self->sender = one_paragraph (label->to);
  self->items = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; label->items != NULL && label->items[i] != NULL; i++)
    {
      g_autofree char *item = henji_text_excerpt (label->items[i], MAX_ITEM);

      if (*item != '\0')
        g_ptr_array_add (self->items, g_steal_pointer (&item));
    }

  return self;
}

void
henji_wording_free (HenjiWording *self)
{
  g_free (self->name);
  g_strfreev (self->address);
  g_free (self->order);
  g_free (self->from);
  g_ptr_array_unref (self->items);
  g_free (self->sender);
  g_free (self->other);
  g_free (self->reason);
  g_free (self);
}

char *
henji_wording_more (const HenjiWording *self, int n)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->words == &words_ja ? g_strdup_printf ("他 %d 点", n)
                                  : g_strdup_printf ("+ %d more", n);
}

static gboolean
too_long (const char *text)
{
  return text != NULL && g_utf8_strlen (text, -1) > MAX_NAME;
}

const char *
henji_wording_fault (const HenjiWording *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  address = g_strjoinv ("\n", self->address);
  if (too_long (self->from))
    return _ ("The buyer’s name is too long. Leave it out or shorten it.");
  if (too_long (self->order))
    return _ ("The order number is too long.");
  if (too_long (self->name) || g_utf8_strlen (address, -1) > MAX_ADDRESS)
    return self->kind == HENJI_LABEL_RESEND
               ? _ ("The buyer’s address is too long. Shorten it with “Change address”.")
               : _ ("The return address is too long. Shorten it in the shop’s settings.");

  if (self->sender != NULL && g_utf8_strlen (self->sender, -1) > MAX_ADDRESS)
    return _ ("The return address is too long. Shorten it in the shop’s settings.");
  if ((self->reason != NULL && g_utf8_strlen (self->reason, -1) > MAX_NAME)
      || too_long (self->other))
    return _ ("What the return says of itself is too long for a slip.");

  return NULL;
}
