/* henji-shop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address.h"
#include "henji-money.h"
#include "henji-open-days.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiShop, henji_shop)

/**
 * HenjiShop:
 *
 * What the seller told the desk about the shop. Return addresses are per marketplace (by domain).
 */
struct _HenjiShop
{
  gint64 row;
  char *uuid;
  char *name_ja;
  char *name_en;
  char *signature_ja; /* lines under a reply; nullable: the name alone */
  char *signature_en;
  char *zone;                 /* IANA: "Asia/Tokyo" */
  char *rma_prefix;           /* "RMA" */
  char *closing_days;         /* (nullable) as henji_open_days_parse() reads them */
  HenjiOpenDays *open_days;   /* (nullable) what follows: promises count in them */
  char *registration;         /* (nullable) of an issuer of qualified invoices: "T1234567890123" */
  char **own_addresses;       /* (nullable) mail addresses of the shop itself, lower case */
  HenjiMoney cheap_limit_jpy; /* up to this an order counts as cheap to send again */
  HenjiMoney cheap_limit_usd;
  GPtrArray *return_addresses; /* (element-type HenjiReturnAddress) */
};

HENJI_DECLARE_VALUE (HenjiReturnAddress, henji_return_address)

struct _HenjiReturnAddress
{
  char *marketplace; /* "amazon.co.jp" */
  HenjiAddress *ja;  /* (nullable) as a Japanese reader gets it */
  HenjiAddress *en;  /* (nullable) as an English reader gets it */
};

/* (transfer none) (nullable): for @marketplace, else the first there is, in @language, else the
 * other. */
const HenjiAddress *
henji_shop_return_address (const HenjiShop *self, const char *marketplace, HenjiLanguage language);
const char *henji_shop_name (const HenjiShop *self, HenjiLanguage language);

/**
 * henji_registration_parse:
 * @typed: "T1234567890123", also full-width, in small letters, with spaces or hyphens
 *
 * The number under which a seller in Japan issues qualified invoices (適格請求書): T and 13 digits,
 * a company's are its corporate number, a person's are others; how those are made is not published,
 * so their last check is the tax office's. https://www.invoice-kohyo.nta.go.jp/about-toroku/
 *
 * Returns: (transfer full) (nullable): as it is written, or %NULL when it is none
 */
char *henji_registration_parse (const char *typed);
gboolean henji_registration_is_valid (const char *text);

G_END_DECLS
