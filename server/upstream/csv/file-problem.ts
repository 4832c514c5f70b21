/** Something in a file that has to be put right. Its words never hold a name or a birth date. */
export type FileProblem = {
  /** The line of the file, counted from 1. */
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
};

export type FileProblems = {
  readonly problems: readonly FileProblem[];
  /** How many more there are than `problems` lists. */
  readonly moreCount: number;
};

const MOST_LISTED = 100;

export function listProblems(all: readonly FileProblem[]): FileProblems {
  const problems = all.slice(0, MOST_LISTED);
  return { problems, moreCount: all.length - problems.length };
}

/** One sentence a line, in the order of the file, as people read it in a terminal or a text file. */
export function problemText({ problems, moreCount }: FileProblems): string {
  const lines = problems.map(
    ({ line, column, message }) =>
      `line ${line}${column === null ? '' : `, ${column}`}: ${message}`,
  );
  if (moreCount > 0) lines.push(`and ${moreCount} more`);
  return lines.join('\n');
}
