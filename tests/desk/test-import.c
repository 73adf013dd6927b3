/* Files coming in: in any order, cut short, and announced.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#define BUYER "BBC_MESSAGE_SENT_TO_MERCHANT"
#define COPY "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT"

/* ---- Any order ---------------------------------------------------------------------------------
 */

static const char orders[]
    = "order-id\torder-item-id\tpurchase-date\tbuyer-email\tbuyer-name\tsku\tproduct-name\t"
      "quantity-purchased\tcurrency\titem-price\trecipient-name\tship-address-1\tship-city\tship-"
      "state\t"
      "ship-postal-code\tship-country\n" ORDER "\t10001\t2026-11-17T22:30:00+00:00\t" ALIAS
      "\t佐伯 真由\tMUG-1\tMug A & B <b>\t1\tJPY\t2480\t佐伯 "
      "真由\t神宮前1-2-3\t渋谷区\t東京都\t150-0001\tJP\n" ORDER_2
      "\t20001\t2026-11-18T22:30:00+00:00\t" ALIAS "\t佐伯 真由\tCUP-1\tCup\t2\tJPY\t1200\t佐伯 "
      "真由\t神宮前1-2-3\t渋谷区\t東京都\t150-0001\tJP\n";

static const char shipments[]
    = "order-id\torder-item-id\tquantity\tship-date\tcarrier-code\tcarrier-name\ttracking-"
      "number\tship-method\n" ORDER "\t10001\t\t2026-11-19\t\tヤマト運輸\t307366383004\t\n";

static const char returns[]
    = "Order ID\tOrder date\tReturn request date\tReturn request status\tAmazon RMA ID\tMerchant "
      "RMA ID\t"
      "Label type\tReturn carrier\tTracking ID\tA-to-Z Claim\tASIN\tMerchant SKU\tItem "
      "Name\tReturn quantity\t"
      "Return Reason\tIn policy\tResolution\n" ORDER "\t18-Nov-2026\t22-Nov-"
      "2026\tApproved\tDrmAbC1rRMA\t\tAmazonUnPaidLabel\t\t\tN\tB000000001\tMUG-1\tMug\t1\t"
      "CR-DEFECTIVE\tY\tStandardRefund\n";

#define N_FILES 8

static GPtrArray *
write_files (Fixture *f)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (files, write_file (f, "orders.txt", orders));
  g_ptr_array_add (files, write_file (f, "shipments.txt", shipments));
  g_ptr_array_add (files, write_file (f, "returns.txt", returns));
  g_ptr_array_add (files,
                   write_mail (f, "a", 60, ORDER, "The mug arrived broken. Please replace it."));
  g_ptr_array_add (files, write_notice (f, COPY, "b", 50, ORDER, "We are sending a new one."));
  g_ptr_array_add (files, write_mail (f, "c", 5, ORDER, "キャンセルしたいです。まだ届きません。"));
  g_ptr_array_add (files, write_mail (f, "d", 3, ORDER, "Thank you for your help!"));
  g_ptr_array_add (files,
                   write_mail (f, "e", 2, ORDER_2, "Please issue an invoice for this order."));
  g_assert_cmpuint (files->len, ==, N_FILES);

  return files;
}

static int
compare_said (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
say_order (GString *out, const HenjiOrder *order)
{
  g_string_append_printf (out, "order %s %s %s %s %" G_GINT64_FORMAT, order->order_id,
                          order->marketplace, order->buyer_name, order->buyer_email,
                          order->purchased_at);
  if (order->ship_to != NULL)
    g_string_append_printf (out, " to %s %s %s", order->ship_to->name, order->ship_to->line1,
                            order->ship_to->postal_code);
  for (guint i = 0; order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

      g_string_append_printf (out, " item %s %s %s %d", item->item_id, item->sku, item->title,
                              item->quantity);
    }
  for (guint i = 0; order->shipments != NULL && i < order->shipments->len; i++)
    {
      const HenjiShipment *shipment = g_ptr_array_index (order->shipments, i);

      g_string_append_printf (out, " sent %s %s %s", shipment->carrier, shipment->tracking_number,
                              shipment->ship_date);
    }
  g_string_append_c (out, '\n');
}

/* All that the record says, without numbers that depend on the hour. */
static char *
say_record (Fixture *f)
{
  g_autoptr (GArray) rows = all_rows (f);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HenjiCaseDetail) detail = detail_of (f, g_array_index (rows, gint64, i));
      g_autofree char *head = say_case (detail->case_);
      g_autoptr (GPtrArray) clocks = g_ptr_array_new_with_free_func (g_free);
      GString *out = g_string_new (head);

      for (guint j = 0; j < detail->orders->len; j++)
        say_order (out, g_ptr_array_index (detail->orders, j));
      for (guint j = 0; j < detail->messages->len; j++)
        {
          const HenjiMessage *m = g_ptr_array_index (detail->messages, j);

          g_string_append_printf (out, "message %d %" G_GINT64_FORMAT " %s %s\n", m->direction,
                                  m->at, henji_kind_id (m->kind), m->body);
        }
      for (guint j = 0; j < detail->events->len; j++)
        {
          const HenjiEvent *e = g_ptr_array_index (detail->events, j);

          g_string_append_printf (out, "event %s %" G_GINT64_FORMAT " %s\n",
                                  henji_event_type_id (e->type), e->at, e->text);
        }
      for (guint j = 0; j < detail->clocks->len; j++)
        {
          const HenjiClock *c = g_ptr_array_index (detail->clocks, j);

          g_ptr_array_add (clocks,
                           g_strdup_printf ("clock %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                            " %" G_GINT64_FORMAT " %s\n",
                                            c->rule, c->since, c->until, c->stopped_at, c->note));
        }
      g_ptr_array_sort (clocks, compare_said);
      for (guint j = 0; j < clocks->len; j++)
        g_string_append (out, g_ptr_array_index (clocks, j));
      for (guint j = 0; j < detail->returns->len; j++)
        {
          const HenjiReturn *r = g_ptr_array_index (detail->returns, j);

          g_string_append_printf (out, "return %s %s %s\n", r->order_id, r->marketplace_rma,
                                  r->requested_date);
        }
      g_ptr_array_add (said, g_string_free (out, FALSE));
    }
  g_ptr_array_sort (said, compare_said);
  g_ptr_array_add (said, NULL);

  return g_strjoinv ("", (char **) said->pdata);
}

