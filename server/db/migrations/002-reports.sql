-- What the manager's report looks up by.

CREATE INDEX queue_entry_visit ON queue_entry (visit_id, leg);
CREATE INDEX call_entry ON call (entry_id, called_at);
-- Calls that were taken back: a patient called by mistake was not called.
CREATE INDEX event_undone ON event (json_extract(body, '$.entryId'), occurred_at)
  WHERE type = 'queue.undone';
CREATE INDEX help_talk ON help (asked_at) WHERE kind = 'talk-now';
CREATE INDEX contact_request_asked ON contact_request (asked_at);
