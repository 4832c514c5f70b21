import type { IpcMain } from 'electron';
import { type Encoded, encodeClone, processCodec } from '../clone.ts';
import type { Frame, InvokeAnswer } from '../wire.ts';
import { strict, StrictEmitter } from './strict.ts';
import type { StandInContents } from './web-contents.ts';

type Listener = Parameters<IpcMain['handle']>[1];
type InvokeEvent = Parameters<Listener>[0];

export type PageMessage = {
  readonly contents: StandInContents;
  readonly channel: string;
  readonly payload: readonly Encoded[];
  readonly frame: Frame;
};

/** Stands in for `ipcMain`. Channels are the program's own, so any of them may be listened to. */
export class StandInIpcMain
  extends StrictEmitter
  implements Pick<IpcMain, 'handle' | 'removeHandler'>
{
  readonly #handlers = new Map<string, Listener>();

  constructor() {
    super('ipcMain', null);
  }

  handle(channel: string, listener: Listener): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Called by the stand-in: a page has called `invoke`. */
  async answer(message: PageMessage): Promise<InvokeAnswer> {
    const { channel, payload } = message;
    try {
      const handler = this.#handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      // True as far as it is modelled; what is not, throws.
      const event = strict(eventOf(message), 'IpcMainInvokeEvent') as unknown as InvokeEvent;
      const result: unknown = await handler(event, ...payload.map(processCodec.decode));
      return { kind: 'answer', result: encodeClone(result) };
    } catch (error) {
      return {
        kind: 'failure',
        error: `Error invoking remote method '${channel}': ${String(error)}`,
      };
    }
  }

  /** Called by the stand-in: a page has called `send`. */
  hear(message: PageMessage): void {
    const { channel, payload } = message;
    this.emit(
      channel,
      strict(eventOf(message), 'IpcMainEvent'),
      ...payload.map(processCodec.decode),
    );
  }
}

function eventOf({ contents, frame }: PageMessage) {
  return {
    type: 'frame',
    sender: contents.facade,
    senderFrame: contents.isDestroyed() ? null : frameOf(contents, frame),
    processId: contents.id,
    frameId: 1,
    ports: [],
    reply: (channel: string, ...values: unknown[]) => contents.send(channel, ...values),
  };
}

function frameOf({ mainFrame }: StandInContents, { url, isMain }: Frame) {
  const own = { ...mainFrame, url, origin: originOf(url) };
  return strict(isMain ? own : { ...own, parent: mainFrame }, 'WebFrameMain');
}

/** As Electron writes it, also for a scheme of the program's own, which a `URL` knows nothing of. */
export function originOf(address: string): string {
  if (!URL.canParse(address)) return 'null';
  const { protocol, host } = new URL(address);
  return host === '' ? 'null' : `${protocol}//${host}`;
}
