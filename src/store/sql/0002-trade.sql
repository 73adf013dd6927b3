-- The record, version 2: clocks and courts beyond the reply, and what looking back needs.
-- This file never changes again once released. Instants, dates, money and PERSON as in version 1.

-- A case of the seller's own with the marketplace; flag HENJI_CASE_SUPPORT of its row in `cases`.
CREATE TABLE support_cases (
  case_id INTEGER PRIMARY KEY REFERENCES cases,
  support_id TEXT UNIQUE,                      -- the marketplace's Case ID, digits
  status TEXT,                                 -- as the marketplace words it: "Pending Amazon Action"
  team TEXT NOT NULL,                          -- "support", "performance"
  category TEXT,                               -- of the contact form
  channel TEXT NOT NULL,                       -- "mail", "phone", "chat"
  path TEXT,                                   -- guided path: "return", "feedback", "cancel", "suspicious"
  about INTEGER REFERENCES cases,              -- the buyer's case it is about
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX support_cases_about ON support_cases (about) WHERE about IS NOT NULL;

-- An A-to-z claim of a case; its stages are events.
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases,
  order_id TEXT,
  stage TEXT NOT NULL,
  amount INTEGER NOT NULL,
  amount_currency TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  decided_at INTEGER NOT NULL                  -- 0 while open
) STRICT;
CREATE INDEX claims_by_case ON claims (case_id);
CREATE INDEX claims_by_opened ON claims (opened_at);

-- Where an order's buyer asked to have it sent instead; the newest that stands is the order's address.
CREATE TABLE address_changes (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  case_id INTEGER REFERENCES cases,
  at INTEGER NOT NULL,
  taken_back_at INTEGER NOT NULL,              -- 0 while it stands
  name TEXT,                                   -- PERSON, and all down to the phone
  organisation TEXT,
  line1 TEXT,
  line2 TEXT,
  line3 TEXT,
  city TEXT,
  state TEXT,
  postal_code TEXT,
  country TEXT,
  phone TEXT
) STRICT;
CREATE INDEX address_changes_by_order ON address_changes (order_id, at);
CREATE TRIGGER address_changes_added AFTER INSERT ON address_changes BEGIN
  DELETE FROM touched WHERE kind = 1 AND ref = (SELECT id FROM orders WHERE order_id = new.order_id);
  INSERT INTO touched (kind, ref) SELECT 1, id FROM orders WHERE order_id = new.order_id;
END;
CREATE TRIGGER address_changes_changed AFTER UPDATE ON address_changes BEGIN
  DELETE FROM touched WHERE kind = 1 AND ref = (SELECT id FROM orders WHERE order_id = new.order_id);
  INSERT INTO touched (kind, ref) SELECT 1, id FROM orders WHERE order_id = new.order_id;
END;

-- What setting a case right has cost.
CREATE TABLE outlays (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER REFERENCES cases,
  order_id TEXT,
  sku TEXT,
  nature TEXT NOT NULL,                        -- "refund", "partial-refund", "resend", "return-shipping", "gift"
  source TEXT NOT NULL,                        -- "hand", "notice", "report": what is known twice counts once
  amount INTEGER NOT NULL,
  amount_currency TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX outlays_by_case ON outlays (case_id);
CREATE INDEX outlays_by_at ON outlays (at);

-- What the shop pays for an item, for the comparison of what may be offered.
CREATE TABLE item_costs (
  sku TEXT NOT NULL PRIMARY KEY,
  cost INTEGER NOT NULL,
  cost_currency TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the seller answered to a playbook's questions.
CREATE TABLE playbook_answers (
  case_id INTEGER NOT NULL REFERENCES cases,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (case_id, question)
) STRICT, WITHOUT ROWID;

-- What feeds the order defect rate beside claims.
CREATE TABLE defects (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  nature TEXT NOT NULL,                        -- "feedback", "chargeback"
  order_id TEXT,
  case_id INTEGER REFERENCES cases,
  marketplace TEXT,
  at INTEGER NOT NULL,
  removed_at INTEGER NOT NULL                  -- 0 while it counts
) STRICT;
CREATE INDEX defects_by_at ON defects (at);

-- The seller's own rules, and the words they put on cases.
CREATE TABLE rules (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  name TEXT NOT NULL,
  terms TEXT NOT NULL,                         -- "key=value" a line, all of which must hold
  acts TEXT NOT NULL                           -- "key=value" a line
) STRICT;
CREATE TABLE case_tags (
  case_id INTEGER NOT NULL REFERENCES cases,
  tag TEXT NOT NULL,
  PRIMARY KEY (case_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_tags_by_tag ON case_tags (tag, case_id);

-- All clocks that run, the next first.
CREATE INDEX clocks_running ON clocks (until, case_id) WHERE stopped_at = 0;
