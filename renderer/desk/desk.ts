import type { DeskEntry, DeskSnapshot, DeskStation } from '../../shared/contract/snapshots.ts';
import type { Steps } from './use-steps.ts';
import type { Words } from './use-words.ts';

/** What every part of the page is given: the clinic now, this desk's station, steps and words. */
export type Desk = {
  readonly snapshot: DeskSnapshot;
  readonly station: DeskStation | null;
  readonly steps: Steps;
  readonly words: Words;
};

/** Opens a menu about someone beside the button that was pressed. */
export type OpenMenu = (entry: DeskEntry, anchor: Element) => void;
