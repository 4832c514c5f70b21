import path from 'node:path';

export type CommandLine = {
  /** Where `kiosk.json` is. */
  readonly file: string;
  /** Whether somebody said so; otherwise it is the machine's usual place. */
  readonly isFileNamed: boolean;
};

type Machine = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

const NAME = '--config=';

/** What was asked for: `--config=FILE`. Everything else belongs to Chromium. */
export function readCommandLine(
  programArguments: readonly string[],
  machine: Machine,
): CommandLine {
  const named = programArguments.find((text) => text.startsWith(NAME));
  return named === undefined
    ? { file: usualPlace(machine), isFileNamed: false }
    : { file: path.resolve(named.slice(NAME.length)), isFileNamed: true };
}

function usualPlace({ platform, environment }: Machine): string {
  if (platform === 'win32') {
    const programData = environment['ProgramData'] ?? String.raw`C:\ProgramData`;
    return path.join(programData, 'Foyer/kiosk.json');
  }
  if (platform === 'darwin') return '/Library/Application Support/Foyer/kiosk.json';
  return '/etc/foyer/kiosk.json';
}
