-- What a hub holds of its clinics. The same as on PostgreSQL, for one hub alone.

CREATE TABLE clinic (
  number         INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  last_heard_at  INTEGER,
  backlog        INTEGER NOT NULL DEFAULT 0,
  taken          INTEGER NOT NULL DEFAULT 0,
  schedule_as_of INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A stream belongs to the clinic that first used it. Its number is also its place in time: a later
-- stream of a clinic takes over its log.
CREATE TABLE stream (
  number   INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  clinic   INTEGER NOT NULL REFERENCES clinic (number),
  base_seq INTEGER NOT NULL,
  begun_at INTEGER NOT NULL
) STRICT;
CREATE INDEX stream_of_clinic ON stream (clinic);

-- Every event that was ever taken, for ever: by its id, and by its first number.
CREATE TABLE event_key (
  event_id    TEXT PRIMARY KEY,
  stream      INTEGER NOT NULL REFERENCES stream (number),
  seq         INTEGER NOT NULL,
  sha256      TEXT NOT NULL,
  quarantined TEXT,
  received_at INTEGER NOT NULL,
  UNIQUE (stream, seq)
) STRICT, WITHOUT ROWID;

-- Other numbers the same event came under, when a clinic's log went on under a new stream.
CREATE TABLE event_again (
  stream   INTEGER NOT NULL REFERENCES stream (number),
  seq      INTEGER NOT NULL,
  event_id TEXT NOT NULL REFERENCES event_key (event_id),
  PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  event_id    TEXT PRIMARY KEY REFERENCES event_key (event_id),
  received_at INTEGER NOT NULL,
  type        TEXT NOT NULL,
  schema      INTEGER NOT NULL,
  aggregate   TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  body        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantined_event (
  event_id TEXT PRIMARY KEY REFERENCES event_key (event_id),
  clinic   INTEGER NOT NULL REFERENCES clinic (number),
  detail   TEXT NOT NULL,
  raw      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantined_of_clinic ON quarantined_event (clinic);

-- What the figures are made from.
CREATE TABLE fact (
  clinic   INTEGER NOT NULL REFERENCES clinic (number),
  day      TEXT NOT NULL,
  event_id TEXT NOT NULL REFERENCES event_key (event_id),
  stream   INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  entry    TEXT,
  detail   TEXT,
  score    INTEGER,
  PRIMARY KEY (clinic, day, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollback_alarm (
  clinic    INTEGER NOT NULL REFERENCES clinic (number),
  stream_id TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  PRIMARY KEY (clinic, stream_id)
) STRICT, WITHOUT ROWID;

-- The complete list of a day's appointments, as JSON. The only place with names.
CREATE TABLE schedule_day (
  clinic       INTEGER NOT NULL REFERENCES clinic (number),
  day          TEXT NOT NULL,
  appointments TEXT NOT NULL,
  PRIMARY KEY (clinic, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX schedule_by_day ON schedule_day (day);
