/* henji-spapi.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-lwa.h"
#include "henji-spapi-facts.h"

G_BEGIN_DECLS

#define HENJI_SPAPI_ERROR (henji_spapi_error_quark ())
GQuark henji_spapi_error_quark (void);

/** HenjiSpapiError: why the service does not do it; the message is a sentence for the seller. */
typedef enum
{
  HENJI_SPAPI_ERROR_BUSY,      /* 429, 503: later, HenjiSpapiTrace.retry_after says when */
  HENJI_SPAPI_ERROR_FAILED,    /* 5xx: its own fault, later */
  HENJI_SPAPI_ERROR_DENIED,    /* 401, 403: the application has not the role */
  HENJI_SPAPI_ERROR_NOT_FOUND, /* 404 */
  HENJI_SPAPI_ERROR_REFUSED,   /* 4xx: it does not like what we ask */
  HENJI_SPAPI_ERROR_BROKEN,    /* an answer that is not whole, or no sound JSON */
  HENJI_SPAPI_ERROR_ANSWER,    /* something that is no answer, as a page for people */
} HenjiSpapiError;

/** HenjiSpapiTrace: what is known of a call, whether or not it went well. */
typedef struct
{
  char request_id[101]; /* of the last answer, the login's too; "" when it had none */
  int calls;            /* how often the service was called */
  guint status;         /* of the last answer; 0: none came */
  char said[1201];      /* the service's own words on what it refused, for people; "" none */
  gint64 retry_after;   /* µs; 0: it did not say */
  gint64 date;          /* the service's clock, an instant; 0 unknown */
  gint64 skew;          /* µs that this computer's clock is ahead of it, negative: behind */
} HenjiSpapiTrace;

/* Did something answer, and nothing can be made of it? Not: no network, no leave, too often. */
gboolean henji_spapi_is_unreadable (const GError *fault);

/** HenjiSpapi: the service of one region for one seller. */
typedef struct _HenjiSpapi HenjiSpapi;

/**
 * henji_spapi_new:
 * @region: "fe", one of @facts
 * @endpoint: (nullable): a server for tests on the loopback in the place of the service
 * @login: (nullable): the same in the place of the token service
 *
 * Returns: (transfer full) (nullable): %NULL with %HENJI_HTTP_ERROR_HOST where a place is none
 */
HenjiSpapi *henji_spapi_new (const HenjiSpapiFacts *facts,
                             const char *region,
                             const char *endpoint,
                             const char *login,
                             const HenjiCredentials *credentials,
                             GError **error);
void henji_spapi_free (HenjiSpapi *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiSpapi, henji_spapi_free)

/**
 * henji_spapi_get:
 * @place: path and query, "/orders/2026-01-01/orders?…"
 *
 * One call. A token that is refused as expired is renewed and the call made once more. Blocks.
 *
 * Returns: (transfer full) (nullable): the body of an answer that went well: whole, sound JSON
 */
GBytes *henji_spapi_get (HenjiSpapi *self,
                         const char *place,
                         HenjiSpapiTrace *trace,
                         GCancellable *cancellable,
                         GError **error);

/* The same with a body of JSON (POST). @once: it must not be done twice: a request whose answer
 * does not come is not made again, and HenjiSpapiTrace.calls and .status tell what may have
 * happened. */
GBytes *henji_spapi_post (HenjiSpapi *self,
                          const char *place,
                          const char *body,
                          gboolean once,
                          HenjiSpapiTrace *trace,
                          GCancellable *cancellable,
                          GError **error);

/**
 * henji_spapi_upload:
 * @uri: signed, of a place for a file
 * @headers: (array zero-terminated=1): as the service wants them, name, value, name, value
 *
 * Puts a file where the service wants it: on another host, which is never shown the token.
 */
gboolean henji_spapi_upload (HenjiSpapi *self,
                             const char *uri,
                             char **headers,
                             const char *content_type,
                             GBytes *file,
                             HenjiSpapiTrace *trace,
                             GCancellable *cancellable,
                             GError **error);

/**
 * henji_spapi_download:
 * @uri: signed, of a document
 * @gzip: whether the file is packed
 * @charset: (out) (transfer full) (nullable): as declared
 *
 * The file of a report. It lies on another host, which is never shown the token.
 *
 * Returns: (transfer full) (nullable): whole as far as its length and its packing tell
 */
GBytes *henji_spapi_download (HenjiSpapi *self,
                              const char *uri,
                              gboolean gzip,
                              char **charset,
                              HenjiSpapiTrace *trace,
                              GCancellable *cancellable,
                              GError **error);

/* (transfer full) (nullable): when the service handed out a new refresh token: to be kept. */
HenjiCredentials *henji_spapi_take_renewed (HenjiSpapi *self);

G_END_DECLS
