/** A text being written and where its cursor is; `start` and `end` differ when some is selected. */
export type TextEntry = { readonly text: string; readonly start: number; readonly end: number };

/** What a key of our keyboard does. */
export type KeyPress =
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'erase' };

/** The text after a key: what is selected goes, and nothing grows beyond the limit. */
export function afterKey(entry: TextEntry, key: KeyPress, longest: number): TextEntry {
  const before = entry.text.slice(0, entry.start);
  const rest = entry.text.slice(entry.end);
  if (key.kind === 'type') {
    if (before.length + key.text.length + rest.length > longest) return entry;
    const at = before.length + key.text.length;
    return { text: before + key.text + rest, start: at, end: at };
  }
  const kept = entry.start === entry.end ? withoutLastLetter(before) : before;
  return { text: kept + rest, start: kept.length, end: kept.length };
}

/** A sign outside the basic plane is two units long: half of one is never left behind. */
function withoutLastLetter(text: string): string {
  return Array.from(text).slice(0, -1).join('');
}
