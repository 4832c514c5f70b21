import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../server/db/open-database.ts';
import { TestDevice } from '../support/device.ts';

const KILLS = 4;
const ACKNOWLEDGED_BEFORE_KILL = 25;

/** The program as it is started in a clinic, in a process that can be killed. */
async function start(folder: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['server/main.ts', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = await once(child, 'message');
  // True because the supervisor's only message is this one.
  return { child, port: (message as { port: number }).port };
}

test('kill -9 in the middle of check-ins: each acknowledged one is there afterwards, once', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-kill-'));
  const acknowledged: string[] = [];
  const unknown: string[] = [];

  for (let round = 0; round < KILLS; round += 1) {
    const { child, port } = await start(folder);
    const kiosk = await TestDevice.connect(`http://127.0.0.1:${port}`, 'check-in', null);
    const killed = once(child, 'exit');
    let answered = 0;
    const lane = async (): Promise<void> => {
      while (child.exitCode === null && child.signalCode === null) {
        const id = unknown.shift() ?? randomUUID();
        const reply = await kiosk
          .send('check-in:take-number', { serviceId: 'blood-test', needs: [], language: 'en' }, id)
          .catch(() => null);
        if (reply?.ok) {
          acknowledged.push(id);
          answered += 1;
          if (answered === ACKNOWLEDGED_BEFORE_KILL) child.kill('SIGKILL');
        } else {
          // Not answered: the next server is asked again with the same id.
          unknown.push(id);
          return;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    await killed;
    kiosk.socket.close();
  }

  const db = openDatabase(folder);
  const find = db.prepare<[string], { reply: string }>(
    'SELECT reply FROM command_reply WHERE command_id = ?',
  );
  const tickets = acknowledged.map((id) => {
    const { ok, value } = JSON.parse(find.get(id)?.reply ?? '{"ok":false}') as {
      ok: boolean;
      value: { ticket: string };
    };
    return ok ? value.ticket : null;
  });
  const visits = db
    .prepare<[], { ticket: string; n: number }>(
      "SELECT ticket, count(*) AS n FROM visit WHERE source = 'kiosk' AND appointment_id IS NULL GROUP BY id",
    )
    .all();
  const stored = new Set(visits.map(({ ticket }) => ticket));
  const events = db
    .prepare<[], { n: number; last: number }>('SELECT count(*) AS n, max(seq) AS last FROM event')
    .get();
  const replies = db
    .prepare<[], { n: number }>(
      "SELECT count(*) AS n FROM command_reply WHERE name = 'check-in:take-number'",
    )
    .get();
  db.close();
  rmSync(folder, { recursive: true, force: true });

  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * ACKNOWLEDGED_BEFORE_KILL);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(tickets).not.toContain(null);
  expect(tickets.filter((ticket) => !stored.has(ticket ?? ''))).toEqual([]);
  // One visit for each stored reply: nothing happened twice and nothing without an answer kept.
  expect(replies?.n).toBeGreaterThanOrEqual(acknowledged.length);
  expect(events?.last).toBe(events?.n);
});
