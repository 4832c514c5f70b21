/** What can come of asking: it was promised, or it was said that it could not be saved. */
export type AnswerKind = 'told' | 'not-saved';

/** Far longer than a server in trouble, or one that has recovered, takes to answer. */
const PATIENCE_MS = 20_000;

/** Counts answers as they come, so that one can wait for so many more of a kind. */
export class Answers {
  readonly #counts: Record<AnswerKind, number> = { told: 0, 'not-saved': 0 };
  readonly #watchers = new Set<() => void>();

  count(kind: AnswerKind): void {
    this.#counts[kind] += 1;
    for (const watcher of this.#watchers) watcher();
  }

  /** Resolves with true once so many more of them have come, or with false when they do not come. */
  more(kind: AnswerKind, count: number): Promise<boolean> {
    const enough = this.#counts[kind] + count;
    return new Promise((resolve) => {
      const settle = (haveCome: boolean): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(haveCome);
      };
      const look = (): void => {
        if (this.#counts[kind] >= enough) settle(true);
      };
      const timer = setTimeout(() => settle(false), PATIENCE_MS);
      this.#watchers.add(look);
    });
  }
}
