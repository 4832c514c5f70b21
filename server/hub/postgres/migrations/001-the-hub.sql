-- What a hub holds of its clinics. Several hubs may work on it at once.

CREATE TABLE clinic (
  number         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id             text NOT NULL UNIQUE,
  last_heard_at  bigint,
  backlog        bigint NOT NULL DEFAULT 0,
  taken          bigint NOT NULL DEFAULT 0,
  schedule_as_of bigint NOT NULL DEFAULT 0
);

-- A stream belongs to the clinic that first used it. Its number is also its place in time: a later
-- stream of a clinic takes over its log.
CREATE TABLE stream (
  number   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id       uuid NOT NULL UNIQUE,
  clinic   integer NOT NULL REFERENCES clinic (number),
  base_seq bigint NOT NULL,
  begun_at bigint NOT NULL
);
CREATE INDEX stream_of_clinic ON stream (clinic);

-- Every event that was ever taken, for ever: by its id, and by its first number. References would be
-- checked row by row; what they would say is kept true by the one statement that writes these tables.
CREATE TABLE event_key (
  event_id    uuid PRIMARY KEY,
  seq         bigint NOT NULL,
  received_at bigint NOT NULL,
  stream      integer NOT NULL,
  sha256      bytea NOT NULL,
  quarantined text,
  UNIQUE (stream, seq)
);

-- Other numbers the same event came under, when a clinic's log went on under a new stream.
CREATE TABLE event_again (
  stream   integer NOT NULL,
  seq      bigint NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (stream, seq)
);

-- By month of receipt, so that old months can be detached and archived. The key has the instant, and
-- the index is small because rows lie in that order.
CREATE TABLE event (
  event_id    uuid NOT NULL,
  received_at bigint NOT NULL,
  occurred_at bigint NOT NULL,
  schema      integer NOT NULL,
  type        text NOT NULL,
  aggregate   text NOT NULL,
  body        text NOT NULL
) PARTITION BY RANGE (received_at);
CREATE INDEX event_received ON event USING brin (received_at);

CREATE TABLE quarantined_event (
  event_id uuid PRIMARY KEY,
  clinic   integer NOT NULL,
  detail   text NOT NULL,
  raw      text NOT NULL
);
CREATE INDEX quarantined_of_clinic ON quarantined_event (clinic);

-- What the figures are made from. No key of its own: a row is only written with its event's key.
CREATE TABLE fact (
  event_id uuid NOT NULL,
  seq      bigint NOT NULL,
  at       bigint NOT NULL,
  clinic   integer NOT NULL,
  day      date NOT NULL,
  stream   integer NOT NULL,
  score    smallint,
  kind     text NOT NULL,
  subject  text NOT NULL,
  entry    text,
  detail   text
);
CREATE INDEX fact_of_day ON fact (clinic, day);

CREATE TABLE rollback_alarm (
  clinic    integer NOT NULL,
  stream_id uuid NOT NULL,
  seq       bigint NOT NULL,
  last_at   bigint NOT NULL,
  PRIMARY KEY (clinic, stream_id)
);

-- The complete list of a day's appointments, as JSON text. The only place with names.
CREATE TABLE schedule_day (
  clinic       integer NOT NULL,
  day          date NOT NULL,
  appointments text NOT NULL,
  PRIMARY KEY (clinic, day)
);
CREATE INDEX schedule_by_day ON schedule_day (day);
