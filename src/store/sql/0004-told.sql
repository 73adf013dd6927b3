-- The record, version 4: what buyers tell beside the kind of the matter.
-- This file never changes again once released.

ALTER TABLE messages ADD COLUMN told INTEGER NOT NULL DEFAULT 0; -- bits of HenjiTold
