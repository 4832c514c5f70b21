import type { Span } from './calendar.ts';

export type FileKind = 'answers' | 'visits';

/** Fetches a span as CSV and lets the browser save it. Returns whether that went well. */
export async function saveFile(kind: FileKind, span: Span, token: string | null): Promise<boolean> {
  const { fromDay, toDay } = span;
  try {
    const response = await fetch(`/manager/${kind}.csv?from=${fromDay}&to=${toDay}`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      cache: 'no-store',
    });
    if (!response.ok) return false;
    save(await response.blob(), `${kind}-${fromDay}-${toDay}.csv`);
    return true;
  } catch {
    return false;
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes hold of the file only after this turn of its event loop.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
