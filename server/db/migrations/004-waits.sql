-- Waits that are learned, and promises with what was known when they were made.

-- What the wait predictor has learned from the event log up to the end of a day: one row. It can be
-- made again from the log at any time (`foyer learn`), and is when its version or the clinic's file
-- is another.
CREATE TABLE wait_model (
  only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
  version     TEXT NOT NULL,
  settings    TEXT NOT NULL,            -- hash of what the clinic's file says about waits
  day         TEXT NOT NULL,            -- the last day in it
  through_seq INTEGER NOT NULL,         -- the last event in it
  learned     TEXT NOT NULL,            -- JSON
  made_at     INTEGER NOT NULL
) STRICT;

-- Kept and scored, but nobody was told: promises were not trusted then.
ALTER TABLE promise ADD COLUMN is_shown INTEGER NOT NULL DEFAULT 1 CHECK (is_shown IN (0, 1));
-- Its end at the usual width, which is what trust is judged by; null: as told.
ALTER TABLE promise ADD COLUMN usual_to_at INTEGER;
-- Why it became later: a closed code, where, and until when if staff said.
ALTER TABLE promise ADD COLUMN reason TEXT;
ALTER TABLE promise ADD COLUMN reason_station_id TEXT;
ALTER TABLE promise ADD COLUMN reason_until_at INTEGER;
-- What was expected then (the median), and what position times the service's minutes divided by the
-- open stations would have said: the two are compared with what happened.
ALTER TABLE promise ADD COLUMN estimate_minutes REAL;
ALTER TABLE promise ADD COLUMN simple_minutes REAL;
