import { setTimeout as pause } from 'node:timers/promises';
import type { FhirBehaviour } from '../../support/fhir-server.ts';
import {
  answersHtml,
  conflicts,
  doneButCut,
  doneButFails,
  doneLate,
  failsInHtml,
  ignoresIfMatch,
  isWrite,
} from '../../support/hostile-fhir.ts';

const MOST_LATE_MS = 250;

/** A server that treats a share of the requests badly, in every way that servers do. */
export function stumble({
  random,
  share,
}: {
  readonly random: () => number;
  readonly share: number;
}) {
  let count = 0;
  const late = doneLate(() => random() * MOST_LATE_MS);
  const onWrites: readonly FhirBehaviour[] = [
    doneButCut,
    doneButFails,
    late,
    conflicts(409),
    conflicts(412),
    answersHtml,
    failsInHtml,
    ignoresIfMatch,
  ];
  const onReads: readonly FhirBehaviour[] = [late, failsInHtml, answersHtml, async () => 'cut'];
  const behaviour: FhirBehaviour = async (exchange, serve) => {
    if (random() >= share) return serve();
    count += 1;
    const ways = isWrite(exchange) ? onWrites : onReads;
    const way = ways[Math.floor(random() * ways.length)];
    // A turn in between, as a server with a database has many.
    await pause(0);
    return way ? way(exchange, serve) : serve();
  };
  return { behaviour, count: (): number => count };
}
