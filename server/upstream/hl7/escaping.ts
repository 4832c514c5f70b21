import type { Hl7Context } from '@medplum/core';

const FOR_DELIMITER: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
};

/** A text as it may stand in a message with the usual delimiters. What has no letter is a space. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/[\\|^&~]/g, (delimiter) => FOR_DELIMITER[delimiter] ?? delimiter);
}

/**
 * The text that was meant: delimiters and hexadecimal bytes (UTF-8) are put back, line breaks are
 * spaces, and marks for highlighting and fonts are left out (HL7 2.5.1, chapter 2.7).
 */
export function unescapeText(text: string, context: Hl7Context): string {
  const mark = context.escapeCharacter;
  const parts = text.split(mark);
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return part;
      // One that is not closed is none.
      return index === parts.length - 1 ? `${mark}${part}` : meantBy(part, context);
    })
    .join('');
}

function meantBy(code: string, context: Hl7Context): string {
  const delimiters: Readonly<Record<string, string>> = {
    F: context.fieldSeparator,
    S: context.componentSeparator,
    T: context.subcomponentSeparator,
    R: context.repetitionSeparator,
    E: context.escapeCharacter,
  };
  const hexadecimal = /^X((?:[0-9A-F]{2})+)$/i.exec(code)?.[1];
  if (hexadecimal !== undefined) return Buffer.from(hexadecimal, 'hex').toString('utf8');
  if (/^\.(?:br|sp|ce)/.test(code)) return ' ';
  return delimiters[code] ?? '';
}
