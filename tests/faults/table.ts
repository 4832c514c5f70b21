import { type FaultCount, isSound } from './fault.ts';
import { type FaultResult, isProven } from './try-fault.ts';

const HEADINGS = [
  'fault',
  'what was tried',
  'times',
  'acknowledged',
  'lost',
  'twice',
  'out of order',
  'held',
  'control',
  'seconds',
];
/** The columns of numbers, which are set to the right. */
const NUMBERS = new Set([2, 3, 4, 5, 6, 9]);

/** The results as a table for people, with what broke in sentences below it. */
export function tableOf(results: readonly FaultResult[]): string {
  const rows = [HEADINGS, ...results.map(rowOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return NUMBERS.has(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...results.flatMap(remarksOn)].join('\n');
}

/** The same for programs. */
export function plainOf(result: FaultResult) {
  const { fault, outcome } = result;
  const { id, title } = fault;
  if (outcome.kind === 'not-tried') return { id, title, notTried: outcome.reason };
  const { count, control, seconds } = outcome;
  return {
    id,
    title,
    seconds,
    ...count,
    isSound: isSound(count),
    control: fault.control && control && { title: fault.control.title, ...control },
    isProven: isProven(result),
  };
}

function rowOf({ fault, outcome }: FaultResult): readonly string[] {
  const { id, title } = fault;
  if (outcome.kind === 'not-tried') {
    return [id, title, '-', '-', '-', '-', '-', 'not tried', 'not tried', '-'];
  }
  const { count, control, seconds } = outcome;
  const { tried, acknowledged, lost, duplicated, reordered } = count;
  const numbers = [tried, acknowledged, lost, duplicated, reordered].map(String);
  const held = isSound(count) ? 'held' : 'BROKEN';
  return [id, title, ...numbers, held, controlWord(control), seconds.toFixed(1)];
}

function controlWord(control: FaultCount | null): string {
  if (control === null) return 'none';
  return isSound(control) ? 'NOT CAUGHT' : 'caught';
}

function remarksOn(result: FaultResult): readonly string[] {
  const { fault, outcome } = result;
  if (outcome.kind === 'not-tried') return [`${fault.id} not tried: ${outcome.reason}`];
  const { count, control } = outcome;
  const broken = count.broken.map((sentence) => `${fault.id} broken: ${sentence}`);
  const isMissed = control !== null && isSound(control);
  return isMissed
    ? [...broken, `${fault.id} did not catch: ${fault.control?.title ?? ''}`]
    : broken;
}
