import type { CustomScheme, Protocol } from 'electron';
import { refuse } from './misuse.ts';
import { needNotReady, type Program } from './program.ts';
import type { PrivilegedSchemes, StandInSessions } from './session.ts';
import { checkKeys } from './strict.ts';

const PRIVILEGES = ['standard', 'secure', 'supportFetchAPI', 'stream', 'codeCache', 'corsEnabled'];

/** Stands in for the module `protocol`, which is that of the default session. */
export class StandInProtocol implements Pick<
  Protocol,
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle'
> {
  readonly #program: Program;
  readonly #schemes: PrivilegedSchemes;
  readonly #sessions: StandInSessions;

  constructor(program: Program, schemes: PrivilegedSchemes, sessions: StandInSessions) {
    this.#program = program;
    this.#schemes = schemes;
    this.#sessions = sessions;
  }

  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    const sentence = 'protocol.registerSchemesAsPrivileged should be called before app is ready';
    needNotReady(this.#program, sentence);
    if (this.#schemes.size > 0) {
      refuse('protocol.registerSchemesAsPrivileged can be called only once');
    }
    for (const { scheme, privileges = {} } of schemes) {
      checkKeys(privileges, PRIVILEGES, 'privileges');
      if (!privileges.standard || !privileges.secure) {
        refuse(`the stand-in serves only standard and secure schemes, unlike "${scheme}"`);
      }
      this.#schemes.add(scheme);
    }
  }

  handle(scheme: string, handler: Parameters<Protocol['handle']>[1]): void {
    this.#sessions.defaultSession.protocol.handle(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#sessions.defaultSession.protocol.unhandle(scheme);
  }
}
