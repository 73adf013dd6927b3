-- A record of version 3: that of version 2, brought up to date by version 3.
PRAGMA application_id = 1214606954;
PRAGMA user_version = 3;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
CREATE TABLE attachments (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE bodies (
  message INTEGER PRIMARY KEY REFERENCES messages,
  body TEXT NOT NULL                           -- PERSON
) STRICT;
INSERT INTO "bodies" VALUES(1,'A & B <b>"x"</b>');
INSERT INTO "bodies" VALUES(2,'''; DROP TABLE cases; --');
INSERT INTO "bodies" VALUES(3,'山田 花子 髙﨑 𠮷野家');
INSERT INTO "bodies" VALUES(4,'ｶﾞｷﾞｸﾞ が');
INSERT INTO "bodies" VALUES(5,'‮gpj.exe');
INSERT INTO "bodies" VALUES(6,'%s%n%d');
INSERT INTO "bodies" VALUES(7,'line
line	tab');
INSERT INTO "bodies" VALUES(8,'');
INSERT INTO "bodies" VALUES(9,'emoji 👨‍👩‍👧 é');
INSERT INTO "bodies" VALUES(10,'NULL');
CREATE TABLE buyer_names (
  buyer INTEGER NOT NULL REFERENCES buyers,
  name TEXT NOT NULL,                          -- PERSON
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (buyer, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "buyer_names" VALUES(1,'A & B <b>"x"</b>',1795485600000000);
INSERT INTO "buyer_names" VALUES(2,'''; DROP TABLE cases; --',1795485600000001);
INSERT INTO "buyer_names" VALUES(3,'山田 花子 髙﨑 𠮷野家',1795485600000002);
INSERT INTO "buyer_names" VALUES(4,'ｶﾞｷﾞｸﾞ が',1795485600000003);
INSERT INTO "buyer_names" VALUES(5,'‮gpj.exe',1795485600000004);
INSERT INTO "buyer_names" VALUES(6,'%s%n%d',1795485600000005);
INSERT INTO "buyer_names" VALUES(7,'line
line	tab',1795485600000006);
INSERT INTO "buyer_names" VALUES(9,'emoji 👨‍👩‍👧 é',1795485600000008);
INSERT INTO "buyer_names" VALUES(10,'NULL',1795485600000009);
CREATE TABLE buyers (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  alias TEXT NOT NULL UNIQUE                   -- PERSON
) STRICT;
INSERT INTO "buyers" VALUES(1,'01a20b48-0900-7349-bb5e-d0ad66ea3cfb','a0@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(2,'01a20b48-0900-7351-b69b-8ec15adf143e','a1@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(3,'01a20b48-0900-72fc-8e2a-4af932793313','a2@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(4,'01a20b48-0900-72d3-95c5-b5971a03d680','a3@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(5,'01a20b48-0900-738e-b8b7-de0fad5f6a12','a4@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(6,'01a20b48-0900-7100-8f50-e0e54a3df2fd','a5@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(7,'01a20b48-0900-73dd-9a6d-07874b48588b','a6@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(8,'01a20b48-0900-73e5-8b23-d741b27bc70a','a7@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(9,'01a20b48-0900-73ee-9880-d6ec3fddee28','a8@marketplace.amazon.co.jp');
INSERT INTO "buyers" VALUES(10,'01a20b48-0900-73f6-827d-75c37fa4daba','a9@marketplace.amazon.co.jp');
CREATE TABLE calibrations (
  printer TEXT NOT NULL,                       -- its name
  stock TEXT NOT NULL,                         -- id
  offset_x INTEGER NOT NULL,                   -- thousandths of a millimetre
  offset_y INTEGER NOT NULL,
  scale_x INTEGER NOT NULL,                    -- millionths
  scale_y INTEGER NOT NULL,
  PRIMARY KEY (printer, stock)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE case_orders (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases,
  order_id TEXT NOT NULL,
  UNIQUE (case_id, order_id)
) STRICT;
INSERT INTO "case_orders" VALUES(1,1,'250-0000000-7654321');
INSERT INTO "case_orders" VALUES(2,2,'250-0000001-7654321');
INSERT INTO "case_orders" VALUES(3,3,'250-0000002-7654321');
INSERT INTO "case_orders" VALUES(4,4,'250-0000003-7654321');
INSERT INTO "case_orders" VALUES(5,5,'250-0000004-7654321');
INSERT INTO "case_orders" VALUES(6,6,'250-0000005-7654321');
INSERT INTO "case_orders" VALUES(7,7,'250-0000006-7654321');
INSERT INTO "case_orders" VALUES(8,8,'250-0000007-7654321');
INSERT INTO "case_orders" VALUES(9,9,'250-0000008-7654321');
INSERT INTO "case_orders" VALUES(10,10,'250-0000009-7654321');
INSERT INTO "case_orders" VALUES(11,1,'250-0000001-7654321');
CREATE TABLE case_tags (
  case_id INTEGER NOT NULL REFERENCES cases,
  tag TEXT NOT NULL,
  PRIMARY KEY (case_id, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO "case_tags" VALUES(1,'急ぎ');
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
INSERT INTO "cases" VALUES(1,'01a20b48-0900-734a-ae89-f4c927cae4e4',0,0,1,0,8,'amazon.co.jp','A & B <b>"x"</b>','a0@marketplace.amazon.co.jp','A & B <b>"x"</b>','''; DROP TABLE cases; --',1795485600000000,'reply',1795485600000001,1795485600000001,2,NULL,NULL);
INSERT INTO "cases" VALUES(2,'01a20b48-0900-7352-8ccd-444c4cccdda9',1,1,1,0,9,'amazon.co.jp','''; DROP TABLE cases; --','a1@marketplace.amazon.co.jp','''; DROP TABLE cases; --','',9223372036854775807,NULL,0,0,0,NULL,1);
INSERT INTO "cases" VALUES(3,'01a20b48-0900-72fd-8f68-54003538492a',2,2,1,0,10,'amazon.co.jp','山田 花子 髙﨑 𠮷野家','a2@marketplace.amazon.co.jp','山田 花子 髙﨑 𠮷野家','山田 花子 髙﨑 𠮷野家',1795485600002000,'reply',1795485600000002,1795485600000002,1,NULL,NULL);
INSERT INTO "cases" VALUES(4,'01a20b48-0900-72d4-8e58-3a5bef648736',0,3,1,0,11,'amazon.co.jp','ｶﾞｷﾞｸﾞ が','a3@marketplace.amazon.co.jp','ｶﾞｷﾞｸﾞ が','ｶﾞｷﾞｸﾞ が',1795485600003000,'reply',1795485600000003,1795485600000003,1,NULL,NULL);
INSERT INTO "cases" VALUES(5,'01a20b48-0900-738f-b11e-c2a562c5ec06',1,4,1,0,12,'amazon.co.jp','‮gpj.exe','a4@marketplace.amazon.co.jp','‮gpj.exe','‮gpj.exe',1795485600004000,'reply',1795485600000004,1795485600000004,1,NULL,NULL);
INSERT INTO "cases" VALUES(6,'01a20b48-0900-73d5-a724-c335dfb89fd2',2,5,1,0,13,'amazon.co.jp','%s%n%d','a5@marketplace.amazon.co.jp','%s%n%d','%s%n%d',1795485600005000,'reply',1795485600000005,1795485600000005,1,NULL,NULL);
INSERT INTO "cases" VALUES(7,'01a20b48-0900-73de-bfd4-1ac616b480de',0,6,1,0,14,'amazon.co.jp','line
line	tab','a6@marketplace.amazon.co.jp','line
line	tab','line line tab',1795485600006000,'reply',1795485600000006,1795485600000006,1,NULL,NULL);
INSERT INTO "cases" VALUES(8,'01a20b48-0900-73e6-9fe5-bba2630b546d',1,7,1,0,15,'amazon.co.jp','','a7@marketplace.amazon.co.jp','','',1795485600007000,'reply',1795485600000007,1795485600000007,1,NULL,NULL);
INSERT INTO "cases" VALUES(9,'01a20b48-0900-73ef-9c30-31d03087c9f8',2,8,1,0,8,'amazon.co.jp','emoji 👨‍👩‍👧 é','a8@marketplace.amazon.co.jp','emoji 👨‍👩‍👧 é','emoji 👨‍👩‍👧 é',1795485600008000,'reply',1795485600000008,1795485600000008,1,NULL,NULL);
INSERT INTO "cases" VALUES(10,'01a20b48-0900-73f7-80a6-23b541eec6cd',0,9,1,0,9,'amazon.co.jp','NULL','a9@marketplace.amazon.co.jp','NULL','NULL',1795485600009000,'reply',1795485600000009,1795485600000009,1,NULL,NULL);
CREATE TABLE channel_cursors (
  channel TEXT NOT NULL PRIMARY KEY,
  cursor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "channel_cursors" VALUES('key0','A & B <b>"x"</b>',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key1','''; DROP TABLE cases; --',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key2','山田 花子 髙﨑 𠮷野家',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key3','ｶﾞｷﾞｸﾞ が',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key4','‮gpj.exe',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key5','%s%n%d',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key6','line
line	tab',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key7','',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key8','emoji 👨‍👩‍👧 é',1795485600000000);
INSERT INTO "channel_cursors" VALUES('key9','NULL',1795485600000000);
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
INSERT INTO "clocks" VALUES(1,1,'reply',1,1795485600000000,1795485600000000,0,'A & B <b>"x"</b>');
INSERT INTO "clocks" VALUES(2,1,'reply',1,1795485600000000,1795485600001000,0,'''; DROP TABLE cases; --');
INSERT INTO "clocks" VALUES(3,3,'reply',1,1795485600000000,1795485600002000,0,'山田 花子 髙﨑 𠮷野家');
INSERT INTO "clocks" VALUES(4,4,'reply',1,1795485600000000,1795485600003000,0,'ｶﾞｷﾞｸﾞ が');
INSERT INTO "clocks" VALUES(5,5,'reply',1,1795485600000000,1795485600004000,0,'‮gpj.exe');
INSERT INTO "clocks" VALUES(6,6,'reply',1,1795485600000000,1795485600005000,0,'%s%n%d');
INSERT INTO "clocks" VALUES(7,7,'reply',1,1795485600000000,1795485600006000,0,'line
line	tab');
INSERT INTO "clocks" VALUES(8,8,'reply',1,1795485600000000,1795485600007000,0,'');
INSERT INTO "clocks" VALUES(9,9,'reply',1,1795485600000000,1795485600008000,0,'emoji 👨‍👩‍👧 é');
INSERT INTO "clocks" VALUES(10,10,'reply',1,1795485600000000,1795485600009000,0,'NULL');
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
INSERT INTO "drafts" VALUES(1,'01a20b48-0900-734d-9ffe-fd083bfeaa4f',1,1,1795485600000000,'damaged',0,'A & B <b>"x"</b>','A & B <b>"x"</b>','A & B <b>"x"</b>',0,0,0);
INSERT INTO "drafts" VALUES(2,'01a20b48-0900-7070-8510-addbfc043a08',2,1,1795485600000000,'damaged',0,'''; DROP TABLE cases; --','''; DROP TABLE cases; --','''; DROP TABLE cases; --',0,0,0);
INSERT INTO "drafts" VALUES(3,'01a20b48-0900-7300-9960-57686726fa69',3,1,1795485600000000,'damaged',0,'山田 花子 髙﨑 𠮷野家','山田 花子 髙﨑 𠮷野家','山田 花子 髙﨑 𠮷野家',0,0,0);
INSERT INTO "drafts" VALUES(4,'01a20b48-0900-738a-8f16-d23b305a2b13',4,1,1795485600000000,'damaged',0,'ｶﾞｷﾞｸﾞ が','ｶﾞｷﾞｸﾞ が','ｶﾞｷﾞｸﾞ が',0,0,0);
INSERT INTO "drafts" VALUES(5,'01a20b48-0900-7392-ace3-8c169fcf040f',5,1,1795485600000000,'damaged',0,'‮gpj.exe','‮gpj.exe','‮gpj.exe',0,0,0);
INSERT INTO "drafts" VALUES(6,'01a20b48-0900-73d9-a71f-dc6ec9020471',6,1,1795485600000000,'damaged',0,'%s%n%d','%s%n%d','%s%n%d',0,0,0);
INSERT INTO "drafts" VALUES(7,'01a20b48-0900-73e1-9ae9-0a961501993b',7,1,1795485600000000,'damaged',0,'line
line	tab','line
line	tab','line
line	tab',0,0,0);
INSERT INTO "drafts" VALUES(8,'01a20b48-0900-73ea-87c7-b2f7945247aa',8,1,1795485600000000,'damaged',0,'','','',0,0,0);
INSERT INTO "drafts" VALUES(9,'01a20b48-0900-73f2-9eb8-c5a92833ff35',9,1,1795485600000000,'damaged',0,'emoji 👨‍👩‍👧 é','emoji 👨‍👩‍👧 é','emoji 👨‍👩‍👧 é',0,0,0);
INSERT INTO "drafts" VALUES(10,'01a20b48-0900-73fb-965c-ed41b3798557',10,1,1795485600000000,'damaged',0,'NULL','NULL','NULL',0,0,0);
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
INSERT INTO "events" VALUES(1,'01a20b48-0900-734c-893a-03270ddb9ec5',1,1,1795485600000000,'A & B <b>"x"</b>','A & B <b>"x"</b>',NULL);
INSERT INTO "events" VALUES(2,'01a20b48-0900-7092-9c4e-4e3806743523',1,1,1795485600000000,'''; DROP TABLE cases; --','''; DROP TABLE cases; --',NULL);
INSERT INTO "events" VALUES(3,'01a20b48-0900-71c1-a100-cfc96c0edc3c',1,19,1795485600000001,NULL,NULL,2);
INSERT INTO "events" VALUES(4,'01a20b48-0900-72ff-92c9-b956a298d0da',3,1,1795485600000000,'山田 花子 髙﨑 𠮷野家','山田 花子 髙﨑 𠮷野家',NULL);
INSERT INTO "events" VALUES(5,'01a20b48-0900-72d6-950f-0789f55248c1',4,1,1795485600000000,'ｶﾞｷﾞｸﾞ が','ｶﾞｷﾞｸﾞ が',NULL);
INSERT INTO "events" VALUES(6,'01a20b48-0900-7389-ace7-7a156499b169',4,19,1795485600000001,NULL,NULL,5);
INSERT INTO "events" VALUES(7,'01a20b48-0900-7391-8d2e-c987c74d4805',5,1,1795485600000000,'‮gpj.exe','‮gpj.exe',NULL);
INSERT INTO "events" VALUES(8,'01a20b48-0900-73d7-8339-5cf5b9f18bdf',6,1,1795485600000000,'%s%n%d','%s%n%d',NULL);
INSERT INTO "events" VALUES(9,'01a20b48-0900-73d8-96a4-7ae4145d95fd',6,19,1795485600000001,NULL,NULL,8);
INSERT INTO "events" VALUES(10,'01a20b48-0900-73e0-bcff-000642ecebe7',7,1,1795485600000000,'line
line	tab','line
line	tab',NULL);
INSERT INTO "events" VALUES(11,'01a20b48-0900-73e8-bffd-bbe8e3afc1b4',8,1,1795485600000000,'','',NULL);
INSERT INTO "events" VALUES(12,'01a20b48-0900-73e9-ae93-e0a02e9f3cb8',8,19,1795485600000001,NULL,NULL,11);
INSERT INTO "events" VALUES(13,'01a20b48-0900-73f1-a5e3-d19f6fcd5273',9,1,1795485600000000,'emoji 👨‍👩‍👧 é','emoji 👨‍👩‍👧 é',NULL);
INSERT INTO "events" VALUES(14,'01a20b48-0900-73f9-863b-a01c2c1a39e1',10,1,1795485600000000,'NULL','NULL',NULL);
INSERT INTO "events" VALUES(15,'01a20b48-0900-73fa-8389-0409c8750ab7',10,19,1795485600000001,NULL,NULL,14);
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
INSERT INTO "imports" VALUES(1,'A & B <b>"x"</b>','mbox','x',NULL,0,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(2,'''; DROP TABLE cases; --','mbox','x',NULL,1,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(3,'山田 花子 髙﨑 𠮷野家','mbox','x',NULL,2,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(4,'ｶﾞｷﾞｸﾞ が','mbox','x',NULL,3,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(5,'‮gpj.exe','mbox','x',NULL,4,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(6,'%s%n%d','mbox','x',NULL,5,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(7,'line
line	tab','mbox','x',NULL,6,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(8,'','mbox','x',NULL,7,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(9,'emoji 👨‍👩‍👧 é','mbox','x',NULL,8,1795485600000000,0,0,0,0);
INSERT INTO "imports" VALUES(10,'NULL','mbox','x',NULL,9,1795485600000000,0,0,0,0);
CREATE TABLE item_costs (
  sku TEXT NOT NULL PRIMARY KEY,
  cost INTEGER NOT NULL,
  cost_currency TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE message_attachments (
  message INTEGER NOT NULL REFERENCES messages,
  position INTEGER NOT NULL,                   -- -1: the raw source
  sha256 TEXT NOT NULL REFERENCES attachments,
  name TEXT,                                   -- PERSON
  media_type TEXT,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "messages" VALUES(1,'01a20b48-0900-734b-9c05-101025c27f60',1,0,0,1795485600000000,'A & B <b>"x"</b>','abc123@marketplace.amazon.co.jp','a0@marketplace.amazon.co.jp','A & B <b>"x"</b>',16,1,0,0,0,'250-0000000-7654321',NULL,NULL,0,'A & B <b>"x"</b>',NULL,'<0@x>','9b3ffa5a23791f0f7dfb63da558c4d923f445af372a5d172cc0199b583f35eff','c72d7cf7b7c227eb2127f6d8161613b9a514d9d987886fe8d1c451f4a8d457c9');
INSERT INTO "messages" VALUES(2,'01a20b48-0900-71c4-a685-c55aab3cd578',1,0,0,1795485600000001,'''; DROP TABLE cases; --','abc123@marketplace.amazon.co.jp','a1@marketplace.amazon.co.jp','''; DROP TABLE cases; --',23,1,0,0,0,'250-0000001-7654321',NULL,NULL,0,'''; DROP TABLE cases; --',NULL,'<1@x>','22be5c068d9d65785891e455d0f849cb8e9fa5a19ff366b4ba4d60520c3862a5','804bca8f836fa1386f5f0109c4bcbac5cec3dff3930216492016432e359949d8');
INSERT INTO "messages" VALUES(3,'01a20b48-0900-72fe-875b-30aa78123703',3,0,0,1795485600000002,'山田 花子 髙﨑 𠮷野家','abc123@marketplace.amazon.co.jp','a2@marketplace.amazon.co.jp','山田 花子 髙﨑 𠮷野家',31,1,0,0,0,'250-0000002-7654321',NULL,NULL,0,'山田 花子 髙﨑 𠮷野家',NULL,'<2@x>','deb333a860281c05c982202dfc715fe729646782de629eabb910e7ea0a9e4302','7a62a4b1e78008b829da67719a53d7c0167922f2fba97bfe3339b0e5a0f300c4');
INSERT INTO "messages" VALUES(4,'01a20b48-0900-72d5-bc10-75a335c3911f',4,0,0,1795485600000003,'ｶﾞｷﾞｸﾞ が','abc123@marketplace.amazon.co.jp','a3@marketplace.amazon.co.jp','ｶﾞｷﾞｸﾞ が',25,1,0,0,0,'250-0000003-7654321',NULL,NULL,0,'ｶﾞｷﾞｸﾞ が',NULL,'<3@x>','2c2f9d6a76867b6c90f28133615aa73c7a71d28093b92eedd8a135245127f39f','3b7a114fee9b39dbcd68c3313796c22a6052539bebd97a51d934146153d791a8');
INSERT INTO "messages" VALUES(5,'01a20b48-0900-7390-b88c-c8d98a7cefc5',5,0,0,1795485600000004,'‮gpj.exe','abc123@marketplace.amazon.co.jp','a4@marketplace.amazon.co.jp','‮gpj.exe',10,1,0,0,0,'250-0000004-7654321',NULL,NULL,0,'‮gpj.exe',NULL,'<4@x>','3574bc492a8e82cc46cc323980e112df4e86de6e07befd2ff542a152d311c940','9cd64b0955d6fe0eeec4373f075e03119d6855757799157ce217806a792c1421');
INSERT INTO "messages" VALUES(6,'01a20b48-0900-73d6-b1b3-d828cecb87e9',6,0,0,1795485600000005,'%s%n%d','abc123@marketplace.amazon.co.jp','a5@marketplace.amazon.co.jp','%s%n%d',6,1,0,0,0,'250-0000005-7654321',NULL,NULL,0,'%s%n%d',NULL,'<5@x>','52fda38ad55cc0bc9516eead1f985fd6ef6098541a676f77b761ab1b52a8b68a','01afb9a67e69c0be49804228de10ca4ff1c036d5f7c852613f55125906d0f4a8');
INSERT INTO "messages" VALUES(7,'01a20b48-0900-73df-bb7c-b48ea8763ab4',7,0,0,1795485600000006,'line
line	tab','abc123@marketplace.amazon.co.jp','a6@marketplace.amazon.co.jp','line
line	tab',14,1,0,0,0,'250-0000006-7654321',NULL,NULL,0,'line
line	tab',NULL,'<6@x>','06cd8e1806cd2338e7f038a1b668b1a0cf84a2171c932b45f05f3162c30f9e71','c7b395f4baf0b02b817ab8b3f40255d1fe03c7d09941bedab8e6a6d01e1011d6');
INSERT INTO "messages" VALUES(8,'01a20b48-0900-73e7-a5ce-600b8d69ed17',8,0,0,1795485600000007,'','abc123@marketplace.amazon.co.jp','a7@marketplace.amazon.co.jp','',0,1,0,0,0,'250-0000007-7654321',NULL,NULL,0,'',NULL,'<7@x>','e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','1ebef2ffc1b74055edaab5349292d4d98a115f4471bdcd3ee5ed5fabe6db59f0');
INSERT INTO "messages" VALUES(9,'01a20b48-0900-73f0-bc4a-e6bdddf072bd',9,0,0,1795485600000008,'emoji 👨‍👩‍👧 é','abc123@marketplace.amazon.co.jp','a8@marketplace.amazon.co.jp','emoji 👨‍👩‍👧 é',27,1,0,0,0,'250-0000008-7654321',NULL,NULL,0,'emoji 👨‍👩‍👧 é',NULL,'<8@x>','e7a37e8c4f8e0cedf7537fdca161467aaa9c31dd23e514ec795f24c1c2d83a4a','c86dc1a68f4ac2cd43a28ab6299ff4893ec8bea9e79c829b695e4b960ac129bc');
INSERT INTO "messages" VALUES(10,'01a20b48-0900-73f8-96ea-8572cb792d82',10,0,0,1795485600000009,'NULL','abc123@marketplace.amazon.co.jp','a9@marketplace.amazon.co.jp','NULL',4,1,0,0,0,'250-0000009-7654321',NULL,NULL,0,'NULL',NULL,'<9@x>','fb329000228cc5a24c264c57139de8bf854fc86fc18bf1c04ab61a2b5cb4b921','a562161bbd05473db6e73b3d237a60be2bd5423a68f5e36955a4478043d3d0fc');
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
INSERT INTO "order_items" VALUES(1,0,NULL,'A & B <b>"x"</b>',NULL,'A & B <b>"x"</b>',NULL,0,-1,0,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(2,0,NULL,'''; DROP TABLE cases; --',NULL,'''; DROP TABLE cases; --',NULL,1,-1,-1,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(3,0,NULL,'山田 花子 髙﨑 𠮷野家',NULL,'山田 花子 髙﨑 𠮷野家',NULL,2,-1,-2,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(4,0,NULL,'ｶﾞｷﾞｸﾞ が',NULL,'ｶﾞｷﾞｸﾞ が',NULL,3,-1,-3,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(5,0,NULL,'‮gpj.exe',NULL,'‮gpj.exe',NULL,4,-1,-4,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(6,0,NULL,'%s%n%d',NULL,'%s%n%d',NULL,5,-1,-5,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(7,0,NULL,'line
line	tab',NULL,'line
line	tab',NULL,6,-1,-6,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(8,0,NULL,NULL,NULL,NULL,NULL,7,-1,-7,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(9,0,NULL,'emoji 👨‍👩‍👧 é',NULL,'emoji 👨‍👩‍👧 é',NULL,8,-1,-8,'JPY',0,'',0,'',0,'',0,'',0,'');
INSERT INTO "order_items" VALUES(10,0,NULL,'NULL',NULL,'NULL',NULL,9,-1,-9,'JPY',0,'',0,'',0,'',0,'',0,'');
CREATE TABLE order_links (
  order_id TEXT NOT NULL,
  original_id TEXT NOT NULL,
  exchange INTEGER NOT NULL,                   -- for another thing
  PRIMARY KEY (order_id, original_id)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "orders" VALUES(1,'01a20b48-0900-734e-87ac-28a4030a2621','250-0000000-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'A & B <b>"x"</b>','a0@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'A & B <b>"x"</b>',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	A & B <b>"x"</b>
');
INSERT INTO "orders" VALUES(2,'01a20b48-0900-72f9-a9ca-1bcf482eef08','250-0000001-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'''; DROP TABLE cases; --','a1@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'''; DROP TABLE cases; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	''; DROP TABLE cases; --
');
INSERT INTO "orders" VALUES(3,'01a20b48-0900-7301-941c-9453745ec5bc','250-0000002-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'山田 花子 髙﨑 𠮷野家','a2@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'山田 花子 髙﨑 𠮷野家',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	山田 花子 髙﨑 𠮷野家
');
INSERT INTO "orders" VALUES(4,'01a20b48-0900-738b-93aa-af6800cca33c','250-0000003-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'ｶﾞｷﾞｸﾞ が','a3@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'ｶﾞｷﾞｸﾞ が',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	ｶﾞｷﾞｸﾞ が
');
INSERT INTO "orders" VALUES(5,'01a20b48-0900-7393-a381-d50942d24c29','250-0000004-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'‮gpj.exe','a4@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'‮gpj.exe',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	‮gpj.exe
');
INSERT INTO "orders" VALUES(6,'01a20b48-0900-73da-998d-3b2540e3dc9c','250-0000005-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'%s%n%d','a5@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'%s%n%d',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	%s%n%d
');
INSERT INTO "orders" VALUES(7,'01a20b48-0900-73e2-ba28-6c5b280b45d3','250-0000006-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'line
line	tab','a6@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'line
line	tab',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	line
line	tab
');
INSERT INTO "orders" VALUES(8,'01a20b48-0900-73eb-835c-5178bbb828b0','250-0000007-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,NULL,'a7@marketplace.amazon.co.jp',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "orders" VALUES(9,'01a20b48-0900-73f3-94c6-c0fb7331cd24','250-0000008-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'emoji 👨‍👩‍👧 é','a8@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'emoji 👨‍👩‍👧 é',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	emoji 👨‍👩‍👧 é
');
INSERT INTO "orders" VALUES(10,'01a20b48-0900-73fc-8b4f-9000e135b907','250-0000009-7654321',NULL,NULL,NULL,1795485600000000,0,0,0,NULL,NULL,NULL,NULL,'NULL','a9@marketplace.amazon.co.jp',NULL,1,NULL,NULL,'NULL',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'col	NULL
');
CREATE TABLE orders_asked (
  order_id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  found INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
INSERT INTO "outbox" VALUES(1,'01a20b48-0900-7350-affe-f352910268d5',1,'smtp','A & B <b>"x"</b>',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(2,'01a20b48-0900-72fb-a710-d81e49fd7404',1,'smtp','''; DROP TABLE cases; --',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(3,'01a20b48-0900-72d2-8ae2-667117594d57',3,'smtp','山田 花子 髙﨑 𠮷野家',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(4,'01a20b48-0900-738d-be46-ed2d8903c7d0',4,'smtp','ｶﾞｷﾞｸﾞ が',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(5,'01a20b48-0900-72c6-9f43-4a08eb50c4cc',5,'smtp','‮gpj.exe',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(6,'01a20b48-0900-73dc-bdf7-b65d78652e61',6,'smtp','%s%n%d',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(7,'01a20b48-0900-73e4-aa21-553ac0bae03c',7,'smtp','line
line	tab',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(8,'01a20b48-0900-73ed-a5f9-770200745db0',8,'smtp','',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(9,'01a20b48-0900-73f5-997b-d95ec35ebe46',9,'smtp','emoji 👨‍👩‍👧 é',0,1795485600000000,1795485600000000,0,NULL);
INSERT INTO "outbox" VALUES(10,'01a20b48-0900-73fe-bf63-f40ac8207916',10,'smtp','NULL',0,1795485600000000,1795485600000000,0,NULL);
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
INSERT INTO "outlays" VALUES(1,'0199aaaa-0000-7000-8000-000000000001',1,NULL,'SKU','refund','hand',-2,'JPY',1);
CREATE TABLE own_addresses (
  shop INTEGER NOT NULL REFERENCES shops,
  position INTEGER NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (shop, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "own_addresses" VALUES(1,0,'a@example.com');
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
CREATE TABLE performance_warnings (
  reading INTEGER NOT NULL REFERENCES performance_readings,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,                          -- "spammingSellerMessaging"
  status TEXT,
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "policy_values" VALUES('amazon-jp','reply','2026-11-01',12,'hours','店の決まり; A & B','2026-11-20');
CREATE TABLE printed_labels (
  event INTEGER PRIMARY KEY REFERENCES events,
  label TEXT NOT NULL                          -- PERSON: name and address
) STRICT;
CREATE TABLE raw_sources (
  message INTEGER PRIMARY KEY REFERENCES messages,
  content BLOB NOT NULL                        -- PERSON
) STRICT;
INSERT INTO "raw_sources" VALUES(1,X'4120262042203C623E2278223C2F623E');
INSERT INTO "raw_sources" VALUES(2,X'273B2044524F50205441424C452063617365733B202D2D');
INSERT INTO "raw_sources" VALUES(3,X'E5B1B1E794B020E88AB1E5AD9020E9AB99EFA89120F0A0AEB7E9878EE5AEB6');
INSERT INTO "raw_sources" VALUES(4,X'EFBDB6EFBE9EEFBDB7EFBE9EEFBDB8EFBE9E20E3818BE38299');
INSERT INTO "raw_sources" VALUES(5,X'E280AE67706A2E657865');
INSERT INTO "raw_sources" VALUES(6,X'2573256E2564');
INSERT INTO "raw_sources" VALUES(7,X'6C696E650D0A6C696E6509746162');
INSERT INTO "raw_sources" VALUES(8,X'');
INSERT INTO "raw_sources" VALUES(9,X'656D6F6A6920F09F91A8E2808DF09F91A9E2808DF09F91A720C3A9');
INSERT INTO "raw_sources" VALUES(10,X'4E554C4C');
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
INSERT INTO "reports" VALUES(1,1,'250-0000000-7654321','4813cb8d1c680366c46e6ab18de4316ff0f274a3a31fb934338a5881b605ea56','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''0 JPY'', ''quantity'': ''0'', ''sku'': ''A & B <b>"x"</b>'', ''title'': ''A & B <b>"x"</b>''}])','{''buyer_email'': ''a0@marketplace.amazon.co.jp'', ''buyer_name'': ''A & B <b>"x"</b>'', ''extra:col'': ''A & B <b>"x"</b>'', ''ship_line1'': ''A & B <b>"x"</b>''}');
INSERT INTO "reports" VALUES(2,2,'250-0000000-7654321','54de3758f322530a8ea5be9ad5eba45e7141eb633f522d0d0e024b00cb498971','returns',2,'({''marketplace_rma'': ''A & B <b>"x"</b>'', ''reason'': ''A & B <b>"x"</b>''}, [])','{}');
INSERT INTO "reports" VALUES(3,1,'250-0000001-7654321','680bb6668ecd6f06cd5031c2c207d28262c3092017149a25db4b05b88fe9913b','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-1 JPY'', ''quantity'': ''1'', ''sku'': "''; DROP TABLE cases; --", ''title'': "''; DROP TABLE cases; --"}])','{''buyer_email'': ''a1@marketplace.amazon.co.jp'', ''buyer_name'': "''; DROP TABLE cases; --", ''extra:col'': "''; DROP TABLE cases; --", ''ship_line1'': "''; DROP TABLE cases; --"}');
INSERT INTO "reports" VALUES(4,2,'250-0000001-7654321','44ef67647427deb60749cfb91ecb57471eeb886005f1ed9747612083ec2d02e1','returns',2,'({''marketplace_rma'': "''; DROP TABLE cases; --", ''reason'': "''; DROP TABLE cases; --"}, [])','{}');
INSERT INTO "reports" VALUES(5,1,'250-0000002-7654321','eb48ba714fc34ed2de500db36b3011d26488b54ceed257fd48912355b5d3e2f3','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-2 JPY'', ''quantity'': ''2'', ''sku'': ''山田 花子 髙﨑 𠮷野家'', ''title'': ''山田 花子 髙﨑 𠮷野家''}])','{''buyer_email'': ''a2@marketplace.amazon.co.jp'', ''buyer_name'': ''山田 花子 髙﨑 𠮷野家'', ''extra:col'': ''山田 花子 髙﨑 𠮷野家'', ''ship_line1'': ''山田 花子 髙﨑 𠮷野家''}');
INSERT INTO "reports" VALUES(6,2,'250-0000002-7654321','abfdade6700304fdd64c3506356999ff3ba3aea4684b06d1561f96bc584d982e','returns',2,'({''marketplace_rma'': ''山田 花子 髙﨑 𠮷野家'', ''reason'': ''山田 花子 髙﨑 𠮷野家''}, [])','{}');
INSERT INTO "reports" VALUES(7,1,'250-0000003-7654321','ad7357f94261930f90d0f4019a11c4d2ed56e607817f8e528aa1042f7a788441','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-3 JPY'', ''quantity'': ''3'', ''sku'': ''ｶﾞｷﾞｸﾞ が'', ''title'': ''ｶﾞｷﾞｸﾞ が''}])','{''buyer_email'': ''a3@marketplace.amazon.co.jp'', ''buyer_name'': ''ｶﾞｷﾞｸﾞ が'', ''extra:col'': ''ｶﾞｷﾞｸﾞ が'', ''ship_line1'': ''ｶﾞｷﾞｸﾞ が''}');
INSERT INTO "reports" VALUES(8,2,'250-0000003-7654321','ab6e96d63ee6bffdde46d6dd05fc15381011f298f344a8312655286453fc2f0b','returns',2,'({''marketplace_rma'': ''ｶﾞｷﾞｸﾞ が'', ''reason'': ''ｶﾞｷﾞｸﾞ が''}, [])','{}');
INSERT INTO "reports" VALUES(9,1,'250-0000004-7654321','ff7ee200fef57dc1eee24f893e94cd3e986f109dd8eb8d4afe4844bcb2d46064','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-4 JPY'', ''quantity'': ''4'', ''sku'': ''\u202egpj.exe'', ''title'': ''\u202egpj.exe''}])','{''buyer_email'': ''a4@marketplace.amazon.co.jp'', ''buyer_name'': ''\u202egpj.exe'', ''extra:col'': ''\u202egpj.exe'', ''ship_line1'': ''\u202egpj.exe''}');
INSERT INTO "reports" VALUES(10,2,'250-0000004-7654321','3dbdabc0bbc3320b890b6d0aaaa12b50aa67c48a91afe5510b8021adab190e06','returns',2,'({''marketplace_rma'': ''\u202egpj.exe'', ''reason'': ''\u202egpj.exe''}, [])','{}');
INSERT INTO "reports" VALUES(11,1,'250-0000005-7654321','bda255ef17fea8a74ea115564e11477ff0e2d7c474cda224f2fe3816276d4d3b','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-5 JPY'', ''quantity'': ''5'', ''sku'': ''%s%n%d'', ''title'': ''%s%n%d''}])','{''buyer_email'': ''a5@marketplace.amazon.co.jp'', ''buyer_name'': ''%s%n%d'', ''extra:col'': ''%s%n%d'', ''ship_line1'': ''%s%n%d''}');
INSERT INTO "reports" VALUES(12,2,'250-0000005-7654321','ca4afce455fd6ab4e2c8c6d95149a903fe07b0f6abb1fd9ebaeeeff960e24890','returns',2,'({''marketplace_rma'': ''%s%n%d'', ''reason'': ''%s%n%d''}, [])','{}');
INSERT INTO "reports" VALUES(13,1,'250-0000006-7654321','11c5833a196f8e82ab1234efe4bfcef1c84b6702a8e56dd20d41ba7146371c86','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-6 JPY'', ''quantity'': ''6'', ''sku'': ''line\r\nline\ttab'', ''title'': ''line\r\nline\ttab''}])','{''buyer_email'': ''a6@marketplace.amazon.co.jp'', ''buyer_name'': ''line\r\nline\ttab'', ''extra:col'': ''line\r'', ''extra:line'': ''tab'', ''ship_line1'': ''line\r\nline\ttab''}');
INSERT INTO "reports" VALUES(14,2,'250-0000006-7654321','9d4b5b6f8d38edbcf5dace1e14f0680a2fdfdd6677bd3cec6ae6d3106bb8f68e','returns',2,'({''marketplace_rma'': ''line\r\nline\ttab'', ''reason'': ''line\r\nline\ttab''}, [])','{}');
INSERT INTO "reports" VALUES(15,1,'250-0000007-7654321','ae8db0bf83cae65c29202de760b5a719a40cd88a24bcbcd7156321dd32a96cf8','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-7 JPY'', ''quantity'': ''7''}])','{''buyer_email'': ''a7@marketplace.amazon.co.jp''}');
INSERT INTO "reports" VALUES(16,2,'250-0000007-7654321','ff4ec202d227959aa4831c4685e68eeab98a34b667a7cbc653b80cd54d4a81c1','returns',0,'({}, [])','{}');
INSERT INTO "reports" VALUES(17,1,'250-0000008-7654321','0a5ebbdfc62697df445604fb2b6d957d8eaece1198d2986882b420ed450fb2f5','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-8 JPY'', ''quantity'': ''8'', ''sku'': ''emoji 👨\u200d👩\u200d👧 é'', ''title'': ''emoji 👨\u200d👩\u200d👧 é''}])','{''buyer_email'': ''a8@marketplace.amazon.co.jp'', ''buyer_name'': ''emoji 👨\u200d👩\u200d👧 é'', ''extra:col'': ''emoji 👨\u200d👩\u200d👧 é'', ''ship_line1'': ''emoji 👨\u200d👩\u200d👧 é''}');
INSERT INTO "reports" VALUES(18,2,'250-0000008-7654321','3dc20c180d098ee095188dbe8cb54f2aeabb15928b302fcc79cce57c9e8678eb','returns',2,'({''marketplace_rma'': ''emoji 👨\u200d👩\u200d👧 é'', ''reason'': ''emoji 👨\u200d👩\u200d👧 é''}, [])','{}');
INSERT INTO "reports" VALUES(19,1,'250-0000009-7654321','19cb65282fc87567a6395bb86ada9d237a57437586fe3c15094ec2d605dea2af','all-orders',0,'({''purchased_at'': ''1795485600000000''}, [{''occurrence'': ''0'', ''price'': ''-9 JPY'', ''quantity'': ''9'', ''sku'': ''NULL'', ''title'': ''NULL''}])','{''buyer_email'': ''a9@marketplace.amazon.co.jp'', ''buyer_name'': ''NULL'', ''extra:col'': ''NULL'', ''ship_line1'': ''NULL''}');
INSERT INTO "reports" VALUES(20,2,'250-0000009-7654321','344406a7668551700aadcabe9d6970b9e112329e5eea6b935666b34737efa33b','returns',2,'({''marketplace_rma'': ''NULL'', ''reason'': ''NULL''}, [])','{}');
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
INSERT INTO "return_addresses" VALUES(1,0,1,'amazon.co.jp',1,NULL,NULL,'A & B <b>"x"</b>',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "returns" VALUES(1,'01a20b48-0900-734f-9699-a091b6c97580',1,'250-0000000-7654321','RMA-0','A & B <b>"x"</b>',NULL,NULL,NULL,-1,'A & B <b>"x"</b>',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(2,'01a20b48-0900-72fa-8d93-aa7baf527dcf',1,'250-0000001-7654321','RMA-1','''; DROP TABLE cases; --',NULL,NULL,NULL,-1,'''; DROP TABLE cases; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(3,'01a20b48-0900-7302-9c17-644601651f0d',3,'250-0000002-7654321','RMA-2','山田 花子 髙﨑 𠮷野家',NULL,NULL,NULL,-1,'山田 花子 髙﨑 𠮷野家',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(4,'01a20b48-0900-738c-b884-dbe8d0bee1bf',4,'250-0000003-7654321','RMA-3','ｶﾞｷﾞｸﾞ が',NULL,NULL,NULL,-1,'ｶﾞｷﾞｸﾞ が',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(5,'01a20b48-0900-7394-b665-b150e1cc0d91',5,'250-0000004-7654321','RMA-4','‮gpj.exe',NULL,NULL,NULL,-1,'‮gpj.exe',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(6,'01a20b48-0900-73db-992a-4aa583e98331',6,'250-0000005-7654321','RMA-5','%s%n%d',NULL,NULL,NULL,-1,'%s%n%d',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(7,'01a20b48-0900-73e3-b5ef-f2c4e77483a1',7,'250-0000006-7654321','RMA-6','line
line	tab',NULL,NULL,NULL,-1,'line
line	tab',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(8,'01a20b48-0900-73ec-99ee-a74271c1624d',8,'250-0000007-7654321','RMA-7',NULL,NULL,NULL,NULL,-1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(9,'01a20b48-0900-73f4-9519-d817063967c1',9,'250-0000008-7654321','RMA-8','emoji 👨‍👩‍👧 é',NULL,NULL,NULL,-1,'emoji 👨‍👩‍👧 é',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
INSERT INTO "returns" VALUES(10,'01a20b48-0900-73fd-8aab-1b31dafb5b40',10,'250-0000009-7654321','RMA-9','NULL',NULL,NULL,NULL,-1,'NULL',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,NULL,0,'',-1,-1,NULL);
CREATE TABLE rma_items (
  rma INTEGER NOT NULL REFERENCES rmas,
  position INTEGER NOT NULL,
  sku TEXT,
  title TEXT,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (rma, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE rma_photos (
  rma INTEGER NOT NULL REFERENCES rmas,
  sha256 TEXT NOT NULL REFERENCES attachments,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (rma, sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE rma_series (
  prefix TEXT NOT NULL,
  year TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;
INSERT INTO "rma_series" VALUES('R&A','2026',1);
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
CREATE TABLE rules (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  name TEXT NOT NULL,
  terms TEXT NOT NULL,                         -- "key=value" a line, all of which must hold
  acts TEXT NOT NULL                           -- "key=value" a line
) STRICT;
CREATE TABLE sendings (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  action TEXT NOT NULL,                        -- "confirmOrderDetails"
  digest TEXT NOT NULL,                        -- of text and attachments
  at INTEGER NOT NULL,
  state TEXT NOT NULL                          -- "sending", "sent", "refused", "unknown", "looked" (the seller has)
) STRICT;
CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('key0','A & B <b>"x"</b>');
INSERT INTO "settings" VALUES('key1','''; DROP TABLE cases; --');
INSERT INTO "settings" VALUES('key2','山田 花子 髙﨑 𠮷野家');
INSERT INTO "settings" VALUES('key3','ｶﾞｷﾞｸﾞ が');
INSERT INTO "settings" VALUES('key4','‮gpj.exe');
INSERT INTO "settings" VALUES('key5','%s%n%d');
INSERT INTO "settings" VALUES('key6','line
line	tab');
INSERT INTO "settings" VALUES('key7','');
INSERT INTO "settings" VALUES('key8','emoji 👨‍👩‍👧 é');
INSERT INTO "settings" VALUES('key9','NULL');
CREATE TABLE shipments (
  order_id TEXT NOT NULL,
  tracking_number TEXT NOT NULL,               -- empty when unknown
  by_hand INTEGER NOT NULL,
  carrier TEXT,
  ship_date TEXT,
  delivered_date TEXT,
  PRIMARY KEY (order_id, by_hand, tracking_number)
) STRICT, WITHOUT ROWID;
INSERT INTO "shipments" VALUES('250-0000000-7654321','A & B <b>"x"</b>',0,'A & B <b>"x"</b>',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000001-7654321','''; DROP TABLE cases; --',1,'''; DROP TABLE cases; --',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000002-7654321','山田 花子 髙﨑 𠮷野家',0,'山田 花子 髙﨑 𠮷野家',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000003-7654321','ｶﾞｷﾞｸﾞ が',1,'ｶﾞｷﾞｸﾞ が',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000004-7654321','‮gpj.exe',0,'‮gpj.exe',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000005-7654321','%s%n%d',1,'%s%n%d',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000006-7654321','line
line	tab',0,'line
line	tab',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000007-7654321','',1,NULL,NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000008-7654321','emoji 👨‍👩‍👧 é',0,'emoji 👨‍👩‍👧 é',NULL,NULL);
INSERT INTO "shipments" VALUES('250-0000009-7654321','NULL',1,'NULL',NULL,NULL);
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
INSERT INTO "shops" VALUES(1,'01a20b48-0900-73ff-9203-c577806427a3','山田 花子 髙﨑 𠮷野家',NULL,NULL,NULL,'Asia/Tokyo','R&A',0,'',0,'');
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('drafts','sqlite_autoindex_drafts_2','10 1 1');
INSERT INTO "sqlite_stat1" VALUES('drafts','sqlite_autoindex_drafts_1','10 1');
INSERT INTO "sqlite_stat1" VALUES('messages','messages_by_from','10 10');
INSERT INTO "sqlite_stat1" VALUES('messages','messages_by_reply_to','10 1');
INSERT INTO "sqlite_stat1" VALUES('messages','messages_by_message_id','10 1');
INSERT INTO "sqlite_stat1" VALUES('messages','messages_by_raw','10 1');
INSERT INTO "sqlite_stat1" VALUES('messages','messages_by_at','10 1');
INSERT INTO "sqlite_stat1" VALUES('messages','messages_by_case','10 2 1');
INSERT INTO "sqlite_stat1" VALUES('messages','sqlite_autoindex_messages_1','10 1');
INSERT INTO "sqlite_stat1" VALUES('returns','returns_by_case','10 2');
INSERT INTO "sqlite_stat1" VALUES('returns','returns_by_order','10 1');
INSERT INTO "sqlite_stat1" VALUES('returns','sqlite_autoindex_returns_1','10 1');
INSERT INTO "sqlite_stat1" VALUES('case_orders','case_orders_by_order','11 1 1');
INSERT INTO "sqlite_stat1" VALUES('case_orders','sqlite_autoindex_case_orders_1','11 1 1');
INSERT INTO "sqlite_stat1" VALUES('cases','cases_by_merge','1 1');
INSERT INTO "sqlite_stat1" VALUES('cases','cases_by_alias','10 1 1');
INSERT INTO "sqlite_stat1" VALUES('cases','cases_list_all','9 1 1 1 1 1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('cases','cases_list','9 3 1 1 1 1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('cases','sqlite_autoindex_cases_2','10 10');
INSERT INTO "sqlite_stat1" VALUES('cases','sqlite_autoindex_cases_1','10 1');
INSERT INTO "sqlite_stat1" VALUES('order_items','order_items','10 1 1');
INSERT INTO "sqlite_stat1" VALUES('events','events_by_undone','5 1');
INSERT INTO "sqlite_stat1" VALUES('events','events_by_type','15 8 8');
INSERT INTO "sqlite_stat1" VALUES('events','events_by_case','15 2');
INSERT INTO "sqlite_stat1" VALUES('events','sqlite_autoindex_events_1','15 1');
INSERT INTO "sqlite_stat1" VALUES('return_addresses','return_addresses','1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('own_addresses','own_addresses','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('reports','sqlite_autoindex_reports_1','20 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('clocks','clocks_running','10 1 1');
INSERT INTO "sqlite_stat1" VALUES('clocks','clocks_by_case','10 2');
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
CREATE TABLE sync_buckets (
  operation TEXT NOT NULL PRIMARY KEY,         -- "searchOrders"
  full_at INTEGER NOT NULL,
  held_until INTEGER NOT NULL,
  refusals INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_cursors (
  stream TEXT NOT NULL PRIMARY KEY,            -- "orders"
  cursor INTEGER NOT NULL,                     -- what changed before it is in the record; 0: nothing yet
  search TEXT,                                 -- under way, as all its pages repeat it; NULL: none
  token TEXT,                                  -- of its next page; NULL: the first one
  token_at INTEGER NOT NULL,                   -- when the token came
  until INTEGER NOT NULL                       -- what the cursor becomes at its end; 0: not told yet
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_faults (
  run INTEGER NOT NULL REFERENCES sync_runs,
  position INTEGER NOT NULL,
  order_id TEXT,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, position)
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
CREATE TABLE sync_tokens (
  stream TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (stream, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE touched (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  UNIQUE (kind, ref)
) STRICT;
INSERT INTO "touched" VALUES(3,4,1);
INSERT INTO "touched" VALUES(4,5,1);
INSERT INTO "touched" VALUES(6,1,1);
INSERT INTO "touched" VALUES(8,3,1);
INSERT INTO "touched" VALUES(12,4,2);
INSERT INTO "touched" VALUES(13,5,2);
INSERT INTO "touched" VALUES(15,1,2);
INSERT INTO "touched" VALUES(19,2,3);
INSERT INTO "touched" VALUES(20,4,4);
INSERT INTO "touched" VALUES(21,5,3);
INSERT INTO "touched" VALUES(23,1,3);
INSERT INTO "touched" VALUES(25,3,3);
INSERT INTO "touched" VALUES(27,2,4);
INSERT INTO "touched" VALUES(29,4,5);
INSERT INTO "touched" VALUES(30,5,4);
INSERT INTO "touched" VALUES(32,1,4);
INSERT INTO "touched" VALUES(34,3,4);
INSERT INTO "touched" VALUES(36,2,5);
INSERT INTO "touched" VALUES(37,4,7);
INSERT INTO "touched" VALUES(38,5,5);
INSERT INTO "touched" VALUES(40,1,5);
INSERT INTO "touched" VALUES(42,3,5);
INSERT INTO "touched" VALUES(44,2,6);
INSERT INTO "touched" VALUES(46,4,8);
INSERT INTO "touched" VALUES(47,5,6);
INSERT INTO "touched" VALUES(49,1,6);
INSERT INTO "touched" VALUES(51,3,6);
INSERT INTO "touched" VALUES(53,2,7);
INSERT INTO "touched" VALUES(54,4,10);
INSERT INTO "touched" VALUES(55,5,7);
INSERT INTO "touched" VALUES(57,1,7);
INSERT INTO "touched" VALUES(59,3,7);
INSERT INTO "touched" VALUES(61,2,8);
INSERT INTO "touched" VALUES(63,4,11);
INSERT INTO "touched" VALUES(64,5,8);
INSERT INTO "touched" VALUES(66,1,8);
INSERT INTO "touched" VALUES(68,3,8);
INSERT INTO "touched" VALUES(70,2,9);
INSERT INTO "touched" VALUES(71,4,13);
INSERT INTO "touched" VALUES(72,5,9);
INSERT INTO "touched" VALUES(74,1,9);
INSERT INTO "touched" VALUES(76,3,9);
INSERT INTO "touched" VALUES(78,2,10);
INSERT INTO "touched" VALUES(80,4,14);
INSERT INTO "touched" VALUES(81,5,10);
INSERT INTO "touched" VALUES(83,1,10);
INSERT INTO "touched" VALUES(85,3,10);
INSERT INTO "touched" VALUES(86,3,2);
INSERT INTO "touched" VALUES(87,2,1);
INSERT INTO "touched" VALUES(88,2,2);
CREATE INDEX orders_by_buyer ON orders (buyer_email, purchased_at);
CREATE INDEX cases_list ON cases
  (court, due, last_at DESC, id, kind, language, marketplace, merged_into) WHERE merged_into IS NULL;
CREATE INDEX cases_list_all ON cases
  (due, last_at DESC, id, court, kind, language, marketplace, merged_into) WHERE merged_into IS NULL;
CREATE INDEX cases_by_alias ON cases (alias, last_at);
CREATE INDEX cases_by_merge ON cases (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX case_orders_by_order ON case_orders (order_id, case_id);
CREATE INDEX returns_by_order ON returns (order_id);
CREATE INDEX returns_by_case ON returns (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX messages_by_case ON messages (case_id, at);
CREATE INDEX messages_by_at ON messages (at);
CREATE INDEX messages_by_raw ON messages (raw_sha256) WHERE raw_sha256 IS NOT NULL;
CREATE INDEX messages_by_message_id ON messages (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX messages_by_reply_to ON messages (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX messages_by_from ON messages (from_address) WHERE from_address IS NOT NULL;
CREATE INDEX message_attachments_by_sha256 ON message_attachments (sha256);
CREATE INDEX clocks_by_case ON clocks (case_id);
CREATE INDEX events_by_case ON events (case_id);
CREATE INDEX events_by_type ON events (type, at);
CREATE INDEX events_by_undone ON events (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 0;
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
CREATE TRIGGER logs_added AFTER INSERT ON events WHEN new.type IN (31, 32) BEGIN
  DELETE FROM touched WHERE kind = 4 AND ref = new.id;
  INSERT INTO touched (kind, ref) VALUES (4, new.id);
END;
CREATE INDEX claims_by_case ON claims (case_id);
CREATE INDEX claims_by_opened ON claims (opened_at);
CREATE INDEX address_changes_by_order ON address_changes (order_id, at);
CREATE INDEX outlays_by_case ON outlays (case_id);
CREATE INDEX outlays_by_at ON outlays (at);
CREATE INDEX defects_by_at ON defects (at);
CREATE INDEX case_tags_by_tag ON case_tags (tag, case_id);
CREATE INDEX clocks_running ON clocks (until, case_id) WHERE stopped_at = 0;
CREATE INDEX orders_by_promise ON orders (promised_at) WHERE promised_at > 0;
CREATE INDEX rmas_by_case ON rmas (case_id);
CREATE INDEX rmas_by_order ON rmas (order_id);
CREATE INDEX rmas_by_number ON rmas (number);
CREATE INDEX rmas_by_marketplace_number ON rmas (marketplace_number) WHERE marketplace_number IS NOT NULL;
CREATE INDEX rma_steps_by_rma ON rma_steps (rma);
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
CREATE INDEX carrier_files_there ON carrier_files (at) WHERE ended_at = 0;
CREATE INDEX sync_runs_by_stream ON sync_runs (stream, id);
CREATE INDEX sync_runs_by_start ON sync_runs (started_at);
CREATE INDEX order_links_back ON order_links (original_id);
CREATE INDEX sendings_by_order ON sendings (order_id, action);
CREATE INDEX feedback_by_date ON feedback (date, told_at, stars, marketplace);
CREATE INDEX feedback_by_event ON feedback (event) WHERE event IS NOT NULL;
CREATE INDEX feedback_by_defect ON feedback (defect) WHERE defect IS NOT NULL;
CREATE INDEX performance_readings_by_day ON performance_readings (day, marketplace_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('touched',88);
INSERT INTO "sqlite_sequence" VALUES('messages',10);
COMMIT;
