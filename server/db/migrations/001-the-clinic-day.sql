-- One clinic's days. Times are epoch milliseconds; days are clinic-local dates (YYYY-MM-DD).

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Planned: what came in from outside. Local facts never live here.
CREATE TABLE appointment (
  id            TEXT PRIMARY KEY,
  day           TEXT NOT NULL,
  ref           TEXT NOT NULL,          -- the sender's own id of the appointment
  start_at      INTEGER NOT NULL,
  service_id    TEXT NOT NULL,
  provider_id   TEXT,
  first_name    TEXT NOT NULL,
  last_name     TEXT NOT NULL,
  date_of_birth TEXT NOT NULL,
  first_initial TEXT NOT NULL,
  last_initial  TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('booked', 'cancelled')),
  updated_at    INTEGER NOT NULL,
  UNIQUE (day, ref)
) STRICT;
CREATE INDEX appointment_identity ON appointment (day, date_of_birth, last_initial);

CREATE TABLE import_file (
  sha256      TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  days        TEXT NOT NULL,
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  cancelled   INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL
) STRICT;

-- Today's attendance: starts at check-in.
CREATE TABLE visit (
  id             TEXT PRIMARY KEY,
  day            TEXT NOT NULL,
  ticket         TEXT NOT NULL,
  appointment_id TEXT REFERENCES appointment (id),
  language       TEXT NOT NULL,
  needs          TEXT NOT NULL,
  source         TEXT NOT NULL,
  is_late        INTEGER NOT NULL,
  phone_key      TEXT NOT NULL,         -- 122 random bits: unique without an index to say so
  phone_answer   TEXT,
  checked_in_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX visit_appointment ON visit (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX visit_day ON visit (day, checked_in_at);

CREATE TABLE queue_entry (
  id               TEXT PRIMARY KEY,
  visit_id         TEXT NOT NULL REFERENCES visit (id),
  day              TEXT NOT NULL,
  ticket           TEXT NOT NULL,
  service_id       TEXT NOT NULL,
  provider_id      TEXT,
  leg              INTEGER NOT NULL,
  status           TEXT NOT NULL CHECK
    (status IN ('waiting', 'called', 'in-service', 'held', 'done', 'no-show', 'left')),
  priority         INTEGER NOT NULL,
  appointment_at   INTEGER,
  queued_at        INTEGER NOT NULL,
  due_at           INTEGER NOT NULL,
  not_before_at    INTEGER,
  overtaken_count  INTEGER NOT NULL,
  station_id       TEXT,
  call_count       INTEGER NOT NULL,
  called_at        INTEGER,
  last_call_at     INTEGER,
  started_at       INTEGER,
  ended_at         INTEGER,
  seen_by          TEXT,
  undo             TEXT                  -- the step that "undo" takes back, or null
) STRICT;
CREATE INDEX queue_entry_day ON queue_entry (day);

-- Every call ever made, numbered without gaps: screens announce each number once.
CREATE TABLE call (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id   TEXT NOT NULL REFERENCES queue_entry (id),
  ticket     TEXT NOT NULL,
  station_id TEXT NOT NULL,
  area_id    TEXT NOT NULL,
  called_at  INTEGER NOT NULL,
  is_recall  INTEGER NOT NULL
) STRICT;
CREATE INDEX call_time ON call (called_at);

CREATE TABLE station (
  id          TEXT PRIMARY KEY,
  status      TEXT NOT NULL CHECK (status IN ('open', 'paused', 'closed')),
  provider_id TEXT,
  since_at    INTEGER NOT NULL,
  until_at    INTEGER
) STRICT;

CREATE TABLE notice (
  id         TEXT PRIMARY KEY,
  station_id TEXT,
  minutes    INTEGER NOT NULL,
  reason_id  TEXT NOT NULL,
  shown_at   INTEGER NOT NULL,
  cleared_at INTEGER
) STRICT;
CREATE INDEX notice_active ON notice (shown_at) WHERE cleared_at IS NULL;

-- Somebody asked for a person.
CREATE TABLE help (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('kiosk', 'phone', 'talk-now', 'too-late')),
  device_id   TEXT NOT NULL,
  place       TEXT NOT NULL,
  screen      TEXT,
  language    TEXT NOT NULL,
  visit_id    TEXT REFERENCES visit (id),
  answer_id   TEXT,
  asked_at    INTEGER NOT NULL,
  answered_at INTEGER,
  answered_by TEXT
) STRICT;
CREATE INDEX help_open ON help (asked_at) WHERE answered_at IS NULL;

-- The ledger of waits: each window a patient was told, to be scored against what happened.
CREATE TABLE promise (
  id        INTEGER PRIMARY KEY,
  entry_id  TEXT NOT NULL REFERENCES queue_entry (id),
  issued_at INTEGER NOT NULL,
  from_at   INTEGER NOT NULL,
  to_at     INTEGER NOT NULL,
  change    TEXT NOT NULL
) STRICT;
CREATE INDEX promise_entry ON promise (entry_id, issued_at);

-- Faces. Anonymous: nothing here leads to a visit.
CREATE TABLE answer (
  id          TEXT PRIMARY KEY,
  day         TEXT NOT NULL,
  device_id   TEXT NOT NULL,
  score       INTEGER NOT NULL CHECK (score BETWEEN 0 AND 4),
  faces       INTEGER NOT NULL,
  touched_at  INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  language    TEXT NOT NULL,
  happy_side  TEXT NOT NULL,
  left_out    TEXT CHECK (left_out IN ('repeat', 'play')),
  reason_ids  TEXT NOT NULL DEFAULT '[]',
  words       TEXT NOT NULL DEFAULT '',
  word_flags  TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX answer_day ON answer (day);

-- Contact details live apart from the answers; the link is a random id and nothing else.
CREATE TABLE contact_request (
  id           TEXT PRIMARY KEY,
  answer_id    TEXT NOT NULL,
  contact      TEXT NOT NULL,
  consent_text TEXT NOT NULL,
  asked_at     INTEGER NOT NULL,
  closed_at    INTEGER
) STRICT;

-- What was answered to each command, so that the same id again is answered the same.
CREATE TABLE command_reply (
  command_id  TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  reply       TEXT NOT NULL,
  answered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened, for ever. This log is also what is delivered upstream: there is no second queue.
CREATE TABLE event (
  seq         INTEGER PRIMARY KEY,      -- without gaps, because none is ever deleted
  id          TEXT NOT NULL,            -- random: unique without an index to say so
  stream      TEXT NOT NULL,
  type        TEXT NOT NULL,
  schema      INTEGER NOT NULL,
  aggregate   TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  body        TEXT NOT NULL,            -- the exact bytes that are hashed and delivered
  sha256      TEXT NOT NULL
) STRICT;
CREATE TRIGGER event_is_immutable BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'an event never changes');
END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'an event is never deleted');
END;
