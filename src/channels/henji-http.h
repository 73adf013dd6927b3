/* henji-http.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-value.h"

G_BEGIN_DECLS

#define HENJI_HTTP_ERROR (henji_http_error_quark ())
GQuark henji_http_error_quark (void);

/** HenjiHttpError: why there is no whole answer; the message is a sentence for the seller. */
typedef enum
{
  HENJI_HTTP_ERROR_HOST,      /* not a host that may be called */
  HENJI_HTTP_ERROR_OFFLINE,   /* no connection, or it broke */
  HENJI_HTTP_ERROR_TLS,       /* the other side is not who it should be */
  HENJI_HTTP_ERROR_DEADLINE,  /* took too long in all */
  HENJI_HTTP_ERROR_REDIRECT,  /* the answer points elsewhere; not followed */
  HENJI_HTTP_ERROR_TOO_LARGE, /* more bytes, or more inflated ones, than are allowed */
  HENJI_HTTP_ERROR_TRUNCATED, /* ended before its end */
} HenjiHttpError;

/* Bytes read so far; @total is 0 while it is unknown. */
typedef void (*HenjiHttpProgress) (gint64 done, gint64 total, gpointer user_data);

/** HenjiHttpRequest: filled by the caller, who keeps what it points to. */
typedef struct
{
  const char *method; /* "GET", "POST", "PUT" */
  const char *uri;
  const char *token;        /* (nullable): "x-amz-access-token" */
  const char *body;         /* (nullable): text */
  GBytes *bytes;            /* (nullable): a file in the place of @body */
  const char *content_type; /* of @body; (nullable) of @bytes */
  char **headers;           /* (nullable) (array zero-terminated=1): name, value, name, value */
  gboolean once;            /* goes over the line once at most: on a connection of its own */
  gboolean document;        /* a file, not JSON: may lie behind a signed URI, never with a token */
  guint moves;              /* how often the answer may point to another place of its server */
  /* (out) (optional) (transfer full) (nullable): what the service's support asks for, of the last
   * answer, also of one that is not taken. */
  char **request_id;
  HenjiHttpProgress progress; /* (nullable): in the thread of the call */
  gpointer user_data;
} HenjiHttpRequest;

HENJI_DECLARE_VALUE (HenjiHttpReply, henji_http_reply)

/** HenjiHttpReply: a whole answer, whatever its status says. */
struct _HenjiHttpReply
{
  guint status;
  GBytes *body;       /* inflated */
  gboolean unpacked;  /* it came packed for the way and has been inflated */
  gboolean sized;     /* it told its length, so that it is whole */
  char *content_type; /* (nullable): without parameters, in small letters */
  char *charset;      /* (nullable): as written */
  gint64 date;        /* the other side's clock, an instant; 0: it did not say */
  gint64 retry_after; /* µs; 0: it did not say */
};

/**
 * HenjiHttp:
 *
 * One session for all calls: TLS verified, no redirect to another server, no cookies, no cache.
 * Calls block and go one after the other; never from the main loop.
 */
typedef struct _HenjiHttp HenjiHttp;

/**
 * henji_http_new:
 * @hosts: (array zero-terminated=1): hosts that may be called by https
 * @deadline: µs that a call may take in all
 * @limit: bytes that an answer may have, inflated
 */
HenjiHttp *henji_http_new (const char *const *hosts, gint64 deadline, gsize limit);
void henji_http_free (HenjiHttp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiHttp, henji_http_free)

/**
 * henji_http_allow_test:
 * @uri: "http://127.0.0.1:8080"
 *
 * Allows a server for tests: one on this machine's loopback, http or https; documents may then lie
 * on any port of it. %FALSE with %HENJI_HTTP_ERROR_HOST for any other.
 */
gboolean henji_http_allow_test (HenjiHttp *self, const char *uri, GError **error);

/* Is it a server for tests? */
gboolean henji_http_is_test (const char *uri);

/* @suffixes: (array zero-terminated=1): ".amazonaws.com", hosts below which documents may lie */
void henji_http_allow_documents (HenjiHttp *self, const char *const *suffixes);

/* (transfer full) (nullable): a gzip file unpacked, whole, and never more than an answer may have.
 */
GBytes *henji_http_unpack (HenjiHttp *self, GBytes *packed, GError **error);

/**
 * henji_http_send:
 *
 * Returns: (transfer full): an answer of any status but a redirect, whole as far as HTTP can tell;
 * whoever reads it checks its own end too, because a chunked answer that was cut looks whole
 */
HenjiHttpReply *henji_http_send (HenjiHttp *self,
                                 const HenjiHttpRequest *request,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
