import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { estimateByMeans } from '../../shared/domain/waits/by-means.ts';
import { createWaitEstimator } from '../../shared/domain/waits/estimate-waits.ts';
import { LogProblem, readEvents, readInstants } from './read-events.ts';
import { Replay } from './replay.ts';

const USUAL_PATHS = 256;
const CHUNK_LENGTH = 64 * 1024;

type Options = {
  readonly at?: string;
  readonly fast?: boolean;
  readonly byMeans?: boolean;
  readonly paths: number;
};

const program = new Command('replay')
  .description('Recorded days in, predictions out: docs/replay.md describes both.')
  .argument('<files...>', 'recorded days, one JSON object a line; "-" is the standard input')
  .option('--at <file>', 'put out only what is predicted at these instants, one ISO time a line')
  .option('--fast', 'predict by means alone, without simulating')
  .option('--by-means', 'the same as --fast')
  .option('--paths <number>', 'how many futures are simulated', toPaths, USUAL_PATHS)
  .action(replayFiles);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof LogProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function replayFiles(files: readonly string[], options: Options): Promise<void> {
  const isFast = options.fast === true || options.byMeans === true;
  const estimate = isFast
    ? estimateByMeans
    : createWaitEstimator({ paths: options.paths }).estimate;
  const instants = options.at === undefined ? null : await readInstants(options.at, process.stdin);
  const replay = new Replay({ estimate, instants });
  try {
    await pipeline(Readable.from(outputOf(replay, files)), process.stdout, { end: false });
  } catch (error) {
    // Whoever reads, such as `head`, has seen enough.
    if (!isBrokenPipe(error)) throw error;
  }
}

async function* outputOf(replay: Replay, files: readonly string[]): AsyncGenerator<string> {
  const warn = (message: string): void => {
    process.stderr.write(`${message}\n`);
  };
  // Whoever writes to us while we read wants each answer at once; a file's go out many at a time.
  const least = files.includes('-') ? 1 : CHUNK_LENGTH;
  let text = '';
  for await (const event of readEvents({ files, stdin: process.stdin, warn })) {
    text += replay.take(event);
    if (text.length < least) continue;
    yield text;
    text = '';
  }
  yield text + replay.end();
}

function toPaths(text: string): number {
  const paths = Number(text);
  if (!Number.isInteger(paths) || paths < 1 || paths > 100_000) {
    throw new InvalidArgumentError('must be a whole number from 1 to 100000');
  }
  return paths;
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
