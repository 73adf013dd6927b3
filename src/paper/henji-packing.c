/* henji-packing.c: pages, and the table of all orders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-packing"

#include "config.h"

#include "henji-packing-private.h"

#include <string.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "henji-pdf-file.h"

#define MAX_TEXT 400 /* characters of one thing */
#define MAX_NAMED 20 /* characters of a text that no font has */
#define CODE_COLUMN 60.0
#define TO_COLUMN 44.0
#define GAP 4.0
#define ROW_GAP 2.0

/* ---- Pages ----------------------------------------------------------------------------------- */

HenjiText *
henji_packing_set (
    HenjiPacking *self, const char *text, double size, gboolean bold, double width, int max_lines)
{
  g_autofree char *clean = henji_text_excerpt (text, MAX_TEXT);
  HenjiText *set = henji_typesetter_set (self->typesetter, clean, size, bold, width, max_lines);

  for (int i = 0; set->missing != 0 && i < MAX_NAMED; i++)
    {
      g_autoptr (GString) named = g_string_new (clean);
      g_autofree char *number = g_strdup_printf ("[U+%04X]", set->missing);
      char letter[7] = { 0 };

      g_unichar_to_utf8 (set->missing, letter);
      g_string_replace (named, letter, number, 0);
      g_free (clean);
      clean = g_strdup (named->str);
      henji_text_unref (set);
      set = henji_typesetter_set (self->typesetter, clean, size, bold, width, max_lines);
    }

  return set;
}

double
henji_packing_add (HenjiPacking *self, HenjiText *text, double x, double y)
{
  HenjiComposition *page = g_ptr_array_index (self->pages, self->pages->len - 1);
  HenjiPart *part = henji_composition_add (page, HENJI_PART_TEXT, HENJI_PACKING_MARGIN + x, y,
                                           text->ink_width, text->height);

  part->text = text;

  return text->height;
}

double
henji_packing_put (HenjiPacking *self,
                   const char *text,
                   double size,
                   gboolean bold,
                   double x,
                   double y,
                   double width,
                   int max_lines)
{
  return henji_packing_add (self, henji_packing_set (self, text, size, bold, width, max_lines), x,
                            y);
}

void
henji_packing_put_right (
    HenjiPacking *self, const char *text, double size, gboolean bold, double right, double y)
{
  HenjiText *set = henji_packing_set (self, text, size, bold, 0, 0);

  henji_packing_add (self, set, right - set->ink_width, y);
}

void
henji_packing_rule (HenjiPacking *self, double y)
{
  henji_composition_add (g_ptr_array_index (self->pages, self->pages->len - 1), HENJI_PART_RULE,
                         HENJI_PACKING_MARGIN, y, self->width, 0);
}

void
henji_packing_bars (HenjiPacking *self, guint order, double x, double y)
{
  HenjiPart *part
      = henji_composition_add (g_ptr_array_index (self->pages, self->pages->len - 1),
                               HENJI_PART_BARS, HENJI_PACKING_MARGIN + x, y, 0, HENJI_PACKING_BARS);

  part->code = g_ptr_array_index (self->codes, order);
  part->module = HENJI_PACKING_MODULE;
}

void
henji_packing_new_page (HenjiPacking *self)
{
  HenjiComposition *page = henji_composition_new ();

  page->dot = HENJI_PACKING_DOT;
  g_ptr_array_add (self->pages, page);
  self->y = HENJI_PACKING_MARGIN;
}

double
henji_packing_bottom (const HenjiPacking *self)
{
  return self->page_height - HENJI_PACKING_MARGIN - HENJI_PACKING_FOOT;
}

char *
henji_packing_item_title (const HenjiOrderItem *item)
{
  const char *title = item->title != NULL  ? item->title
                      : item->sku != NULL  ? item->sku
                      : item->asin != NULL ? item->asin
                                           : "—";

  return henji_text_excerpt (title, MAX_TEXT);
}

/* ---- The table ------------------------------------------------------------------------------- */

typedef struct
{
  const char *title;
  const char *order;
  const char *items;
  const char *to;
  const char *gift;
  const char *ship_by;
  const char *again; /* a row that goes on */
} ListWords;

static const ListWords list_ja
    = { "梱包リスト", "注文", "商品", "お届け先", "ギフト（金額なし）", "出荷期限 %s", "（続き）" };
static const ListWords list_en
    = { "Packing list", "Order", "Items", "Ship to", "Gift, no prices", "Ship by %s", "(goes on)" };

static const ListWords *
list_words (const HenjiPacking *self)
{
  return self->wish->language == HENJI_LANGUAGE_JA ? &list_ja : &list_en;
}

static double
items_width (const HenjiPacking *self)
{
  return self->width - CODE_COLUMN - TO_COLUMN - GAP;
}

