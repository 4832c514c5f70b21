-- Delivery upstream: where each destination is in the event log, and what came down from it.

-- The log's names to receivers. An event belongs to the newest stream that begins at or before its
-- number. A second one begins when a database was restored or copied, so that no number is used twice.
CREATE TABLE stream (
  number   INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  base_seq INTEGER NOT NULL,
  reason   TEXT NOT NULL CHECK (reason IN ('first', 'restored', 'rolled-back')),
  begun_at INTEGER NOT NULL
) STRICT;
INSERT INTO stream (id, base_seq, reason, begun_at)
  SELECT value, 1, 'first', unixepoch() * 1000 FROM meta WHERE key = 'stream';
DELETE FROM meta WHERE key = 'stream';
ALTER TABLE event DROP COLUMN stream;

-- The log has no gaps and is delivered in order, so one number says exactly what a destination has:
-- everything up to it, but for what is set aside.
CREATE TABLE delivery (
  destination_id   TEXT PRIMARY KEY,
  through_seq      INTEGER NOT NULL,
  confirmed_seq    INTEGER NOT NULL,     -- a digest has shown that it holds everything up to here
  last_success_at  INTEGER,
  last_attempt_at  INTEGER,
  failing_since_at INTEGER,
  failure          TEXT                  -- a closed code, or null while all is well
) STRICT;

CREATE TABLE delivery_set_aside (
  destination_id TEXT NOT NULL,
  seq            INTEGER NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('again', 'quarantined', 'refused')),
  code           TEXT NOT NULL,
  detail         TEXT NOT NULL,          -- for IT; never a patient's name
  set_aside_at   INTEGER NOT NULL,
  PRIMARY KEY (destination_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_again ON delivery_set_aside (destination_id, seq) WHERE state = 'again';

-- What a connector made at its destination for something of ours.
CREATE TABLE upstream_resource (
  destination_id TEXT NOT NULL,
  type           TEXT NOT NULL,
  local_id       TEXT NOT NULL,
  upstream_id    TEXT NOT NULL,
  version        TEXT,
  PRIMARY KEY (destination_id, type, local_id)
) STRICT, WITHOUT ROWID;

-- HL7 messages that came in, by sender and control id, with the answer each got: again, the same.
CREATE TABLE hl7_message (
  destination_id TEXT NOT NULL,
  sender         TEXT NOT NULL,
  control_id     TEXT NOT NULL,
  sha256         TEXT NOT NULL,
  answer         TEXT NOT NULL,
  received_at    INTEGER NOT NULL,
  PRIMARY KEY (destination_id, sender, control_id)
) STRICT, WITHOUT ROWID;

-- Who last listed an appointment, and what that sender alone understands of it.
ALTER TABLE appointment ADD COLUMN source TEXT NOT NULL DEFAULT 'csv';
ALTER TABLE appointment ADD COLUMN source_version TEXT;
ALTER TABLE appointment ADD COLUMN source_data TEXT NOT NULL DEFAULT '{}';

CREATE INDEX appointment_ref ON appointment (ref, source);

-- The last complete list from each sender.
CREATE TABLE schedule_source (
  source       TEXT PRIMARY KEY,
  as_of        INTEGER NOT NULL,         -- the sender's own counter: an older list never replaces a newer
  succeeded_at INTEGER,
  attempted_at INTEGER NOT NULL,
  problem      TEXT                      -- why the last attempt was no good, or null
) STRICT;

-- A list disagrees with what has begun here: nothing is taken away, and the desk decides.
CREATE TABLE schedule_conflict (
  id             TEXT PRIMARY KEY,
  appointment_id TEXT NOT NULL REFERENCES appointment (id),
  visit_id       TEXT NOT NULL REFERENCES visit (id),
  kind           TEXT NOT NULL CHECK (kind IN ('cancelled', 'absent', 'no-show', 'moved')),
  now_start_at   INTEGER,
  now_service_id TEXT,
  now_provider_id TEXT,
  seen_at        INTEGER NOT NULL,
  closed_at      INTEGER,
  closed_by      TEXT
) STRICT;
CREATE INDEX schedule_conflict_open ON schedule_conflict (seen_at) WHERE closed_at IS NULL;
CREATE INDEX schedule_conflict_visit ON schedule_conflict (visit_id, kind);

-- An event's body may be emptied once it is old and a receiver has shown that it holds it.
DROP TRIGGER event_is_immutable;
CREATE TRIGGER event_is_immutable BEFORE UPDATE ON event
WHEN NOT (new.body = '{}' AND old.seq = new.seq AND old.id = new.id AND old.type = new.type
  AND old.schema = new.schema AND old.aggregate = new.aggregate
  AND old.occurred_at = new.occurred_at AND old.sha256 = new.sha256
  AND EXISTS (SELECT 1 FROM delivery WHERE confirmed_seq >= old.seq AND NOT EXISTS
    (SELECT 1 FROM delivery_set_aside AS aside WHERE aside.destination_id = delivery.destination_id
       AND aside.seq = old.seq AND aside.state = 'refused')))
BEGIN
  SELECT RAISE(ABORT, 'an event never changes');
END;
