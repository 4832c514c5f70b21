import { CHAT, CLOCK, DOOR, DROP, HEART, INFO, PEOPLE, PLACE, PLUS } from '../ui/icon-shapes.ts';

// Reasons come from the clinic's file and carry no icon: their short names say what they are about.
const ABOUT: readonly (readonly [RegExp, string])[] = [
  [/wait|time|delay/, CLOCK],
  [/inform/, INFO],
  [/doctor|nurse|clinician|kind|care/, HEART],
  [/staff|team|desk|reception|treat/, PEOPLE],
  [/listen|answer|explain|talk|clear/, CHAT],
  [/way|find|sign|park/, PLACE],
  [/clean|hygiene/, DROP],
  [/priva|quiet/, DOOR],
];

/** The icon beside a reason; a plus beside those we do not know and "something else". */
export function reasonIcon(reasonId: string): string {
  return ABOUT.find(([about]) => about.test(reasonId))?.[1] ?? PLUS;
}