static void
begin_list_page (HenjiPacking *self)
{
  const ListWords *words = list_words (self);
  g_autofree char *count = g_strdup_printf (
      self->wish->language == HENJI_LANGUAGE_JA ? "%s　%s　%u 件" : "%s · %s · orders: %u",
      henji_shop_name (self->wish->shop, self->wish->language), self->wish->date,
      self->wish->n_orders);

  henji_packing_new_page (self);
  henji_packing_put_right (self, count, 8.5, FALSE, self->width, self->y + 2);
  self->y += henji_packing_put (self, words->title, 15, TRUE, 0, self->y, 0, 1) + 2;
  henji_packing_put (self, words->order, 7.5, FALSE, 0, self->y, 0, 1);
  henji_packing_put (self, words->items, 7.5, FALSE, CODE_COLUMN, self->y, 0, 1);
  self->y += henji_packing_put (self, words->to, 7.5, FALSE, self->width - TO_COLUMN, self->y, 0, 1)
             + 0.6;
  henji_packing_rule (self, self->y);
  self->y += ROW_GAP;
}

/* What stands left and right of an order’s items. Returns its
 * height. */
static double
put_sides (HenjiPacking *self, guint i, double y, gboolean again)
{
  const HenjiPackingOrder *one = &self->wish->orders[i];
  const HenjiAddress *to = one->order->ship_to;
  const ListWords *words = list_words (self);
  double x = self->width - TO_COLUMN;
  double left = y, right = y;

  if (!again)
    {
      henji_packing_bars (self, i, 0, left);
      left += HENJI_PACKING_BARS + 0.5;
    }
  left += henji_packing_put (self, one->order->order_id, 9, TRUE, 0, left, 0, 1);
  if (again)
    return left + henji_packing_put (self, words->again, 7.5, FALSE, 0, left, 0, 1) - y;
  if (one->ship_by != NULL)
    {
      g_autoptr (GString) by = g_string_new (words->ship_by);

      g_string_replace (by, "%s", one->ship_by, 1);
      left += henji_packing_put (self, by->str, 8, FALSE, 0, left, CODE_COLUMN - GAP, 1);
    }

  if (to != NULL && to->name != NULL)
    right += henji_packing_put (self, to->name, 8.5, TRUE, x, right, TO_COLUMN, 2);
  if (to != NULL)
    {
      g_autofree char *line = henji_address_line (to);

      right += henji_packing_put (self, line, 7.5, FALSE, x, right, TO_COLUMN, 3);
    }
  if (henji_order_is_gift (one->order))
    right += henji_packing_put (self, words->gift, 8, TRUE, x, right, TO_COLUMN, 1);

  return MAX (left, right) - y;
}

/* A box, how many, what. Returns the height; draws nothing unless @draw. */
static double
put_item (HenjiPacking *self, const HenjiOrderItem *item, double y, gboolean draw)
{
  g_autofree char *title = henji_packing_item_title (item);
  g_autofree char *pieces
      = item->quantity >= 0 ? g_strdup_printf ("%d ×", item->quantity) : g_strdup ("? ×");
  HenjiText *box = henji_packing_set (self, "□", 9, FALSE, 0, 1);
  HenjiText *count = henji_packing_set (self, pieces, 9, item->quantity != 1, 0, 1);
  double x = CODE_COLUMN + box->ink_width + 1;
  double indent = x + MAX (count->ink_width, 6) + 1;
  double room = CODE_COLUMN + items_width (self) - indent;
  HenjiText *words = henji_packing_set (self, title, 9, FALSE, room, 3);
  HenjiText *sku = item->sku != NULL && g_strcmp0 (item->sku, title) != 0
                       ? henji_packing_set (self, item->sku, 7, FALSE, room, 1)
                       : NULL;
  double height = words->height + (sku != NULL ? sku->height : 0) + 0.8;

  if (draw)
    {
      henji_packing_add (self, box, CODE_COLUMN, y);
      henji_packing_add (self, count, x, y);
      y += henji_packing_add (self, words, indent, y);
      if (sku != NULL)
        henji_packing_add (self, sku, indent, y);

      return height;
    }
  henji_text_unref (box);
  henji_text_unref (count);
  henji_text_unref (words);
  g_clear_pointer (&sku, henji_text_unref);

  return height;
}

/* An order stays on one page where a page can hold it. */
static void
put_row (HenjiPacking *self, guint i)
{
  const GPtrArray *items = self->wish->orders[i].order->items;
  guint n = items != NULL ? items->len : 0;
  double bottom = henji_packing_bottom (self);
  double all = 0, top, sides, y;

  for (guint k = 0; k < n; k++)
    all += put_item (self, g_ptr_array_index (items, k), 0, FALSE);
  if (self->y + MAX (all, HENJI_PACKING_BARS + 16) > bottom)
    begin_list_page (self);

  top = y = self->y;
  sides = put_sides (self, i, top, FALSE);
  for (guint k = 0; k < n; k++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (items, k);

      if (y + put_item (self, item, y, FALSE) > bottom)
        {
          begin_list_page (self);
          top = y = self->y;
          sides = put_sides (self, i, top, TRUE);
        }
      y += put_item (self, item, y, TRUE);
    }
  self->y = MAX (y, top + sides) + ROW_GAP;
  henji_packing_rule (self, self->y);
  self->y += ROW_GAP;
}

