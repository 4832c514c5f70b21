/** How bytes become characters, by the name in MSH-18 (HL7 table 0211). */
const UTF_8 = new Set(['', 'ASCII', 'UNICODE', 'UNICODE UTF-8', 'UTF-8']);

/**
 * The text of a message. Null when its bytes are not of the character set that it names, or we do not
 * know that.
 */
export function decodeText(bytes: Uint8Array, characterSet: string): string | null {
  const label = labelOf(characterSet.toUpperCase());
  if (label === null) return null;
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function labelOf(characterSet: string): string | null {
  if (UTF_8.has(characterSet)) return 'utf-8';
  const part = /^(?:ISO)?[ -]?8859[/-](\d{1,2})$/.exec(characterSet)?.[1];
  return part === undefined ? null : `iso-8859-${part}`;
}
