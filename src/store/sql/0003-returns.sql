-- The record, version 3: returns as things of their own.
-- This file never changes again once released. Instants, dates, money and PERSON as in version 1.

-- A return that somebody opened. What reports say of returns stays in `returns`; how far a return is,
-- is worked out from both and from what happened (`rma_steps`).
CREATE TABLE rmas (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases,
  order_id TEXT NOT NULL,
  number TEXT NOT NULL,                        -- of our own series
  marketplace_number TEXT,
  reason TEXT NOT NULL,                        -- "changed-mind"
  reason_words TEXT,                           -- PERSON: as the buyer or the report says
  payer TEXT NOT NULL,                         -- of the way back: "buyer", "shop"
  requested_date TEXT NOT NULL,                -- in the marketplace's zone
  opened_at INTEGER NOT NULL,
  inspection TEXT,                             -- PERSON (its note): what was seen, as it was saved last
  event INTEGER NOT NULL REFERENCES events     -- that opened it; undone, there is no return
) STRICT;
CREATE INDEX rmas_by_case ON rmas (case_id);
CREATE INDEX rmas_by_order ON rmas (order_id);
CREATE INDEX rmas_by_number ON rmas (number);
CREATE INDEX rmas_by_marketplace_number ON rmas (marketplace_number) WHERE marketplace_number IS NOT NULL;

CREATE TABLE rma_items (
  rma INTEGER NOT NULL REFERENCES rmas,
  position INTEGER NOT NULL,
  sku TEXT,
  title TEXT,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (rma, position)
) STRICT, WITHOUT ROWID;

-- One row for each event that took a return further; it counts while the event is not undone.
CREATE TABLE rma_steps (
  event INTEGER PRIMARY KEY REFERENCES events,
  rma INTEGER NOT NULL REFERENCES rmas,
  stage TEXT NOT NULL,                         -- "arrived"
  date TEXT,                                   -- on which it happened, in the marketplace's zone
  carrier TEXT,
  tracking_number TEXT,
  amount INTEGER NOT NULL,                     -- refunded
  amount_currency TEXT NOT NULL
) STRICT;
CREATE INDEX rma_steps_by_rma ON rma_steps (rma);

