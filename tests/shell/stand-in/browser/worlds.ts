import { createCodec, type Encoded } from '../clone.ts';
import type { ToPreload } from '../wire.ts';
import { type Bridge, type CreateCodec, createBridge, type Ends, type OnExpose } from './bridge.ts';

/** The world, as Electron names it, in which preloads run beside the page's own. */
export const PRELOAD_WORLD = 'Electron Isolated Context';

/** What a preload's world sends to the browser's side, as JSON. */
export type FromPreload =
  | { readonly kind: 'hello' }
  | { readonly kind: 'preload-error'; readonly error: string }
  | { readonly kind: 'misuse'; readonly text: string }
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly payload: readonly Encoded[];
      /** A page cannot change what its address says here. */
      readonly url: string;
    }
  | {
      readonly kind: 'send';
      readonly channel: string;
      readonly payload: readonly Encoded[];
      readonly url: string;
    };

/** The script of the page's own world: it receives what the preload exposes. */
export function pageWorldScript(nonce: string): string {
  const ends: Ends = { outgoing: `page-${nonce}`, incoming: `preload-${nonce}` };
  return `(${pageWorld.toString()})(${JSON.stringify(ends)}, ${createBridge.toString()}, ${createCodec.toString()});`;
}

export type PreloadWorld = {
  readonly nonce: string;
  /** The function through which this world, and no other, reaches the browser's side. */
  readonly binding: string;
  /** The function through which the browser's side reaches this world. */
  readonly delivery: string;
  readonly preloadSource: string;
  readonly additionalArguments: readonly string[];
};

/** The script of the preload's world: a sandboxed preload's surroundings, and the preload itself. */
export function preloadWorldScript(world: PreloadWorld): string {
  const ends: Ends = { outgoing: `preload-${world.nonce}`, incoming: `page-${world.nonce}` };
  const { binding, delivery, additionalArguments } = world;
  const surroundings = JSON.stringify({ ends, binding, delivery, additionalArguments });
  // Written out as a function, for a page's policy may forbid to make one from a text.
  const preload = `function (require, process, module, exports, global) {${world.preloadSource}\n}`;
  return `(${preloadWorld.toString()})(${surroundings}, ${createBridge.toString()}, ${createCodec.toString()}, ${preload});`;
}

/** Runs in the page's world. */
function pageWorld(
  ends: Ends,
  makeBridge: (ends: Ends, makeCodec: CreateCodec, onExpose: OnExpose) => Bridge,
  makeCodec: CreateCodec,
): void {
  if (window.top !== window || location.protocol === 'chrome-error:') return;
  makeBridge(ends, makeCodec, (key, api) => {
    Object.defineProperty(window, key, { value: api, enumerable: true });
  });
}

type Surroundings = {
  readonly ends: Ends;
  readonly binding: string;
  readonly delivery: string;
  readonly additionalArguments: readonly string[];
};
type Preload = (
  require: (name: string) => unknown,
  process: object,
  module: object,
  exports: object,
  global: object,
) => void;

/** Runs in the preload's world. */
function preloadWorld(
  surroundings: Surroundings,
  makeBridge: (ends: Ends, makeCodec: CreateCodec, onExpose: OnExpose) => Bridge,
  makeCodec: CreateCodec,
  preload: Preload,
): void {
  if (window.top !== window || location.protocol === 'chrome-error:') return;
  type Listener = (event: object, ...values: unknown[]) => void;
  type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };
  const world = globalThis as unknown as Record<string, unknown>;
  // True because the browser's side adds this function to this world before any document.
  const post = world[surroundings.binding] as (json: string) => void;
  const tell = (message: FromPreload): void => post(JSON.stringify(message));
  const textOf = (error: unknown): string =>
    error instanceof Error ? error.message : String(error);
  const fail = (text: string): never => {
    tell({ kind: 'misuse', text });
    throw new Error(text);
  };
  const strict = <T extends object>(target: T, name: string): T =>
    new Proxy(target, {
      get: (object, key) => {
        const isAsked = typeof key === 'string' && key !== '__esModule' && key !== 'default';
        if (isAsked && !(key in object)) fail(`the stand-in has no ${name}.${key}`);
        return Reflect.get(object, key) as unknown;
      },
    });
  const codec = makeCodec({
    encode: () => null,
    decode: () => undefined,
    seal: (value) => value,
  });
  const clone = (values: unknown[]): Encoded[] => {
    try {
      return structuredClone(values).map(codec.encode);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Listener[]>();
  let lastId = 0;
  const ipcRenderer = strict(
    {
      invoke: (channel: string, ...values: unknown[]) => {
        const payload = clone(values);
        lastId += 1;
        const id = lastId;
        return new Promise((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          tell({ kind: 'invoke', id, channel, payload, url: location.href });
        });
      },
      send: (channel: string, ...values: unknown[]) =>
        tell({ kind: 'send', channel, payload: clone(values), url: location.href }),
      on: (channel: string, listener: Listener) => {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
        return ipcRenderer;
      },
      removeListener: (channel: string, listener: Listener) => {
        const others = (listeners.get(channel) ?? []).filter((other) => other !== listener);
        listeners.set(channel, others);
        return ipcRenderer;
      },
    },
    'ipcRenderer',
  ) as object;
  const handsOutIpc = (value: unknown): boolean => {
    if (value === ipcRenderer) return true;
    if (typeof value === 'function') return Object.values(ipcRenderer).includes(value);
    return typeof value === 'object' && value !== null && Object.values(value).some(handsOutIpc);
  };
  const bridge = makeBridge(surroundings.ends, makeCodec, () => undefined);
  const exposed = new Set<string>();
  const contextBridge = strict(
    {
      exposeInMainWorld: (key: string, api: unknown) => {
        if (exposed.has(key)) {
          throw new Error('Cannot bind an API on top of an existing property on the window object');
        }
        if (handsOutIpc(api)) fail('a preload gave ipcRenderer itself to its page');
        exposed.add(key);
        bridge.expose(key, api);
      },
    },
    'contextBridge',
  );
  const electron = strict({ contextBridge, ipcRenderer }, 'electron');
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval };
  const modules: Readonly<Record<string, unknown>> = {
    electron,
    'electron/renderer': electron,
    timers,
    'node:timers': timers,
    url: { URL, URLSearchParams },
    'node:url': { URL, URLSearchParams },
  };
  const require = (name: string): unknown => {
    if (Object.hasOwn(modules, name)) return modules[name];
    // A real one has these; a preload that wants them has to be modelled first.
    if (name === 'events' || name === 'node:events')
      fail('the stand-in has no events in a preload');
    throw new Error(`module not found: ${name}`);
  };
  Object.defineProperty(globalThis, surroundings.delivery, {
    value: (message: ToPreload) => {
      if (message.kind === 'message') {
        const values = message.payload.map(codec.decode);
        const event = { sender: ipcRenderer, ports: [] };
        for (const listener of listeners.get(message.channel) ?? []) listener(event, ...values);
        return;
      }
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') asked?.resolve(codec.decode(message.result));
      else asked?.reject(new Error(message.error));
    },
  });
  tell({ kind: 'hello' });
  const module = { exports: {} };
  const process = Object.freeze({
    platform: 'linux',
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    argv: ['electron', '--type=renderer', ...surroundings.additionalArguments],
    env: Object.freeze({}),
    versions: Object.freeze({ electron: '0.0.0', chrome: '0.0.0', node: '0.0.0' }),
  });
  try {
    preload(require, process, module, module.exports, globalThis);
  } catch (error) {
    tell({ kind: 'preload-error', error: textOf(error) });
  }
}
