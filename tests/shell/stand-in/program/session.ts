import type { Session } from 'electron';
import type { PageRequest, PageResponse, PermissionAnswer } from '../wire.ts';
import { noteMisuse, refuse } from './misuse.ts';
import { needReady, type Program } from './program.ts';
import { preventable, strict, StrictEmitter } from './strict.ts';
import type { StandInContents } from './web-contents.ts';

const EVENTS = ['will-download'];
const WEB_SCHEMES = new Set(['http', 'https', 'about', 'data', 'blob']);

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Session['setDevicePermissionHandler']>[0];
type SchemeHandler = Parameters<Session['protocol']['handle']>[1];
type Permission = Parameters<Exclude<RequestHandler, null>>[1];
type Asker = Parameters<Exclude<RequestHandler, null>>[0];
type Details = Parameters<Exclude<RequestHandler, null>>[3];

/** Schemes that the program has registered before it was ready. */
export type PrivilegedSchemes = Set<string>;

type Modelled = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'clearCache'
  | 'setSpellCheckerEnabled'
  | 'isSpellCheckerEnabled'
>;

/** Stands in for a `Session`. Whatever has no handler is allowed, as in Electron. */
export class StandInSession extends StrictEmitter implements Modelled {
  readonly protocol: SessionProtocol;
  #requestHandler: RequestHandler = null;
  #checkHandler: CheckHandler = null;
  #isSpellCheckerEnabled = true;

  constructor(schemes: PrivilegedSchemes) {
    super('session', EVENTS);
    this.protocol = strict<SessionProtocol>(new SessionProtocol(schemes), 'session.protocol');
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#checkHandler = handler;
  }

  setDevicePermissionHandler(_handler: DeviceHandler): void {
    // No page here can ask for a device.
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.#isSpellCheckerEnabled = isEnabled;
  }

  isSpellCheckerEnabled(): boolean {
    return this.#isSpellCheckerEnabled;
  }

  clearCache(): Promise<void> {
    return Promise.resolve();
  }

  /** Throws for an address of a scheme that pages cannot have. */
  checkAddress(address: string): void {
    const scheme = new URL(address).protocol.slice(0, -1);
    if (WEB_SCHEMES.has(scheme) || this.protocol.isProtocolHandled(scheme)) return;
    refuse(`nothing serves the scheme of ${address}`);
  }

  /** Called by the stand-in: what both handlers say to a page that wants something. */
  async ask(
    contents: StandInContents,
    permission: string,
    origin: string,
  ): Promise<PermissionAnswer> {
    // True as far as it is modelled; what is not, throws.
    const asker = contents.facade as unknown as Asker;
    const details = { requestingUrl: `${origin}/`, isMainFrame: true } as Details;
    const handler = this.#requestHandler;
    const request = await new Promise<boolean>((resolve) => {
      if (handler === null) resolve(true);
      else handler(asker, permission as Permission, resolve, details);
    });
    const check = this.#checkHandler?.(asker, permission as never, origin, {
      isMainFrame: true,
      requestingUrl: `${origin}/`,
    });
    return { request, check: check ?? true };
  }

  /** Called by the stand-in: whether the listeners let a page download. */
  mayDownload(contents: StandInContents, url: string): boolean {
    const event = preventable({});
    this.emit('will-download', event, strict({ getURL: () => url }, 'item'), contents.facade);
    return !event.defaultPrevented;
  }
}

/** Stands in for the `protocol` of a session. */
export class SessionProtocol {
  readonly #schemes: PrivilegedSchemes;
  readonly #handlers = new Map<string, SchemeHandler>();

  constructor(schemes: PrivilegedSchemes) {
    this.#schemes = schemes;
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (!this.#schemes.has(scheme)) refuse(`the scheme "${scheme}" has no privileges`);
    if (this.#handlers.has(scheme)) {
      throw new Error(`Failed to register protocol: ${scheme}`);
    }
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** Called by the stand-in: a page asks for an address of a scheme of the program's own. */
  async answer({ url, method, headers, body }: PageRequest): Promise<PageResponse> {
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return { kind: 'failed' };
    try {
      const response = await handler(
        new Request(url, {
          method,
          headers,
          // Pages send nothing with a GET, and a request must not have it.
          body: body === null ? null : Buffer.from(body),
        }),
      );
      if (!(response instanceof Response) || response.type === 'error') return { kind: 'failed' };
      if (response.status >= 300 && response.status < 400) {
        noteMisuse(`a redirect, which is not modelled: ${url}`);
      }
      return {
        kind: 'response',
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      };
    } catch {
      // Whatever the handler throws is a failed load to the page.
      return { kind: 'failed' };
    }
  }
}

/** Stands in for the module `session`. */
export class StandInSessions {
  readonly #program: Program;
  readonly #schemes: PrivilegedSchemes;
  readonly #sessions = new Map<string, StandInSession>();

  constructor(program: Program, schemes: PrivilegedSchemes) {
    this.#program = program;
    this.#schemes = schemes;
  }

  get defaultSession(): StandInSession {
    return this.fromPartition('');
  }

  fromPartition(partition: string): StandInSession {
    needReady(this.#program, 'Session can only be received when app is ready');
    const known = this.#sessions.get(partition);
    if (known) return known;
    const made = strict<StandInSession>(new StandInSession(this.#schemes), 'session');
    this.#sessions.set(partition, made);
    return made;
  }
}
