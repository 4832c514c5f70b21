import { answersHtml, changesPages } from '../../support/hostile-fhir.ts';
import type { FhirAnswer, FhirBehaviour } from '../../support/fhir-server.ts';

const WAYS = ['whole', 'cut', 'html', 'no-next', 'too-few', 'stale'] as const;
export type ListWay = (typeof WAYS)[number];

/** Any moment of the server's own clock, to which each round adds a minute. */
const SERVER_BEGINS_AT = Date.UTC(2026, 10, 21, 10, 0);

/** Breaks the pages of a list after the first, or shows the list of an earlier round. */
export class BrokenPages {
  readonly #random: () => number;
  #way: ListWay = 'whole';
  #serverAt = SERVER_BEGINS_AT;
  #page = 0;
  #broken = 0;
  /** The last two lists that were given whole, by address, and the one that is being given. */
  #older: ReadonlyMap<string, FhirAnswer> = new Map();
  #newest: ReadonlyMap<string, FhirAnswer> = new Map();
  #giving = new Map<string, FhirAnswer>();

  constructor(random: () => number) {
    this.#random = random;
  }

  draw(): ListWay {
    this.#keepWhatWasGiven();
    const way = WAYS[Math.floor(this.#random() * WAYS.length)] ?? 'whole';
    // Until two came whole there is none that is older than the newest.
    return way === 'stale' && this.#older.size === 0 ? 'whole' : way;
  }

  begin(round: number, way: ListWay): void {
    this.#keepWhatWasGiven();
    this.#way = way;
    this.#page = 0;
    this.#serverAt = SERVER_BEGINS_AT + round * 60_000;
    this.#broken += way === 'whole' ? 0 : 1;
  }

  #keepWhatWasGiven(): void {
    if (this.#way === 'whole' && this.#giving.size > 0) {
      this.#older = this.#newest;
      this.#newest = this.#giving;
    }
    this.#giving = new Map();
  }

  brokenCount(): number {
    return this.#broken;
  }

  readonly behaviour: FhirBehaviour = async (exchange, serve) => {
    if (!exchange.path.startsWith('Appointment?')) return serve();
    this.#page += 1;
    const stale = this.#older.get(exchange.path);
    if (this.#way === 'stale' && stale) return stale;
    const answer = await this.#answer(exchange, serve);
    if (typeof answer === 'string') return answer;
    const dated = {
      ...answer,
      headers: { ...answer.headers, date: new Date(this.#serverAt).toUTCString() },
    };
    this.#giving.set(exchange.path, dated);
    return dated;
  };

  #answer(...[exchange, serve]: Parameters<FhirBehaviour>): ReturnType<FhirBehaviour> {
    if (this.#page < 2) return serve();
    switch (this.#way) {
      case 'cut':
        return Promise.resolve('cut');
      case 'html':
        return answersHtml(exchange, serve);
      case 'no-next':
        return changesPages((page) => ({ ...page, link: [] }))(exchange, serve);
      case 'too-few':
        return changesPages((page) => ({ ...page, entry: (page.entry ?? []).slice(1) }))(
          exchange,
          serve,
        );
      case 'whole':
      case 'stale':
        return serve();
    }
  }
}