CREATE TABLE rma_photos (
  rma INTEGER NOT NULL REFERENCES rmas,
  sha256 TEXT NOT NULL REFERENCES attachments,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (rma, sha256)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER rmas_added AFTER INSERT ON rmas BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = new.case_id;
  INSERT INTO touched (kind, ref) VALUES (2, new.case_id);
END;
CREATE TRIGGER rmas_changed AFTER UPDATE OF case_id, number, marketplace_number ON rmas BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref IN (new.case_id, old.case_id);
  INSERT INTO touched (kind, ref) SELECT 2, new.case_id UNION SELECT 2, old.case_id;
END;
CREATE TRIGGER rma_steps_added AFTER INSERT ON rma_steps WHEN new.tracking_number IS NOT NULL BEGIN
  DELETE FROM touched WHERE kind = 2 AND ref = (SELECT case_id FROM rmas WHERE id = new.rma);
  INSERT INTO touched (kind, ref) SELECT 2, case_id FROM rmas WHERE id = new.rma;
END;

-- Paper ------------------------------------------------------------------------------------------

-- How a printer is off on a stock: what is meant to lie at x is drawn at x × scale + offset.
CREATE TABLE calibrations (
  printer TEXT NOT NULL,                       -- its name
  stock TEXT NOT NULL,                         -- id
  offset_x INTEGER NOT NULL,                   -- thousandths of a millimetre
  offset_y INTEGER NOT NULL,
  scale_x INTEGER NOT NULL,                    -- millionths
  scale_y INTEGER NOT NULL,
  PRIMARY KEY (printer, stock)
) STRICT, WITHOUT ROWID;

-- What a label said when it was printed, to be printed again.
CREATE TABLE printed_labels (
  event INTEGER PRIMARY KEY REFERENCES events,
  label TEXT NOT NULL                          -- PERSON: name and address
) STRICT;

-- Files that were written for a carrier's program. They hold names, addresses and perhaps telephone
-- numbers outside the record, so that they are remembered until they are deleted.
CREATE TABLE carrier_files (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  layout TEXT NOT NULL,                        -- "yamato-b2"
  kind TEXT NOT NULL,                          -- "return", "resend"
  parcels INTEGER NOT NULL,
  phones INTEGER NOT NULL,                     -- rows with a telephone number that is not the shop's
  sha256 TEXT NOT NULL,                        -- of the content: another file at this path is not ours
  at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL                    -- deleted, or written over; 0 while it is there
) STRICT;
CREATE INDEX carrier_files_there ON carrier_files (at) WHERE ended_at = 0;

-- The marketplace's service ----------------------------------------------------------------------

-- What is connected, one row at most. The credentials lie in the desktop's Secret Service.
CREATE TABLE connections (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  account TEXT NOT NULL,                       -- what the Secret Service knows the credentials by
  region TEXT NOT NULL,                        -- "fe"
  marketplaces TEXT NOT NULL,                  -- ids, a comma between
  since INTEGER NOT NULL,                      -- orders that changed since are wanted
  connected_at INTEGER NOT NULL,
  secret_date TEXT,                            -- when the client secret was made
  fault TEXT                                   -- "authorise", "credentials": nobody asks until connected anew
) STRICT;

-- How far each stream has come. What a page brought and what is said here are of one transaction.
CREATE TABLE sync_cursors (
  stream TEXT NOT NULL PRIMARY KEY,            -- "orders"
  cursor INTEGER NOT NULL,                     -- what changed before it is in the record; 0: nothing yet
  search TEXT,                                 -- under way, as all its pages repeat it; NULL: none
  token TEXT,                                  -- of its next page; NULL: the first one
  token_at INTEGER NOT NULL,                   -- when the token came
  until INTEGER NOT NULL                       -- what the cursor becomes at its end; 0: not told yet
) STRICT, WITHOUT ROWID;

-- Tokens of the search under way: one that comes again would never end.
CREATE TABLE sync_tokens (
  stream TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (stream, digest)
) STRICT, WITHOUT ROWID;

-- How much of the service's usage plans is used.
CREATE TABLE sync_buckets (
  operation TEXT NOT NULL PRIMARY KEY,         -- "searchOrders"
  full_at INTEGER NOT NULL,
  held_until INTEGER NOT NULL,
  refusals INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_runs (
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,                   -- 0: it was cut off
  outcome TEXT NOT NULL,                       -- "running", "done", "paused", "stopped", "failed"
  next_at INTEGER NOT NULL,                    -- when a paused one may go on
  pages INTEGER NOT NULL,
  n_new INTEGER NOT NULL,
  n_updated INTEGER NOT NULL,
  n_unchanged INTEGER NOT NULL,
  n_rejected INTEGER NOT NULL,
  reason TEXT,                                 -- in words
  request_id TEXT                              -- for the service's support
) STRICT;
CREATE INDEX sync_runs_by_stream ON sync_runs (stream, id);
CREATE INDEX sync_runs_by_start ON sync_runs (started_at);

-- Orders that could not be taken. No more is kept of them.
CREATE TABLE sync_faults (
  run INTEGER NOT NULL REFERENCES sync_runs,
  position INTEGER NOT NULL,
  order_id TEXT,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- Orders that were made in the place of others.
CREATE TABLE order_links (
  order_id TEXT NOT NULL,
  original_id TEXT NOT NULL,
  exchange INTEGER NOT NULL,                   -- for another thing
  PRIMARY KEY (order_id, original_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_links_back ON order_links (original_id);

-- Orders that a case names and that were asked for one by one.
CREATE TABLE orders_asked (
  order_id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  found INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages that were sent through the service. A row is there before the message goes out, so that
-- none goes out twice whatever happens.
CREATE TABLE sendings (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  action TEXT NOT NULL,                        -- "confirmOrderDetails"
  digest TEXT NOT NULL,                        -- of text and attachments
  at INTEGER NOT NULL,
  state TEXT NOT NULL                          -- "sending", "sent", "refused", "unknown", "looked" (the seller has)
) STRICT;
CREATE INDEX sendings_by_order ON sendings (order_id, action);

-- Feedback ---------------------------------------------------------------------------------------

-- What buyers said of the seller, as reports tell it: one for each order. The buyer's address that a
-- report names is not kept.
CREATE TABLE feedback (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL UNIQUE,
  date TEXT,                                   -- in the marketplace's zone
  marketplace TEXT,
  stars INTEGER NOT NULL,
  comment TEXT,                                -- PERSON: the buyer's words
  answer TEXT,                                 -- the seller's
  event INTEGER REFERENCES events,             -- that told a case; one that is undone is not told again
  defect INTEGER,                              -- row of `defects` that it feeds
  told_at INTEGER NOT NULL                     -- when a report told of it first
) STRICT;
CREATE INDEX feedback_by_date ON feedback (date, told_at, stars, marketplace);
CREATE INDEX feedback_by_event ON feedback (event) WHERE event IS NOT NULL;
CREATE INDEX feedback_by_defect ON feedback (defect) WHERE defect IS NOT NULL;

-- The marketplace's own figures of the account ---------------------------------------------------

-- One reading a day of each marketplace. Nothing in it is of a buyer.
CREATE TABLE performance_readings (
  id INTEGER PRIMARY KEY,
  marketplace_id TEXT NOT NULL,                -- "A1VC38T7YXB528"
  day TEXT NOT NULL,                           -- on which it was read, in the shop's zone
  read_at INTEGER NOT NULL,
  account TEXT,                                -- "NORMAL"
  health TEXT,                                 -- "GREAT"
  health_score INTEGER NOT NULL,               -- -1: not told
  extra TEXT,                                  -- what no field holds: path, tab, JSON
  UNIQUE (marketplace_id, day)
) STRICT;
CREATE INDEX performance_readings_by_day ON performance_readings (day, marketplace_id);

CREATE TABLE performance_figures (
  reading INTEGER NOT NULL REFERENCES performance_readings,
  position INTEGER NOT NULL,
  figure TEXT NOT NULL,                        -- "late-shipment"
  rate INTEGER NOT NULL,                       -- millionths; -1: not told, as in the next three
  number INTEGER NOT NULL,                     -- so many
  whole INTEGER NOT NULL,                      -- of so many
  target INTEGER NOT NULL,                     -- millionths of a share, a number of a number
  condition TEXT,                              -- "LESS_THAN"
  status TEXT,                                 -- "GOOD"
  from_day TEXT,                               -- over which it is worked out, in UTC
  to_day TEXT,
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE performance_warnings (
  reading INTEGER NOT NULL REFERENCES performance_readings,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,                          -- "spammingSellerMessaging"
  status TEXT,
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;

-- Messages through the marketplace that are being written ----------------------------------------

-- One for each kind of each order, until it was sent or thrown away. Files are put to the service no
-- earlier than the message is sent, as what it hands out for them does not last: they are kept by
-- their place.
CREATE TABLE message_drafts (
  order_id TEXT NOT NULL,
  action TEXT NOT NULL,                        -- "confirmOrderDetails"
  text TEXT NOT NULL,                          -- PERSON
  files TEXT NOT NULL,                         -- PERSON: "file:///home/…/invoice.pdf", one a line
  from_date TEXT NOT NULL,                     -- of a warranty, as it was typed, as in the next
  until_date TEXT NOT NULL,
  at INTEGER NOT NULL,                         -- when it was written last
  PRIMARY KEY (order_id, action)
) STRICT, WITHOUT ROWID;
