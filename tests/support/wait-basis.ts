import type { WaitBasis } from '../../shared/domain/waits/told/wait-basis.ts';
import type { WaitExplanation } from '../../shared/domain/waits/wait-estimate.ts';
import type { SceneEntry, SceneStation } from '../../shared/domain/waits/wait-scene.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import { NOON, noonPlus, POLICY, station } from './queue-builders.ts';

/** What is known of their visits besides the queue: nothing. */
export function inScene(entry: QueueEntry): SceneEntry {
  return { ...entry, visitType: null, bookedMinutes: null };
}

/** Room 1, open, where somebody was done at noon. */
export function room(about: Partial<SceneStation> = {}): SceneStation {
  return { ...station(), freeSinceAt: NOON, ...about };
}

type Given = {
  readonly minute?: number;
  readonly entries?: readonly QueueEntry[];
  readonly stations?: readonly SceneStation[];
  readonly delays?: WaitBasis['delays'];
  readonly explanation?: Partial<WaitExplanation>;
};

/** What the wait of "me" rests on so many minutes after noon; Room 1 is free for them. */
export function basis(given: Given): WaitBasis {
  const { minute = 0, entries = [], stations = [room()], delays = [] } = given;
  return {
    entryId: 'me',
    scene: {
      now: noonPlus(minute),
      entries: entries.map(inScene),
      stations,
      expected: [],
      policy: POLICY,
    },
    explanation: {
      stationId: 'room-1',
      stationIs: 'free',
      freeInMinutes: 0,
      before: [],
      breakMinutes: 0,
      ...given.explanation,
    },
    delays,
  };
}
