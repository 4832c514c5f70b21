import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type {
  CommandInput,
  CommandName,
  CommandValue,
  QueryInput,
  QueryName,
  QueryValue,
  Reply,
  Role,
} from '../../shared/contract/commands.ts';
import { CONTRACT_VERSION } from '../../shared/contract/events.ts';
import type { SnapshotFor } from '../../shared/contract/snapshots.ts';

/** A device on a real socket, as a page would be, without a page. */
export class TestDevice<R extends Role> {
  readonly socket: Socket;
  readonly snapshots: SnapshotFor<R>[] = [];
  /** Everything that came over the wire, as it came: what a curious person could read. */
  readonly frames: string[] = [];
  #watchers = new Set<() => void>();

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('snapshot', (snapshot: SnapshotFor<R>) => {
      this.snapshots.push(snapshot);
      for (const watcher of this.#watchers) watcher();
    });
  }

  /** Connects and waits for the first snapshot, or throws the server's refusal. */
  static async connect<R extends Role>(
    url: string,
    role: R,
    token: string | null,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<TestDevice<R>> {
    const socket = io(url, {
      transports: ['websocket'],
      auth: { role, token, contractVersion: CONTRACT_VERSION, ...more },
      reconnectionDelay: 50,
      reconnectionDelayMax: 100,
      forceNew: true,
    });
    const device = new TestDevice<R>(socket);
    socket.io.on('open', () => {
      socket.io.engine.on('packet', (packet: { data?: unknown }) => {
        if (typeof packet.data === 'string') device.frames.push(packet.data);
      });
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('snapshot', () => resolve());
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
    return device;
  }

  /** Lets something cut the line, and resolves once the device has come back by itself. */
  async cutBy(cut: () => Promise<unknown>): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      this.socket.once('disconnect', () => resolve());
    });
    const back = gone.then(
      () =>
        new Promise<void>((resolve) => {
          this.socket.once('connect', () => resolve());
        }),
    );
    await cut();
    await back;
  }

  send<C extends CommandName>(
    name: C,
    body: Omit<CommandInput<C>, 'commandId'>,
    commandId: string = randomUUID(),
  ): Promise<Reply<CommandValue<C>>> {
    return this.socket.timeout(10_000).emitWithAck(name, { ...body, commandId });
  }

  ask<Q extends QueryName>(name: Q, input: QueryInput<Q>): Promise<Reply<QueryValue<Q>>> {
    return this.socket.timeout(10_000).emitWithAck(name, input);
  }

  get latest(): SnapshotFor<R> {
    const last = this.snapshots.at(-1);
    if (!last) throw new Error('No snapshot has come yet');
    return last;
  }

  /** Resolves with the first snapshot, of those that came or will come, that is as wanted. */
  async until(isWanted: (snapshot: SnapshotFor<R>) => boolean): Promise<SnapshotFor<R>> {
    const { promise, resolve } = Promise.withResolvers<SnapshotFor<R>>();
    const look = (): void => {
      const last = this.snapshots.at(-1);
      if (last && isWanted(last)) resolve(last);
    };
    this.#watchers.add(look);
    look();
    const wanted = await promise;
    this.#watchers.delete(look);
    return wanted;
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }
}
