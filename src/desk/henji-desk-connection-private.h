/* henji-desk-connection-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-connection.h"
#include "henji-spapi.h"

G_BEGIN_DECLS

/** HenjiConnector: what the desk holds of the service while it is open. */
typedef struct
{
  GCancellable *closing;  /* the desk closes: whoever waits stops */
  char *own_folder;       /* (nullable): the seller's own facts */
  GMutex run;             /* one sync at a time */
  GMutex lock;            /* guards what follows */
  HenjiSpapi *spapi;      /* (nullable): made at first use, with the token */
  char *account;          /* of @spapi */
  HenjiSpapiFacts *facts; /* (nullable): read at first use */
} HenjiConnector;

HenjiConnector *_henji_connector_new (const char *dir);
/* Ends what waits. Safe to call twice. */
void _henji_connector_close (HenjiConnector *self);
void _henji_connector_free (HenjiConnector *self);
/* (transfer none): takes any thread. */
const HenjiSpapiFacts *_henji_connector_facts (HenjiConnector *self);

/** HenjiEither: work that ends when its caller wants it, or when the desk closes. */
typedef struct
{
  GCancellable *cancellable; /* of the work */
  GCancellable *theirs[2];   /* the caller's (nullable), the desk's */
  gulong ids[2];
} HenjiEither;

/* @cancellable: (nullable) */
void _henji_either_begin (HenjiEither *self, HenjiDesk *desk, GCancellable *cancellable);
void _henji_either_clear (HenjiEither *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiEither, _henji_either_clear)

/**
 * _henji_desk_spapi:
 * @connection: as the record has it
 *
 * Returns: (transfer none) (nullable): the service, ready to be called; lives until the connection
 * changes, which waits for HenjiConnector.run
 */
HenjiSpapi *_henji_desk_spapi (HenjiDesk *self,
                               const HenjiConnection *connection,
                               GCancellable *cancellable,
                               GError **error);
/* Checks what the seller typed in, and makes of it what is to be kept and called. All three are
 * (out) (transfer full) (nullable), also where it fails. */
gboolean _henji_desk_prepare_connection (HenjiDesk *self,
                                         const HenjiConnect *connect,
                                         HenjiConnection **connection,
                                         HenjiCredentials **credentials,
                                         HenjiSpapi **spapi,
                                         GError **error);
/* Keeps what was tried: credentials, connection, and @spapi (inout) with its token, which is taken.
 * They take the place of the connection before, which stays when anything fails. */
gboolean _henji_desk_keep_connection (HenjiDesk *self,
                                      const HenjiConnection *connection,
                                      const HenjiCredentials *credentials,
                                      HenjiSpapi **spapi,
                                      GCancellable *cancellable,
                                      GError **error);
/* Gives an error of the connection a place among the desk's. */
void _henji_desk_translate_connection_error (GError **error);
/* After calls: keeps a renewed refresh token; notes what only the seller can solve. */
void _henji_desk_spapi_after (HenjiDesk *self, const HenjiConnection *connection, const GError *e);

G_END_DECLS
