import { parseArgs } from 'node:util';
import { type Bench, run } from './bench.ts';
import { broadcast } from './figures/broadcast.ts';
import { back } from './figures/back.ts';
import { drain } from './figures/drain.ts';
import { durable } from './figures/durable.ts';
import { pages } from './figures/pages.ts';
import { refresh, refreshCrowd } from './figures/refresh.ts';
import { refreshLatency } from './figures/refresh-latency.ts';
import { shown } from './figures/shown.ts';
import { type Figure, ratioOf, reaches, tableOf } from './result.ts';
import { runWaits } from './waits/main.ts';

const BENCHES: readonly Bench[] = [
  broadcast,
  shown,
  durable,
  back,
  drain,
  pages,
  refresh,
  refreshCrowd,
  refreshLatency,
];
/** Judged by simulated clinics and not by time, with options of its own. */
const WAITS = 'waits';
const DEFAULT_STARTS = '5';

/** Measures Foyer beside its peers and says which bars it reaches. Takes many minutes. */
async function main(args: readonly string[]): Promise<void> {
  if (args[0] === WAITS) return runWaits(args.slice(1));
  if (args[0] === '--only' && args[1] === WAITS) return runWaits(args.slice(2));
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string' },
      starts: { type: 'string', default: DEFAULT_STARTS },
    },
  });
  const chosen = BENCHES.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) {
    throw new Error(
      `--only takes one of ${[...BENCHES.map(({ name }) => name), WAITS].join(', ')}`,
    );
  }
  const figures: Figure[] = [];
  for (const bench of chosen) {
    // Beside the results, so that these alone can be piped on.
    figures.push(...(await run(bench, startsOf(values.starts), (line) => console.error(line))));
  }
  console.log(values.json ? JSON.stringify(figures.map(plain), null, 2) : `\n${tableOf(figures)}`);
  if (!figures.every(reaches)) process.exitCode = 1;
}

function startsOf(text: string): number {
  const starts = Number(text);
  if (!Number.isInteger(starts) || starts < 1) throw new Error('--starts takes a number from 1 up');
  return starts;
}

function plain(figure: Figure) {
  const { plan, readings, discarded } = figure;
  return { ...plan, ratio: ratioOf(figure), isReached: reaches(figure), readings, discarded };
}

await main(process.argv.slice(2));
