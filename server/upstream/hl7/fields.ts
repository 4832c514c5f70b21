import { Hl7Context, Hl7Segment } from '@medplum/core';
import { escapeText, unescapeText } from './escaping.ts';

/** The repetitions of a field, each its components, each its subcomponents, all unescaped. */
export type FieldParts = readonly (readonly (readonly string[])[])[];

/** Which value of a segment is meant; fields and components count from 1. */
export type Place = { readonly field: number; readonly component?: number };

/** HL7's explicit "there is none". */
const NONE = '""';

/**
 * One value of a segment, unescaped and without the space around it: the first subcomponent of the
 * first repetition. Empty when it, or the segment, is not there.
 */
export function valueAt(segment: Hl7Segment | undefined, { field, component = 1 }: Place): string {
  if (!segment) return '';
  const value = segment.getComponent(field, component, 0);
  return value === NONE ? '' : unescapeText(value, segment.context).trim();
}

/** All of a field, or null when it is empty. */
export function readField(segment: Hl7Segment | undefined, field: number): FieldParts | null {
  if (!segment || valueAt(segment, { field }) === '') return null;
  const { context } = segment;
  return segment
    .getField(field)
    .components.map((components) =>
      components.map((component) =>
        component.split(context.subcomponentSeparator).map((part) => unescapeText(part, context)),
      ),
    );
}

/** A field in the usual delimiters. */
export function writeField(parts: FieldParts): string {
  return parts
    .map((components) =>
      components.map((component) => component.map(escapeText).join('&')).join('^'),
    )
    .join('~');
}

/** A segment from the fields that it has, by number; they are escaped already. */
export function segmentOf(
  name: string,
  fields: Readonly<Record<number, string>>,
  context: Hl7Context = new Hl7Context(),
): Hl7Segment {
  // In a header the first field is the delimiter itself.
  const first = name === 'MSH' ? 2 : 1;
  const last = Math.max(...Object.keys(fields).map(Number));
  const texts = Array.from({ length: last - first + 1 }, (_, index) => fields[index + first] ?? '');
  return new Hl7Segment([name, ...texts], context);
}
