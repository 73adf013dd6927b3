/* henji-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "henji-money.h"

G_BEGIN_DECLS

/* Answers of a service, read so that nothing wrong becomes a zero. For channels alone. */

#define HENJI_JSON_ERROR (henji_json_error_quark ())
GQuark henji_json_error_quark (void);

typedef enum
{
  HENJI_JSON_ERROR_SYNTAX,    /* no JSON, or more than we take */
  HENJI_JSON_ERROR_TRUNCATED, /* not all of it */
  HENJI_JSON_ERROR_VALUE,     /* a value is missing or of another kind; the sentence has its path */
} HenjiJsonError;

#define HENJI_JSON_DEPTH 64
#define HENJI_JSON_MEMBERS 256 /* of one object */

/**
 * henji_json_scan:
 *
 * Is it one whole JSON text (RFC 8259) that can be read without surprise? UTF-8 without a BOM, at
 * most %HENJI_JSON_DEPTH levels, no name twice in an object, no U+0000, whole numbers of 64 bits,
 * others within a double's range, nothing after the end.
 */
gboolean henji_json_scan (const char *text, gsize length, GError **error);

/* (transfer full): what a buyer may have typed and no JSON may hold, a control character, half a
 * character in escapes, bytes that are no UTF-8, gives way to a blank or U+FFFD: one gift message
 * must not make all orders unreadable. */
GBytes *henji_json_mend (GBytes *bytes);

/* (transfer full) (nullable): scanned and read. */
JsonNode *henji_json_parse (GBytes *bytes, GError **error);

/**
 * HenjiJsonAt: a place in an answer
 * @fault: where the first fault goes; what is read after it is empty
 *
 * Places stand on the stack, each knows the one above it, so that a fault can name its path:
 * "orders[3].proceeds.grandTotal.amount".
 */
typedef struct _HenjiJsonAt
{
  JsonNode *node; /* %NULL: there is nothing here */
  const struct _HenjiJsonAt *up;
  const char *name; /* of a member; %NULL: an element */
  guint index;
  GError **fault;
} HenjiJsonAt;

HenjiJsonAt henji_json_root (JsonNode *root, GError **fault);
/* The object or array of this name; nothing where it is missing or null. */
HenjiJsonAt henji_json_object (const HenjiJsonAt *at, const char *name);
HenjiJsonAt henji_json_array (const HenjiJsonAt *at, const char *name);
/* Elements of the array at @at; 0 where there is none. */
guint henji_json_length (const HenjiJsonAt *at);
/* An element that must be an object. */
HenjiJsonAt henji_json_element (const HenjiJsonAt *at, guint index);
gboolean henji_json_failed (const HenjiJsonAt *at);
/* Sets "PATH: …" as the fault, unless there is one. */
void henji_json_fail (const HenjiJsonAt *at, const char *name, const char *what);

/* Members of the object at @at. What is missing, null or an empty text is: %NULL, -1, 0, no money.
 * What is of another kind is a fault. */

/* (transfer full) (nullable): without blanks at its ends, no control characters but line breaks. */
char *henji_json_text (const HenjiJsonAt *at, const char *name);
/* (transfer full): must be there; %NULL only with a fault. */
char *henji_json_need_text (const HenjiJsonAt *at, const char *name);
/* 0 to 1,000,000; a number in a text will do, as the service writes some. -1: missing. */
int henji_json_count (const HenjiJsonAt *at, const char *name);
/* 1: true, 0: false, -1: missing. */
int henji_json_flag (const HenjiJsonAt *at, const char *name);
/* The same up to a million millions, also where it is written as "12.0". */
gint64 henji_json_number (const HenjiJsonAt *at, const char *name);
/* A share from 0 to 1 in millionths, 9000 of 0.009; a number in a text will do. -1: missing. */
int henji_json_millionths (const HenjiJsonAt *at, const char *name);
/* RFC 3339 with a zone. 0: missing. */
gint64 henji_json_instant (const HenjiJsonAt *at, const char *name);
gint64 henji_json_need_instant (const HenjiJsonAt *at, const char *name);
/* { "amount": "24.80", "currencyCode": "USD" } */
HenjiMoney henji_json_money (const HenjiJsonAt *at, const char *name);

/* ---- Writing: members of the object that is being built ---- */

void henji_json_add_text (JsonBuilder *builder, const char *name, const char *text);
/* RFC 3339 in UTC */
void henji_json_add_instant (JsonBuilder *builder, const char *name, gint64 instant);
/* (transfer full): what was built, on one line. */
char *henji_json_written (JsonBuilder *builder);

G_END_DECLS
