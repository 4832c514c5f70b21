/** Chromium's switches, of the command line and those that the program adds. */
export class CommandLine {
  readonly #switches = new Map<string, string>();

  constructor(programArguments: readonly string[]) {
    for (const text of programArguments) {
      const match = /^--([^=]+)(?:=(.*))?$/.exec(text);
      if (match) this.#switches.set(match[1] ?? '', match[2] ?? '');
    }
  }

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value);
  }

  hasSwitch(name: string): boolean {
    return this.#switches.has(name);
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? '';
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name);
  }
}