static void
test_any_order (void)
{
  g_autofree char *expected = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);

  for (guint round = 0; round < 16; round++)
    {
      Fixture f;
      guint order[N_FILES];
      g_autoptr (GPtrArray) files = NULL;
      g_autofree char *said = NULL;

      set_up (&f, NULL);
      files = write_files (&f);
      for (guint i = 0; i < N_FILES; i++)
        order[i] = i;
      for (guint i = N_FILES - 1; round > 0 && i > 0; i--)
        {
          guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
          guint held = order[i];

          order[i] = order[j];
          order[j] = held;
        }
      for (guint i = 0; i < N_FILES; i++)
        import (&f, g_strdup (g_ptr_array_index (files, order[i])));

      said = say_record (&f);
      if (expected == NULL)
        {
          g_autoptr (GArray) rows = all_rows (&f);

          g_assert_cmpuint (rows->len, ==, 2);
          expected = g_steal_pointer (&said);
        }
      else
        g_assert_cmpstr (said, ==, expected);
      tear_down (&f, NULL);
    }
}

static void
test_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) files = write_files (f);
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  import (f, g_strdup (f->dir));
  g_assert_cmpuint (f->n[HENJI_IMPORT_REJECTED], >=, 1); /* the record itself is no mail */
  once = say_record (f);
  for (guint i = 0; i < files->len; i++)
    {
      import (f, g_strdup (g_ptr_array_index (files, i)));
      g_assert_cmpuint (
          f->n[HENJI_IMPORT_NEW] + f->n[HENJI_IMPORT_UPDATED] + f->n[HENJI_IMPORT_REJECTED], ==, 0);
    }
  twice = say_record (f);
  g_assert_cmpstr (twice, ==, once);
}

/* ---- Cut short ---------------------------------------------------------------------------------
 */

#define N_MAILS 1000

static guint
count_messages (Fixture *f)
{
  g_autoptr (GArray) rows = all_rows (f);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HenjiCase) c = case_of (f, g_array_index (rows, gint64, i));

      n += (guint) c->n_messages;
    }

  return n;
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  guint kept;

  for (guint i = 0; i < N_MAILS; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);
      g_autofree char *order = g_strdup_printf ("250-%07u-0000001", i / 3);
      g_autofree char *text = mail_text (BUYER, id, 2, order, "It arrived broken.");

      g_string_append_printf (all, "From x@example.invalid Mon Nov 23 00:00:00 2026\n%s\n", text);
    }
  path = write_file (f, "all.mbox", all->str);

  f->cancellable = g_cancellable_new ();
  f->cancel_after = 300;
  g_assert_false (try_import (f, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  kept = count_messages (f);
  g_assert_cmpuint (kept, >=, 300);
  g_assert_cmpuint (kept, <, N_MAILS);
  g_assert_cmpuint (kept, ==, f->n_messages); /* what was told is there, and nothing else */
  g_clear_object (&f->cancellable);
  f->cancel_after = 0;

  g_assert_true (try_import (f, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (f->n[HENJI_IMPORT_DUPLICATE], ==, kept);
  g_assert_cmpuint (f->n[HENJI_IMPORT_NEW], ==, N_MAILS - kept);
  g_assert_cmpuint (count_messages (f), ==, N_MAILS);
}

/* ---- Announced ---------------------------------------------------------------------------------
 */

typedef struct
{
  guint n;
  GHashTable *rows;
} Heard;

static void
changed_cb (HenjiDesk *desk, const GArray *rows, gpointer user_data)
{
  Heard *heard = user_data;

  heard->n++;
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (heard->rows, g_memdup2 (&g_array_index (rows, gint64, i), sizeof (gint64)));
}

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

/* Many changes at once are told together, each case once, none left out. */
static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) heard_rows
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Heard heard = { 0, heard_rows };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GArray) rows = NULL;

  g_signal_connect (f->desk, "changed", G_CALLBACK (changed_cb), &heard);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);
      g_autofree char *order = g_strdup_printf ("250-%07u-0000001", i);

      import (f, write_mail (f, id, 2, order, "It arrived broken."));
    }
  g_assert_cmpuint (heard.n, ==, 0); /* never but from the main loop */
  g_timeout_add (300, stop_cb, loop);
  g_main_loop_run (loop);

  g_assert_cmpuint (heard.n, >=, 1);
  g_assert_cmpuint (heard.n, <, 20);
  rows = all_rows (f);
  g_assert_cmpuint (rows->len, ==, 20);
  g_assert_cmpuint (g_hash_table_size (heard.rows), ==, 20);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (g_hash_table_contains (heard.rows, &g_array_index (rows, gint64, i)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/any-order", test_any_order);
  g_test_add ("/import/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/import/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/import/changed", Fixture, NULL, set_up, test_changed, tear_down);

  return g_test_run ();
}
