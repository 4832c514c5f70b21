/** What is wrong with a message that came in, for its sender. */
export type MessageProblem = {
  /** AE: something in it is wrong. AR: we never take what it is. */
  readonly answer: 'AE' | 'AR';
  readonly segment: string;
  readonly field: number;
  /** HL7 table 0357. */
  readonly code: ProblemCode;
  /** English, for the people of the interface. Never a value of the message. */
  readonly text: string;
};

export const PROBLEM_CODES = {
  missing: '101',
  wrongType: '102',
  notInTable: '103',
  tooLong: '104',
  messageType: '200',
  event: '201',
  version: '203',
  duplicateKey: '205',
  internal: '207',
} as const;
export type ProblemCode = (typeof PROBLEM_CODES)[keyof typeof PROBLEM_CODES];

/** The usual problem: a field that must be put right. */
export function wrongField(
  place: `${string}-${number}`,
  code: ProblemCode,
  text: string,
): MessageProblem {
  const [segment = '', field = ''] = place.split('-');
  return { answer: 'AE', segment, field: Number(field), code, text: `${place} ${text}` };
}
