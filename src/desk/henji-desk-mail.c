/* henji-desk-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reply as a mail that the seller's own mail program sends.
 */
#define G_LOG_DOMAIN "henji-desk-mail"

#include "config.h"

#include "henji-desk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "henji-mail-draft.h"
#include "henji-uuid.h"

#define LABEL_CLAUSE "return-label" /* of every situation that speaks of an attached label */
#define LABEL_STOCK "a4"            /* what a buyer has in the printer */

/* Does the reply speak of a label that was made? */
static gboolean
sends_label (HenjiDesk *self,
             const HenjiCaseDetail *detail,
             const HenjiDraft *draft,
             const HenjiReplyContext *context)
{
  g_autoptr (HenjiTemplate) situation
      = draft->situation != NULL ? henji_desk_situation (self, draft->situation) : NULL;
  g_autoptr (HenjiChoices) choices
      = draft->choices != NULL ? henji_choices_from_text (draft->choices) : NULL;
  gboolean on = FALSE;

  if (situation == NULL || detail->rma == NULL
      || strstr (henji_draft_sent (draft), detail->rma) == NULL)
    return FALSE;
  if (choices == NULL)
    choices = henji_choices_new ();
  for (guint i = 0; !on && i < henji_template_n_clauses (situation); i++)
    on = g_str_equal (henji_template_clause (situation, i)->id, LABEL_CLAUSE)
         && henji_template_clause_on (situation, i, choices, context);
  for (guint i = 0; on && i < detail->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i);

      if (event->type == HENJI_EVENT_LABEL_PRINTED && !event->undone)
        return TRUE;
    }

  return FALSE;
}

static GBytes *
label_pdf (HenjiDesk *self, const HenjiDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) labels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  HenjiLabelJob job = { .labels = labels, .start = 1, .copies = 1 };
  GPtrArray *stocks = henji_desk_stocks (self);
  HenjiLabel *label = henji_desk_label (self, draft->case_row, draft->language, NULL, error);

  if (label == NULL)
    return NULL;
  g_ptr_array_add (labels, label);
  for (guint i = 0; i < stocks->len; i++)
    {
      const HenjiStock *stock = g_ptr_array_index (stocks, i);

      if (job.stock == NULL || g_str_equal (stock->id, LABEL_STOCK))
        job.stock = stock;
    }

  return henji_label_job_pdf (&job, error);
}

GBytes *
henji_desk_mail (HenjiDesk *self, const HenjiDraft *draft, gboolean *with_label, GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (GBytes) label = NULL;
  g_autofree char *id = NULL;
  g_autofree char *file_name = NULL;
  HenjiReplyContext context;
  const HenjiMessage *message;
  HenjiMailDraft mail = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && draft != NULL, NULL);

  detail = henji_desk_case_detail (self, draft->case_row, error);
  shop = detail != NULL ? henji_desk_shop (self, error) : NULL;
  if (shop == NULL)
    return NULL;
  henji_desk_reply_context (self, detail, shop, &context);
  message = context.message;
  if (message == NULL || message->reply_to == NULL || *message->reply_to == '\0')
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The buyer has no address that a mail could go to."));
      return NULL;
    }
  mail.text = henji_draft_sent (draft);
  if (mail.text == NULL || *mail.text == '\0')
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The reply is empty."));
      return NULL;
    }

  if (sends_label (self, detail, draft, &context))
    {
      label = label_pdf (self, draft, error);
      if (label == NULL)
        return NULL;
      file_name = g_strdup_printf ("%s.pdf", detail->rma);
      mail.file = label;
      mail.file_name = file_name;
      mail.file_type = "application/pdf";
    }
  mail.date = henji_desk_now (self);
  mail.id = id = henji_uuid_new (mail.date);
  mail.zone = self->zone;
  if (shop->own_addresses != NULL && shop->own_addresses[0] != NULL)
    {
      mail.from = shop->own_addresses[0];
      mail.from_name = henji_shop_name (shop, draft->language);
    }
  mail.to = message->reply_to;
  mail.subject = message->subject;
  mail.in_reply_to = message->message_id;
  if (with_label != NULL)
    *with_label = label != NULL;

  return henji_mail_draft_write (&mail, error);
}

gboolean
henji_desk_save_mail (
    HenjiDesk *self, const char *path, GBytes *mail, gboolean replace, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (mail, &length);
  g_autofree char *name = g_path_get_basename (path);

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL, FALSE);

  if (!replace)
    {
      /* Made first and alone, so that nothing that is there can be lost. */
      int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

      if (fd < 0)
        {
          g_set_error (
              error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
              errno == EEXIST ? _ ("“%s” is there already.") : _ ("“%s” cannot be written."), name);
          return FALSE;
        }
      close (fd);
    }

  return g_file_set_contents_full (path, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
