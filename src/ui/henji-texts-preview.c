/* henji-texts-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-texts-preview"

#include "config.h"

#include "henji-texts-preview.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

enum
{
  JA,
  EN,
  N_SIDES
};

struct _HenjiTextsPreview
{
  GtkWidget parent_instance;

  HenjiDesk *desk;
  HenjiShop *shop;
  HenjiOrder *order;       /* invented */
  HenjiCaseDetail *detail; /* nullable */
  HenjiTemplate *template; /* nullable */

  GtkLabel *about;
  GtkLabel *texts[N_SIDES];
};

G_DEFINE_FINAL_TYPE (HenjiTextsPreview, henji_texts_preview, GTK_TYPE_WIDGET)

static HenjiOrder *
invent_order (void)
{
  HenjiOrder *order = henji_order_new ();
  HenjiOrderItem *item = henji_order_item_new ();
  HenjiShipment *shipment = henji_shipment_new ();

  item->title = g_strdup ("陶器マグカップ 青");
  item->quantity = 1;
  item->quantity_shipped = 1;
  item->price = (HenjiMoney){ 2480, "JPY" };
  shipment->carrier = g_strdup ("ヤマト運輸");
  shipment->tracking_number = g_strdup ("0000-0000-0000");
  shipment->ship_date = g_strdup ("2026-11-18");
  order->order_id = g_strdup ("250-0000000-0000000");
  order->marketplace = g_strdup ("amazon.co.jp");
  order->buyer_name = g_strdup ("見本 花子");
  order->status = g_strdup ("Shipped");
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  g_ptr_array_add (order->items, item);
  order->shipments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
  g_ptr_array_add (order->shipments, shipment);

  return order;
}

static char *
render (HenjiTextsPreview *self, HenjiLanguage language)
{
  g_autoptr (HenjiChoices) none = henji_choices_new ();
  g_autoptr (GPtrArray) paragraphs = NULL;
  HenjiReplyContext context = { .shop = self->shop,
                                .order = self->order,
                                .rma = "RMA-2026-000000",
                                .now = henji_desk_now (self->desk),
                                .zone = henji_desk_zone (self->desk) };

  if (self->detail != NULL)
    henji_desk_reply_context (self->desk, self->detail, self->shop, &context);
  paragraphs = henji_template_render (self->template, none, &context, language, NULL);

  return henji_paragraphs_join (paragraphs);
}

static void
update (HenjiTextsPreview *self)
{
  static const HenjiLanguage languages[N_SIDES] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

  gtk_label_set_text (self->about, self->detail != NULL ? _ ("Over the case that is open")
                                                        : _ ("Over an invented order"));
  for (int side = 0; side < N_SIDES; side++)
    {
      g_autofree char *text = self->template != NULL ? render (self, languages[side]) : NULL;

      henji_pane_label (self->texts[side], text != NULL ? text : "", languages[side]);
    }
}

void
henji_texts_preview_show (HenjiTextsPreview *self, HenjiTemplate *template)
{
  g_return_if_fail (HENJI_IS_TEXTS_PREVIEW (self));

  if (template != NULL)
    henji_template_ref (template);
  g_clear_pointer (&self->template, henji_template_unref);
  self->template = template;
  update (self);
}

void
henji_texts_preview_set_case (HenjiTextsPreview *self, HenjiCaseDetail *detail)
{
  g_return_if_fail (HENJI_IS_TEXTS_PREVIEW (self));

  if (detail != NULL)
    henji_case_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  self->detail = detail;
  update (self);
}

void
henji_texts_preview_set_shop (HenjiTextsPreview *self, HenjiShop *shop)
{
  g_return_if_fail (HENJI_IS_TEXTS_PREVIEW (self) && shop != NULL);

  henji_shop_ref (shop);
  henji_shop_unref (self->shop);
  self->shop = shop;
  update (self);
}

static void
henji_texts_preview_dispose (GObject *object)
{
  henji_pane_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (henji_texts_preview_parent_class)->dispose (object);
}

static void
henji_texts_preview_finalize (GObject *object)
{
  HenjiTextsPreview *self = HENJI_TEXTS_PREVIEW (object);

  g_clear_object (&self->desk);
  henji_shop_unref (self->shop);
  henji_order_unref (self->order);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  g_clear_pointer (&self->template, henji_template_unref);
  G_OBJECT_CLASS (henji_texts_preview_parent_class)->finalize (object);
}

static void
henji_texts_preview_class_init (HenjiTextsPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_texts_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_texts_preview_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "textspreview");
}

static void
henji_texts_preview_init (HenjiTextsPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *about = gtk_label_new (NULL);
  const char *names[N_SIDES] = { _ ("Preview, Japanese"), _ ("Preview, English") };

  self->shop = henji_shop_new ();
  self->order = invent_order ();
  self->about = GTK_LABEL (about);
  gtk_label_set_xalign (self->about, 0);
  gtk_widget_add_css_class (about, "caption-dim");
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  for (int side = 0; side < N_SIDES; side++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      self->texts[side] = GTK_LABEL (label);
      gtk_label_set_wrap (self->texts[side], TRUE);
      gtk_label_set_wrap_mode (self->texts[side], PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (self->texts[side], 0);
      gtk_label_set_yalign (self->texts[side], 0);
      gtk_label_set_width_chars (self->texts[side], 12);
      gtk_label_set_max_width_chars (self->texts[side], 40);
      gtk_label_set_selectable (self->texts[side], TRUE);
      gtk_widget_set_tooltip_text (label, names[side]);
      gtk_box_append (GTK_BOX (sides), label);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), sides);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), about);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

HenjiTextsPreview *
henji_texts_preview_new (HenjiDesk *desk)
{
  HenjiTextsPreview *self = g_object_new (HENJI_TYPE_TEXTS_PREVIEW, NULL);

  g_return_val_if_fail (HENJI_IS_DESK (desk), self);

  self->desk = g_object_ref (desk);
  update (self);

  return self;
}
