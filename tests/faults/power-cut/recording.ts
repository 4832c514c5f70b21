/** One thing a program asked of the files in its folder, or noted beside. */
export type Step =
  | { readonly kind: 'create' | 'flush' | 'remove'; readonly name: string }
  | {
      readonly kind: 'write';
      readonly name: string;
      readonly offset: number;
      readonly data: Buffer;
    }
  | { readonly kind: 'cut-off'; readonly name: string; readonly size: number }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  /** The names in the folder are on the disk now. */
  | { readonly kind: 'flush-names' }
  | { readonly kind: 'note'; readonly text: string };

const HEAD_BYTES = 15;

/** Reads what recorder.c has written down, oldest first. */
export function readRecording(log: Buffer): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at + HEAD_BYTES <= log.length) {
    const nameLength = log.readUInt16LE(at + 1);
    const dataLength = log.readUInt32LE(at + 11);
    const nameAt = at + HEAD_BYTES;
    const dataAt = nameAt + nameLength;
    const end = dataAt + dataLength;
    // The program was killed in the middle of this one.
    if (end > log.length) break;
    steps.push(
      stepOf(String.fromCharCode(log.readUInt8(at)), {
        name: log.toString('utf8', nameAt, dataAt),
        offset: Number(log.readBigUInt64LE(at + 3)),
        data: log.subarray(dataAt, end),
      }),
    );
    at = end;
  }
  return steps;
}

type Parts = { readonly name: string; readonly offset: number; readonly data: Buffer };

function stepOf(letter: string, { name, offset, data }: Parts): Step {
  switch (letter) {
    case 'C':
      return { kind: 'create', name };
    case 'W':
      return { kind: 'write', name, offset, data };
    case 'T':
      return { kind: 'cut-off', name, size: offset };
    case 'S':
      return { kind: 'flush', name };
    case 'D':
      return { kind: 'flush-names' };
    case 'U':
      return { kind: 'remove', name };
    case 'R':
      return { kind: 'rename', name, to: data.toString() };
    case 'N':
      return { kind: 'note', text: data.toString() };
    default:
      throw new Error(`The recording has a step "${letter}"`);
  }
}
