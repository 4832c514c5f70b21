import type { Step } from './recording.ts';

/**
 * What of the unflushed survives a power cut: nothing of it; any of the writes; any of their sectors;
 * everything. The disk never takes back what it has flushed.
 */
export const SURVIVALS = ['nothing', 'some writes', 'some sectors', 'everything'] as const;
export type Survival = (typeof SURVIVALS)[number];

const SECTOR_BYTES = 512;

type Change = Extract<Step, { readonly kind: 'write' | 'cut-off' }>;
type NameChange = { readonly name: string; readonly file: number | null };

class RecordedFile {
  /** What the disk holds for certain. */
  flushed: Buffer = Buffer.alloc(0);
  /** Asked for since, in order. */
  pending: Change[] = [];

  flush(): void {
    this.flushed = this.pending.reduce(changed, this.flushed);
    this.pending = [];
  }
}

/** A disk that goes along with a recording, and knows what a power cut would leave of it. */
export class RecordedDisk {
  readonly #files: RecordedFile[] = [];
  readonly #names = new Map<string, number>();
  readonly #flushedNames = new Map<string, number>();
  #pendingNames: NameChange[] = [];

  take(step: Step): void {
    switch (step.kind) {
      case 'create':
        this.#setName(step.name, this.#files.push(new RecordedFile()) - 1);
        return;
      case 'write':
      case 'cut-off':
        this.#file(step.name).pending.push(step);
        return;
      case 'flush':
        this.#file(step.name).flush();
        return;
      case 'flush-names':
        for (const change of this.#pendingNames) setIn(this.#flushedNames, change);
        this.#pendingNames = [];
        return;
      case 'remove':
        this.#setName(step.name, null);
        return;
      case 'rename':
        this.#setName(step.to, this.#names.get(step.name) ?? null);
        this.#setName(step.name, null);
        return;
      case 'note':
        return;
    }
  }

  /** The files that somebody finds who turns the power on again. */
  afterPowerCut(survival: Survival, random: () => number): ReadonlyMap<string, Buffer> {
    const names = new Map(this.#flushedNames);
    for (const change of this.#survivingNames(survival, random)) setIn(names, change);
    return new Map(
      [...names].map(([name, index]) => [name, contentOf(this.#files[index], survival, random)]),
    );
  }

  /** File systems keep the order of changes to names: what survives of them is a beginning. */
  #survivingNames(survival: Survival, random: () => number): readonly NameChange[] {
    if (survival === 'nothing' || this.#pendingNames.length === 0) return [];
    if (survival === 'everything') return this.#pendingNames;
    return this.#pendingNames.slice(0, Math.floor(random() * (this.#pendingNames.length + 1)));
  }

  #setName(name: string, file: number | null): void {
    const change = { name, file };
    setIn(this.#names, change);
    this.#pendingNames.push(change);
  }

  #file(name: string): RecordedFile {
    const file = this.#files[this.#names.get(name) ?? -1];
    if (!file) throw new Error(`${name} was used before it was created`);
    return file;
  }
}

function setIn(names: Map<string, number>, { name, file }: NameChange): void {
  if (file === null) names.delete(name);
  else names.set(name, file);
}

function contentOf(
  file: RecordedFile | undefined,
  survival: Survival,
  random: () => number,
): Buffer {
  if (!file) return Buffer.alloc(0);
  const surviving = file.pending.flatMap((change): readonly Change[] => {
    if (survival === 'everything') return [change];
    if (survival === 'nothing') return [];
    if (survival === 'some sectors' && change.kind === 'write') return sectorsOf(change, random);
    return random() < 0.5 ? [change] : [];
  });
  return surviving.reduce(changed, Buffer.from(file.flushed));
}

function sectorsOf(
  write: Extract<Change, { readonly kind: 'write' }>,
  random: () => number,
): readonly Change[] {
  const { offset, data } = write;
  const count = Math.ceil(data.length / SECTOR_BYTES);
  return Array.from({ length: count }, (_, index) => index * SECTOR_BYTES)
    .filter(() => random() < 0.5)
    .map((start) => ({
      ...write,
      offset: offset + start,
      data: data.subarray(start, start + SECTOR_BYTES),
    }));
}

/** The content after a change. The buffer given may be written into. */
function changed(content: Buffer, change: Change): Buffer {
  if (change.kind === 'cut-off') return resized(content, change.size);
  const { offset, data } = change;
  const grown = resized(content, Math.max(content.length, offset + data.length));
  data.copy(grown, offset);
  return grown;
}

function resized(content: Buffer, size: number): Buffer {
  if (size <= content.length) return content.subarray(0, size);
  return Buffer.concat([content, Buffer.alloc(size - content.length)]);
}