/* ---- All of it ------------------------------------------------------------------------------- */

/* "2 / 3" at the foot of pages that belong together. */
static void
number_pages (HenjiPacking *self, guint first)
{
  guint last = self->pages->len;

  for (guint i = first; last - first > 1 && i < last; i++)
    {
      HenjiComposition *page = g_ptr_array_index (self->pages, i);
      g_autofree char *words = g_strdup_printf ("%u / %u", i - first + 1, last - first);
      HenjiText *text = henji_packing_set (self, words, 8, FALSE, 0, 1);
      HenjiPart *part = henji_composition_add (
          page, HENJI_PART_TEXT, HENJI_PACKING_MARGIN,
          self->page_height - HENJI_PACKING_MARGIN - text->height, self->width, text->height);

      part->text = text;
      part->align = HENJI_ALIGN_CENTRE;
    }
}

static char *
title_of (const HenjiPackingWish *wish)
{
  gboolean ja = wish->language == HENJI_LANGUAGE_JA;
  const char *words = wish->list ? (ja ? list_ja.title : list_en.title)
                      : ja       ? "納品書"
                                 : "Packing slips";

  return g_strdup_printf ("%s %s", words, wish->date);
}

HenjiPacking *
henji_packing_new (const HenjiPackingWish *wish, GError **error)
{
  g_autoptr (HenjiPacking) self = NULL;

  g_return_val_if_fail (wish != NULL && wish->shop != NULL && wish->date != NULL, NULL);
  g_return_val_if_fail (wish->list || wish->slips, NULL);

  self = g_atomic_rc_box_new0 (HenjiPacking);
  self->wish = wish;
  self->typesetter = henji_typesetter_new_apart ();
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_composition_free);
  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_barcode_free);
  self->slips = g_array_new (FALSE, FALSE, sizeof (int));
  self->title = title_of (wish);
  self->page_width = wish->letter ? 215.9 : 210;
  self->page_height = wish->letter ? 279.4 : 297;
  self->width = self->page_width - 2 * HENJI_PACKING_MARGIN;
  if (wish->n_orders == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("There is no order to pack."));
      return NULL;
    }
  for (guint i = 0; i < wish->n_orders; i++)
    {
      HenjiBarcode *code = henji_barcode_code128 (wish->orders[i].order->order_id, error);

      if (code == NULL)
        return NULL;
      g_ptr_array_add (self->codes, code);
    }

  if (wish->list)
    {
      begin_list_page (self);
      for (guint i = 0; i < wish->n_orders; i++)
        put_row (self, i);
      number_pages (self, 0);
    }
  for (guint i = 0; wish->slips && i < wish->n_orders; i++)
    {
      int first = (int) self->pages->len;

      g_array_append_val (self->slips, first);
      henji_packing_slip (self, i);
      number_pages (self, (guint) first);
    }
  self->wish = NULL;

  return g_steal_pointer (&self);
}

HenjiPacking *
henji_packing_ref (HenjiPacking *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
packing_clear (gpointer data)
{
  HenjiPacking *self = data;

  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->codes);
  g_array_unref (self->slips);
  henji_typesetter_free (self->typesetter);
  g_free (self->title);
}

void
henji_packing_unref (HenjiPacking *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, packing_clear);
}

int
henji_packing_n_pages (const HenjiPacking *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) self->pages->len;
}

int
henji_packing_slip_page (const HenjiPacking *self, guint order)
{
  g_return_val_if_fail (self != NULL, -1);

  return order < self->slips->len ? g_array_index (self->slips, int, order) : -1;
}

void
henji_packing_draw (const HenjiPacking *self, int page, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);
  g_return_if_fail (page >= 0 && page < (int) self->pages->len);

  henji_composition_draw (g_ptr_array_index (self->pages, page), cr, 0, 0);
}

static gboolean
draw_cb (cairo_surface_t *surface, gpointer data, GError **error)
{
  const HenjiPacking *self = data;
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Henji");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  for (guint page = 0; page < self->pages->len; page++)
    {
      henji_packing_draw (self, (int) page, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);

  return TRUE;
}

gboolean
henji_packing_save (const HenjiPacking *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL && *path != '\0', FALSE);

  return henji_pdf_file_save (path, self->page_width, self->page_height, 0, draw_cb,
                              (gpointer) self, NULL, error);
}
