import type { Link } from '../link.ts';
import type { BrowserOffer, ProgramOptions } from '../wire.ts';

/** What every part of the stand-in knows of the program it runs in. */
export type Program = {
  readonly options: ProgramOptions;
  readonly browser: Link<BrowserOffer>;
  readonly isReady: () => boolean;
};

/** Throws as Electron does for what is used too early. */
export function needReady(program: Program, sentence: string): void {
  if (!program.isReady()) throw new Error(sentence);
}

/** Throws as Electron does for what is used too late. */
export function needNotReady(program: Program, sentence: string): void {
  if (program.isReady()) throw new Error(sentence);
}
