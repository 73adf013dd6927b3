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
  steps TEXT,                                  -- ids of its steps that are done, a space between
  problem_ja TEXT,                             -- what it is about, in the seller's words
  problem_en TEXT,
  about INTEGER REFERENCES cases,              -- the buyer's case it is about
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX support_cases_about ON support_cases (about) WHERE about IS NOT NULL;
CREATE TRIGGER support_cases_added AFTER INSERT ON support_cases BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = new.case_id;
  INSERT INTO touched (kind, ref) VALUES (2, new.case_id);
END;
CREATE TRIGGER support_cases_changed AFTER UPDATE OF support_id, category, problem_ja, problem_en ON support_cases BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = new.case_id;
  INSERT INTO touched (kind, ref) VALUES (2, new.case_id);
END;
CREATE TRIGGER support_cases_removed AFTER DELETE ON support_cases BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = old.case_id;
  INSERT INTO touched (kind, ref) VALUES (2, old.case_id);
END;
-- What was said on the phone and in a chat is found like a note.
CREATE TRIGGER logs_added AFTER INSERT ON events WHEN new.type IN (31, 32) BEGIN
  DELETE FROM touched WHERE kind = 4 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (4, new.id);
END;

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

-- What the seller has set instead of the figures of `data/policies/`.
CREATE TABLE policy_values (
  policy TEXT NOT NULL,                        -- "amazon-jp"
  rule TEXT NOT NULL,                          -- "reply"
  valid_from TEXT NOT NULL,                    -- date in the marketplace's zone
  value INTEGER NOT NULL,                      -- as the unit counts
  unit TEXT NOT NULL,                          -- "calendar-days"
  note TEXT,                                   -- where the seller has it from
  checked TEXT NOT NULL,                       -- date
  PRIMARY KEY (policy, rule, valid_from)
) STRICT, WITHOUT ROWID;

-- All clocks that run, the next first.
CREATE INDEX clocks_running ON clocks (until, case_id) WHERE stopped_at = 0;
-- Orders by the day on which they must leave.
CREATE INDEX orders_by_promise ON orders (promised_at) WHERE promised_at > 0;
