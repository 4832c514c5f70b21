import { randomUUID } from 'node:crypto';
import type { App } from '../../../server/app.ts';
import type { Clock } from '../../../server/clock.ts';
import type { Sender } from '../../../server/commands/command-context.ts';
import type { CommandInput, CommandName } from '../../../shared/contract/commands.ts';
import { isActive } from '../../../shared/domain/queue-entry.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import { WAITING } from '../workload.ts';

const SERVICES = ['doctor', 'nurse', 'blood-test', 'x-ray'] as const;
/** A new day forgets those of the days before only when they came long enough ago. */
const NEXT_DAY_MS = 2 * DAY_MS;

const DESK: Sender = { id: 'desk', role: 'desk', label: 'Desk', visitId: null };

/**
 * The clinic's day of the bench: everything in it comes by commands of a desk. Each block is measured
 * on a day of its own, or the thousands of check-ins of a bench would add up to a day no clinic has.
 */
export class BenchDay {
  #aheadMs = 0;
  #hasBegun = false;
  readonly clock: Clock = { now: () => Date.now() + this.#aheadMs };

  /** The next day: stations open, each calling somebody, and a few people waiting. */
  async begin(app: App): Promise<void> {
    if (this.#hasBegun) await this.#goToNextDay(app);
    this.#hasBegun = true;
    const stations = app.day.stations().map((station) => station.stationId);
    const opened = stations.map((stationId) =>
      submit(app, 'station:open', { stationId, providerId: null }),
    );
    await Promise.all(opened);
    const seats = Array.from({ length: stations.length + WAITING }, (_, index) => index);
    await Promise.all(seats.map((seat) => takeNumber(app, serviceOf(app, seat))));
    const called = stations.map((stationId) => submit(app, 'queue:call-next', { stationId }));
    await Promise.all(called);
    const first = app.day.entries().find((entry) => entry.status === 'called');
    if (first) await submit(app, 'queue:recall', { entryId: first.id });
    await this.showNotice(app, 5);
  }

  showNotice(app: App, minutes: number): Promise<void> {
    return submit(app, 'notice:show', { stationId: null, minutes, reasonId: 'more-time' });
  }

  async #goToNextDay(app: App): Promise<void> {
    const here = app.day.entries().filter(isActive);
    await Promise.all(here.map((entry) => submit(app, 'queue:leave', { entryId: entry.id })));
    this.#aheadMs += NEXT_DAY_MS;
    app.refresh();
  }
}

/** One for each station, which is called at once, and the rest in turn over all services. */
function serviceOf(app: App, seat: number): string {
  const station = app.day.stations()[seat];
  return station?.serviceIds[0] ?? SERVICES[seat % SERVICES.length] ?? SERVICES[0];
}

function takeNumber(app: App, serviceId: string): Promise<void> {
  return submit(app, 'check-in:take-number', { serviceId, needs: [], language: 'en' });
}

async function submit<C extends CommandName>(
  app: App,
  name: C,
  input: Omit<CommandInput<C>, 'commandId'>,
): Promise<void> {
  const reply = await app.bus.submit(name, { commandId: randomUUID(), ...input }, DESK);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
}
