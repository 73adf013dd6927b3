-- The record, version 1. This file never changes again: a later version adds a file.
--
-- Instants: microseconds since 1970, UTC, 0 unknown. Dates: ISO text. Money: minor units and currency.
-- Orders, returns and shipments are known by order number, because mail may name an order before any
-- report brings it. Columns marked PERSON hold personal data of a buyer.

CREATE TABLE shops (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name_ja TEXT,
  name_en TEXT,
  signature_ja TEXT,
  signature_en TEXT,
  zone TEXT,
  rma_prefix TEXT,
  cheap_jpy INTEGER NOT NULL,
  cheap_jpy_currency TEXT NOT NULL,
  cheap_usd INTEGER NOT NULL,
  cheap_usd_currency TEXT NOT NULL
) STRICT;

CREATE TABLE own_addresses (
  shop INTEGER NOT NULL REFERENCES shops,
  position INTEGER NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (shop, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE return_addresses (
  shop INTEGER NOT NULL REFERENCES shops,
  position INTEGER NOT NULL,
  language INTEGER NOT NULL,
  marketplace TEXT,
  known INTEGER NOT NULL,
  name TEXT,
  organisation TEXT,
  line1 TEXT,
  line2 TEXT,
  line3 TEXT,
  city TEXT,
  state TEXT,
  postal_code TEXT,
  country TEXT,
  phone TEXT,
  PRIMARY KEY (shop, position, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE rma_series (
  prefix TEXT NOT NULL,
  year TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE buyers (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  alias TEXT NOT NULL UNIQUE                   -- PERSON
) STRICT;

CREATE TABLE buyer_names (
  buyer INTEGER NOT NULL REFERENCES buyers,
  name TEXT NOT NULL,                          -- PERSON
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (buyer, name)
) STRICT, WITHOUT ROWID;

-- What each report said of one order or return, once per different wording. `orders`, `order_items`
-- and `returns` are worked out from these.
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL,                     -- 1 order, 2 return
  order_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  rank INTEGER NOT NULL,
  facts TEXT NOT NULL,
  person TEXT NOT NULL,                        -- PERSON
  UNIQUE (entity, order_id, digest)
) STRICT;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL UNIQUE,
  marketplace TEXT,
  status TEXT,
  fulfilment TEXT,
  purchased_at INTEGER NOT NULL,
  paid_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  promised_at INTEGER NOT NULL,
  delivery_start TEXT,
  delivery_end TEXT,
  service_level TEXT,
  payment_method TEXT,
  buyer_name TEXT,                             -- PERSON
  buyer_email TEXT,                            -- PERSON
  buyer_phone TEXT,                            -- PERSON
  ship_known INTEGER NOT NULL,
  ship_name TEXT,                              -- PERSON, and all ship_ columns down to the phone
  ship_organisation TEXT,
  ship_line1 TEXT,
  ship_line2 TEXT,
  ship_line3 TEXT,
  ship_city TEXT,
  ship_state TEXT,
  ship_postal_code TEXT,
  ship_country TEXT,
  ship_phone TEXT,
  extra TEXT                                   -- PERSON: columns we do not know may hold anything
) STRICT;
CREATE INDEX orders_by_buyer ON orders (buyer_email, purchased_at);

CREATE TABLE order_items (
  parent INTEGER NOT NULL REFERENCES orders,
  position INTEGER NOT NULL,
  item_id TEXT,
  sku TEXT,
  asin TEXT,
  title TEXT,
  status TEXT,
  quantity INTEGER NOT NULL,                   -- -1 unknown
  quantity_shipped INTEGER NOT NULL,
  price INTEGER NOT NULL,
  price_currency TEXT NOT NULL,
  tax INTEGER NOT NULL,
  tax_currency TEXT NOT NULL,
  shipping INTEGER NOT NULL,
  shipping_currency TEXT NOT NULL,
  shipping_tax INTEGER NOT NULL,
  shipping_tax_currency TEXT NOT NULL,
  gift_wrap INTEGER NOT NULL,
  gift_wrap_currency TEXT NOT NULL,
  discount INTEGER NOT NULL,
  discount_currency TEXT NOT NULL,
  PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE shipments (
  order_id TEXT NOT NULL,
  tracking_number TEXT NOT NULL,               -- empty when unknown
  by_hand INTEGER NOT NULL,
  carrier TEXT,
  ship_date TEXT,
  delivered_date TEXT,
  PRIMARY KEY (order_id, by_hand, tracking_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  court INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  language INTEGER NOT NULL,
  confirmation INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  marketplace TEXT,
  buyer TEXT,                                  -- PERSON
  alias TEXT,                                  -- PERSON
  subject TEXT,
  excerpt TEXT,                                -- PERSON
  due INTEGER NOT NULL DEFAULT 9223372036854775807,  -- the largest number while no clock runs
  due_rule TEXT,
  last_at INTEGER NOT NULL DEFAULT 0,
  last_in_at INTEGER NOT NULL DEFAULT 0,
  n_messages INTEGER NOT NULL DEFAULT 0,
  rma TEXT UNIQUE,
  merged_into INTEGER REFERENCES cases         -- such a case is in no list
) STRICT;
-- The list, in its order, without a look at the table.
CREATE INDEX cases_list ON cases
  (court, due, last_at DESC, id, kind, language, marketplace, merged_into) WHERE merged_into IS NULL;
CREATE INDEX cases_list_all ON cases
  (due, last_at DESC, id, court, kind, language, marketplace, merged_into) WHERE merged_into IS NULL;
CREATE INDEX cases_by_alias ON cases (alias, last_at);
CREATE INDEX cases_by_merge ON cases (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE case_orders (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases,
  order_id TEXT NOT NULL,
  UNIQUE (case_id, order_id)
) STRICT;
CREATE INDEX case_orders_by_order ON case_orders (order_id, case_id);

CREATE TABLE returns (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER REFERENCES cases,
  order_id TEXT NOT NULL,
  rma TEXT,
  marketplace_rma TEXT,
  sku TEXT,
  asin TEXT,
  title TEXT,
  quantity INTEGER NOT NULL,
  reason TEXT,
  status TEXT,
  requested_date TEXT,
  order_date TEXT,
  delivered_date TEXT,
  carrier TEXT,
  tracking_number TEXT,
  label_type TEXT,
  label_cost INTEGER NOT NULL,
  label_cost_currency TEXT NOT NULL,
  label_paid_by TEXT,
  resolution TEXT,
  refunded INTEGER NOT NULL,
  refunded_currency TEXT NOT NULL,
  in_policy INTEGER NOT NULL,
  a_to_z INTEGER NOT NULL,
  extra TEXT                                   -- PERSON
) STRICT;
CREATE INDEX returns_by_order ON returns (order_id);
CREATE INDEX returns_by_case ON returns (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases,
  direction INTEGER NOT NULL,
  notification INTEGER NOT NULL,
  at INTEGER NOT NULL,
  from_name TEXT,                              -- PERSON
  from_address TEXT,                           -- PERSON
  reply_to TEXT,                               -- PERSON
  subject TEXT,                                -- PERSON
  own_length INTEGER NOT NULL,
  language INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  other_kinds INTEGER NOT NULL,
  reply_needed INTEGER NOT NULL,
  order_ids TEXT,                              -- separated by spaces
  postal_code TEXT,                            -- PERSON
  address TEXT,                                -- PERSON
  phone INTEGER NOT NULL,
  part TEXT,
  amount TEXT,
  message_id TEXT,
  raw_sha256 TEXT,
  digest TEXT NOT NULL                         -- of sender, subject and body
) STRICT;
CREATE INDEX messages_by_case ON messages (case_id, at);
CREATE INDEX messages_by_at ON messages (at);
CREATE INDEX messages_by_raw ON messages (raw_sha256) WHERE raw_sha256 IS NOT NULL;
CREATE INDEX messages_by_message_id ON messages (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX messages_by_reply_to ON messages (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX messages_by_from ON messages (from_address) WHERE from_address IS NOT NULL;

CREATE TABLE bodies (
  message INTEGER PRIMARY KEY REFERENCES messages,
  body TEXT NOT NULL                           -- PERSON
) STRICT;

-- The raw source as received; a long one is a file among the attachments instead.
CREATE TABLE raw_sources (
  message INTEGER PRIMARY KEY REFERENCES messages,
  content BLOB NOT NULL                        -- PERSON
) STRICT;

CREATE TABLE attachments (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE message_attachments (
  message INTEGER NOT NULL REFERENCES messages,
  position INTEGER NOT NULL,                   -- -1: the raw source
  sha256 TEXT NOT NULL REFERENCES attachments,
  name TEXT,                                   -- PERSON
  media_type TEXT,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_attachments_by_sha256 ON message_attachments (sha256);

CREATE TABLE clocks (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases,
  rule TEXT NOT NULL,
  ours INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  stopped_at INTEGER NOT NULL,                 -- 0 while it runs
  note TEXT
) STRICT;
CREATE INDEX clocks_by_case ON clocks (case_id);

-- Append only: nothing here is ever changed but the case, by a merge or a split.
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases,
  type INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT,
  data TEXT,
  undoes INTEGER REFERENCES events
) STRICT;
CREATE INDEX events_by_case ON events (case_id);
CREATE INDEX events_by_type ON events (type, at);
CREATE INDEX events_by_undone ON events (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE drafts (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  situation TEXT,
  language INTEGER NOT NULL,
  choices TEXT,
  ja TEXT,                                     -- PERSON
  en TEXT,                                     -- PERSON
  ja_edited INTEGER NOT NULL,
  en_edited INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  UNIQUE (case_id, version)
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER REFERENCES cases,
  channel TEXT NOT NULL,
  payload TEXT NOT NULL,                       -- PERSON
  state INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  fault TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 0;

CREATE TABLE channel_cursors (
  channel TEXT NOT NULL PRIMARY KEY,
  cursor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  charset TEXT,
  size INTEGER NOT NULL,
  at INTEGER NOT NULL,
  n_new INTEGER NOT NULL,
  n_updated INTEGER NOT NULL,
  n_unchanged INTEGER NOT NULL,
  n_rejected INTEGER NOT NULL
) STRICT;

-- What the search index must read again: at most one row per thing, its newest change last. Messages
-- never change and are found by their own number.
-- Kinds: 1 order, 2 case, 3 return, 4 event (note), 5 draft (of a case).
CREATE TABLE touched (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  UNIQUE (kind, ref)
) STRICT;

-- Deleted and added anew, because REPLACE in a trigger gives way to the clause of the outer statement.
CREATE TRIGGER orders_added AFTER INSERT ON orders BEGIN
  DELETE FROM touched WHERE kind = 1 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (1, new.id);
END;
CREATE TRIGGER orders_changed AFTER UPDATE ON orders BEGIN
  DELETE FROM touched WHERE kind = 1 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (1, new.id);
END;
CREATE TRIGGER shipments_added AFTER INSERT ON shipments BEGIN
  DELETE FROM touched WHERE kind = 1 AND ref = (SELECT id FROM orders WHERE order_id = new.order_id);
  INSERT INTO touched (kind, ref) SELECT 1, id FROM orders WHERE order_id = new.order_id;
END;
CREATE TRIGGER shipments_changed AFTER UPDATE ON shipments BEGIN
  DELETE FROM touched WHERE kind = 1 AND ref = (SELECT id FROM orders WHERE order_id = new.order_id);
  INSERT INTO touched (kind, ref) SELECT 1, id FROM orders WHERE order_id = new.order_id;
END;
CREATE TRIGGER shipments_removed AFTER DELETE ON shipments BEGIN
  DELETE FROM touched WHERE kind = 1 AND ref = (SELECT id FROM orders WHERE order_id = old.order_id);
  INSERT INTO touched (kind, ref) SELECT 1, id FROM orders WHERE order_id = old.order_id;
END;
CREATE TRIGGER cases_added AFTER INSERT ON cases BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (2, new.id);
END;
CREATE TRIGGER cases_changed AFTER UPDATE OF buyer, alias, subject, rma, merged_into ON cases BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (2, new.id);
END;
CREATE TRIGGER case_orders_added AFTER INSERT ON case_orders BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = new.case_id;
  INSERT INTO touched (kind, ref) VALUES (2, new.case_id);
END;
CREATE TRIGGER case_orders_changed AFTER UPDATE ON case_orders BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref IN (new.case_id, old.case_id);
  INSERT INTO touched (kind, ref) SELECT 2, new.case_id UNION SELECT 2, old.case_id;
END;
CREATE TRIGGER case_orders_removed AFTER DELETE ON case_orders BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = old.case_id;
  INSERT INTO touched (kind, ref) VALUES (2, old.case_id);
END;
CREATE TRIGGER returns_added AFTER INSERT ON returns BEGIN
  DELETE FROM touched WHERE kind = 3 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (3, new.id);
END;
CREATE TRIGGER returns_changed AFTER UPDATE ON returns BEGIN
  DELETE FROM touched WHERE kind = 3 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (3, new.id);
END;
CREATE TRIGGER returns_removed AFTER DELETE ON returns BEGIN
  DELETE FROM touched WHERE kind = 3 AND ref = old.id;
  INSERT INTO touched (kind, ref) VALUES (3, old.id);
END;
CREATE TRIGGER notes_added AFTER INSERT ON events WHEN new.type = 1 OR new.undoes IS NOT NULL BEGIN
  DELETE FROM touched WHERE kind = 4 AND ref = coalesce (new.undoes, new.id);
  INSERT INTO touched (kind, ref) VALUES (4, coalesce (new.undoes, new.id));
END;
CREATE TRIGGER drafts_added AFTER INSERT ON drafts BEGIN
  DELETE FROM touched WHERE kind = 5 AND ref = new.case_id;
  INSERT INTO touched (kind, ref) VALUES (5, new.case_id);
END;
CREATE TRIGGER drafts_changed AFTER UPDATE ON drafts BEGIN
  DELETE FROM touched WHERE kind = 5 AND ref IN (new.case_id, old.case_id);
  INSERT INTO touched (kind, ref) SELECT 5, new.case_id UNION SELECT 5, old.case_id;
END;
