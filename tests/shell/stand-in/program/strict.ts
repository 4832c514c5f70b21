import { EventEmitter } from 'node:events';
import { refuse } from './misuse.ts';

/** What JavaScript itself asks of a value, such as when it is awaited or printed. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'prototype', 'name']);
/** What still works on an object of Electron that has been destroyed. */
const OF_THE_DESTROYED = new Set<string>(['isDestroyed', ...emitterMembers()]);

/**
 * The same object, but whatever is not modelled throws, and so does everything once it is gone: a green
 * test never rests on something that silently does nothing.
 */
export function strict<T extends object>(
  target: T,
  name: string,
  isGone: () => boolean = () => false,
): T {
  const facade: T = new Proxy(target, {
    get: (object, key) => {
      if (typeof key === 'string') check(object, key, name);
      const isOut = isGone() && typeof key === 'string' && !OF_THE_DESTROYED.has(key);
      if (isOut) throw new TypeError('Object has been destroyed');
      const value: unknown = Reflect.get(object, key);
      if (typeof value !== 'function' || key === 'constructor' || key === 'prototype') return value;
      return (...values: unknown[]) => {
        const result: unknown = Reflect.apply(value, object, values);
        return result === object ? facade : result;
      };
    },
    set: (_object, key) => refuse(`the stand-in has no settable ${name}.${String(key)}`),
  });
  return facade;
}

function check(object: object, key: string, name: string): void {
  if (key in object || ASKED_BY_THE_LANGUAGE.has(key)) return;
  refuse(`the stand-in has no ${name}.${key}`);
}

function emitterMembers(): readonly string[] {
  return Object.getOwnPropertyNames(EventEmitter.prototype);
}

/** An emitter that refuses listeners for events which it never emits. */
export class StrictEmitter extends EventEmitter {
  /** Null: the names of its events are the program's own. */
  constructor(name: string, events: readonly string[] | null) {
    super();
    if (events === null) return;
    this.on('newListener', (event: string) => {
      if (!events.includes(event)) refuse(`the stand-in never emits "${event}" of ${name}`);
    });
  }
}

/** Refuses options whose effect is not modelled. */
export function checkKeys(options: object, known: readonly string[], name: string): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) refuse(`the stand-in has no option ${name}.${key}`);
  }
}

export type PreventableEvent = {
  readonly preventDefault: () => void;
  readonly defaultPrevented: boolean;
};

/** An event that a listener can prevent, with what else it carries. */
export function preventable<T extends object>(more: T): T & PreventableEvent {
  let isPrevented = false;
  const event = {
    ...more,
    preventDefault: () => {
      isPrevented = true;
    },
    get defaultPrevented() {
      return isPrevented;
    },
  };
  return event;
}
