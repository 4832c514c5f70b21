import { io } from 'socket.io-client';
import { connect } from '../../../renderer/realtime/connection.ts';
import { CONTRACT_VERSION } from '../../../shared/contract/events.ts';
import type { DisplaySnapshot } from '../../../shared/contract/snapshots.ts';
import { answerQuestions, sharedNow } from '../child.ts';
import { TOKENS } from '../tokens.ts';

export type Pages = { readonly port: number; readonly size: number; readonly retry: Retry };

/** `ours`: the connection of our pages. `immediate`: the same client, asking again at once. */
export type Retry = 'ours' | 'immediate';

/** As soon as the client can: the floor of every retry policy, were it not for the herd it makes. */
const IMMEDIATE = {
  reconnectionDelay: 1,
  reconnectionDelayMax: 20,
  randomizationFactor: 0.5,
} as const;

/** The pages of one subject: knows when the last of them has a snapshot drawn after some moment. */
class PageSet {
  readonly #size: number;
  #sinceAt = 0;
  #back = new Set<number>();
  #onAll: ((at: number) => void) | null = null;
  #lastAt = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Resolves once every page has a snapshot sent after this instant of the day's clock. */
  allBackSince(sinceAt: number): Promise<number> {
    this.#sinceAt = sinceAt;
    this.#back = new Set();
    return new Promise((resolve) => {
      this.#onAll = resolve;
    });
  }

  onSnapshot(page: number, snapshot: Pick<DisplaySnapshot, 'sentAt'>): void {
    if (snapshot.sentAt <= this.#sinceAt || this.#back.has(page)) return;
    this.#back.add(page);
    this.#lastAt = sharedNow();
    if (this.#back.size === this.#size) this.#onAll?.(this.#lastAt);
  }
}

const sets = new Map<number, PageSet>();

answerQuestions({
  open: async ({ port, size, retry }: Pages) => {
    const set = new PageSet(size);
    sets.set(port, set);
    const all = set.allBackSince(0);
    for (let page = 0; page < size; page += 1)
      open(retry, port, (next) => set.onSnapshot(page, next));
    await all;
  },
  'all back': ({ port, sinceAt }: { port: number; sinceAt: number }) =>
    sets.get(port)?.allBackSince(sinceAt),
});

function open(retry: Retry, port: number, onSnapshot: (next: DisplaySnapshot) => void): void {
  const serverUrl = `http://127.0.0.1:${port}`;
  if (retry === 'immediate') {
    const auth = { role: 'display', token: TOKENS.display, contractVersion: CONTRACT_VERSION };
    io(serverUrl, { transports: ['websocket'], auth, ...IMMEDIATE }).on('snapshot', onSnapshot);
    return;
  }
  const connection = connect('display', { token: TOKENS.display, serverUrl });
  connection.subscribe(() => {
    const snapshot = connection.getSnapshot();
    if (snapshot !== null) onSnapshot(snapshot);
  });
}
