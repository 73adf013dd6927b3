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

-- An A-to-z claim of a case, worked out from the notices and from the seller's events.
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases,
  order_id TEXT,
  stage TEXT NOT NULL,                         -- id of a HenjiClaimStage
  stage_at INTEGER NOT NULL,
  days INTEGER NOT NULL,                       -- calendar days the notice gave for an answer, 0: not said
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

-- What setting a case right has cost. What each source said of one refund is kept apart, and which
-- of them counts is worked out anew from all of the order.
CREATE TABLE outlays (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER REFERENCES cases,
  order_id TEXT,
  sku TEXT,
  nature TEXT NOT NULL,                        -- "refund", "partial-refund", "resend", "return-shipping", "gift"
  source TEXT NOT NULL,                        -- "hand", "notice", "report": what is known twice counts once
  amount INTEGER NOT NULL,
  amount_currency TEXT NOT NULL,               -- empty: nobody said how much
  at INTEGER NOT NULL,
  counts INTEGER NOT NULL                      -- 0: a better source tells of the same
) STRICT;
CREATE INDEX outlays_by_case ON outlays (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX outlays_by_order ON outlays (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX outlays_by_at ON outlays (at) WHERE counts = 1;

-- What was known before there were outlays: refunds in reports, and notices without their amount.
INSERT INTO outlays (uuid, order_id, sku, nature, source, amount, amount_currency, at, counts)
  SELECT lower (hex (randomblob (4)) || '-' || hex (randomblob (2)) || '-8' || substr (hex (randomblob (2)), 2)
    || '-8' || substr (hex (randomblob (2)), 2) || '-' || hex (randomblob (6))),
    order_id, sku, 'refund', 'report', refunded, refunded_currency,
    unixepoch (requested_date || ' 12:00:00') * 1000000, 1
  FROM returns WHERE refunded > 0 AND refunded_currency <> '' AND unixepoch (requested_date) IS NOT NULL;
INSERT INTO outlays (uuid, case_id, order_id, nature, source, amount, amount_currency, at, counts)
  SELECT lower (hex (randomblob (4)) || '-' || hex (randomblob (2)) || '-8' || substr (hex (randomblob (2)), 2)
    || '-8' || substr (hex (randomblob (2)), 2) || '-' || hex (randomblob (6))),
    m.case_id, o.order_id, 'refund', 'notice', 0, '', m.at,
    NOT EXISTS (SELECT 1 FROM outlays r WHERE r.order_id = o.order_id AND abs (r.at - m.at) <= 2592000000000)
  FROM (SELECT id, case_id, at, nullif (substr (order_ids || ' ', 1, instr (order_ids || ' ', ' ') - 1), '')
    AS order_id FROM messages WHERE direction = 2 AND notification = 5) AS o
  JOIN messages m ON m.id = o.id;

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
CREATE INDEX defects_by_case ON defects (case_id) WHERE case_id IS NOT NULL;

-- The seller's own rules, and the words they put on cases.
CREATE TABLE rules (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  name TEXT NOT NULL,
  after_message INTEGER NOT NULL,              -- only later messages are looked at by themselves
  terms TEXT NOT NULL,                         -- "key=value" a line, all of which must hold
  acts TEXT NOT NULL                           -- "key=value" a line
) STRICT;
-- Which rule has held of which message: it never runs twice. Outlives the rule, whose number is not given again.
CREATE TABLE rule_runs (
  message INTEGER NOT NULL REFERENCES messages,
  rule INTEGER NOT NULL,
  situation TEXT,                              -- what it proposed
  PRIMARY KEY (message, rule)
) STRICT, WITHOUT ROWID;
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

-- Looking back: a period is read out of these alone.
DROP INDEX messages_by_at;
CREATE INDEX messages_by_at ON messages (at, direction, reply_needed, case_id);
DROP INDEX messages_by_case;
CREATE INDEX messages_by_case ON messages (case_id, at, direction, reply_needed);
-- CLOSED, NO_REPLY_NEEDED, ANSWERED
CREATE INDEX events_of_answers ON events (case_id, at, type) WHERE type IN (3, 5, 6);
CREATE INDEX orders_by_purchase ON orders (purchased_at, marketplace);
CREATE INDEX returns_by_requested ON returns (requested_date) WHERE requested_date IS NOT NULL;
CREATE INDEX drafts_answered ON drafts (case_id, situation) WHERE answered = 1;
