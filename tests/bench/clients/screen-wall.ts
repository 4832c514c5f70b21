import { sharedNow } from '../child.ts';
import { openScreen, type Target } from './devices.ts';

const OPENED_AT_ONCE = 50;
const ZERO = 0x30;
const NINE = 0x39;

/** The screens of one subject. Knows when the last of them has seen a number in a snapshot. */
export class ScreenWall {
  readonly #field: Buffer;
  #size = 0;
  readonly #screensByNumber = new Map<number, number>();
  readonly #lastAtByNumber = new Map<number, number>();
  readonly #waiting = new Map<number, (at: number) => void>();
  #latest = '';

  /** `field` is what is read in each snapshot: "minutes" of the notice, or "waitingCount". */
  constructor(field: string) {
    this.#field = Buffer.from(`"${field}":`);
  }

  /** The last snapshot that any of them got, as text. */
  get latest(): string {
    return this.#latest;
  }

  async open(target: Target, size: number): Promise<void> {
    this.#size = size;
    for (let opened = 0; opened < size; opened += OPENED_AT_ONCE) {
      const batch = Array.from({ length: Math.min(OPENED_AT_ONCE, size - opened) }, () =>
        openScreen(target, (bytes) => this.#onSnapshot(bytes)),
      );
      await Promise.all(batch);
    }
    this.forget();
  }

  forget(): void {
    this.#screensByNumber.clear();
    this.#lastAtByNumber.clear();
  }

  /** Resolves with the moment at which the last screen saw this very number. */
  seen(number: number): Promise<number> {
    const lastAt = this.#lastAtByNumber.get(number);
    if (lastAt !== undefined) return Promise.resolve(lastAt);
    return new Promise((resolve) => this.#waiting.set(number, resolve));
  }

  /** When the last screen had seen each number, the highest first. */
  history(): readonly { readonly number: number; readonly lastAt: number }[] {
    return [...this.#lastAtByNumber]
      .map(([number, lastAt]) => ({ number, lastAt }))
      .toSorted((a, b) => b.number - a.number);
  }

  #onSnapshot(bytes: Buffer): void {
    const number = this.#numberIn(bytes);
    const screens = (this.#screensByNumber.get(number) ?? 0) + 1;
    this.#screensByNumber.set(number, screens);
    if (screens !== this.#size) return;
    const lastAt = sharedNow();
    this.#latest = bytes.toString();
    this.#lastAtByNumber.set(number, lastAt);
    this.#waiting.get(number)?.(lastAt);
    this.#waiting.delete(number);
  }

  /** Reads one number without parsing: the clients must not cost more than they have to. */
  #numberIn(bytes: Buffer): number {
    const found = bytes.indexOf(this.#field);
    if (found < 0) return -1;
    let number = 0;
    for (let at = found + this.#field.length; ; at += 1) {
      const digit = bytes[at] ?? 0;
      if (digit < ZERO || digit > NINE) return number;
      number = number * 10 + digit - ZERO;
    }
  }
}
