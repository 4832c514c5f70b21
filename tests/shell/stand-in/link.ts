/** What one side offers to the other: functions of one value, by name. */
type Offer = { readonly [name: string]: (payload: never) => unknown };
type Payload<T, Name extends keyof T> = T[Name] extends (payload: infer P) => unknown ? P : never;
type Result<T, Name extends keyof T> = T[Name] extends (payload: never) => infer R
  ? Awaited<R>
  : never;

/** Handlers for an offer; each may answer at once or later. */
export type Handlers<T> = {
  readonly [Name in keyof T]: (
    payload: Payload<T, Name>,
  ) => Result<T, Name> | Promise<Result<T, Name>>;
};

/** The other side of a channel between two processes. */
export type Link<Theirs> = {
  /** Rejects with what went wrong over there, or when the channel is closed. */
  readonly call: <Name extends keyof Theirs & string>(
    name: Name,
    payload: Payload<Theirs, Name>,
  ) => Promise<Result<Theirs, Name>>;
  /** Without waiting; into a closed channel it is lost. */
  readonly tell: <Name extends keyof Theirs & string>(
    name: Name,
    payload: Payload<Theirs, Name>,
  ) => void;
  readonly close: () => void;
};

export type Channel = {
  /** False: the channel is closed. */
  readonly send: (message: Message) => boolean;
  readonly onMessage: (listener: (message: Message) => void) => void;
  readonly onClosed: (listener: () => void) => void;
};

export type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly payload: unknown }
  | { readonly kind: 'tell'; readonly name: string; readonly payload: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: string };

type Waiting = {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
};

/**
 * Joins two processes: each calls what the other offers. `onFault` hears of a handler that failed
 * and whose failure nobody waits for.
 */
export function createLink<Ours extends Offer, Theirs extends Offer>(
  channel: Channel,
  handlers: Handlers<Ours>,
  onFault: (error: unknown) => void,
): Link<Theirs> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const failAll = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('The other side has gone.'));
    waiting.clear();
  };
  const handle = async (name: string, payload: unknown): Promise<unknown> => {
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`Nothing here answers "${name}".`);
    // True because both sides are typed by the same offers.
    return handler(payload as Payload<Ours, string>);
  };
  channel.onClosed(failAll);
  channel.onMessage((message) => {
    switch (message.kind) {
      case 'tell':
        void handle(message.name, message.payload).catch(onFault);
        return;
      case 'call':
        void handle(message.name, message.payload).then(
          (result) => channel.send({ kind: 'answer', id: message.id, result }),
          (error: unknown) =>
            channel.send({ kind: 'failure', id: message.id, error: textOf(error) }),
        );
        return;
      case 'answer':
        // True because both sides are typed by the same offers.
        waiting.get(message.id)?.resolve(message.result as never);
        waiting.delete(message.id);
        return;
      case 'failure':
        waiting.get(message.id)?.reject(new Error(message.error));
        waiting.delete(message.id);
    }
  });
  return {
    call: (name, payload) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        if (!channel.send({ kind: 'call', id: lastId, name, payload })) failAll();
      }),
    tell: (name, payload) => {
      channel.send({ kind: 'tell', name, payload });
    },
    close: failAll,
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
