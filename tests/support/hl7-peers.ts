import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Hl7Message } from '@medplum/core';
import { type Hl7Connection, Hl7Server } from '@medplum/hl7';
import {
  DestinationSettings,
  type Hl7Settings,
} from '../../shared/contract/destination-settings.ts';

const FRAME_BEGINS = '\x0b';
const FRAME_ENDS = '\x1c\r';

/** Settings of a hospital whose id is "his", as they would be written, with all that has a value already. */
export function hl7Settings(change: Readonly<Record<string, unknown>> = {}): Hl7Settings {
  const written = { kind: 'hl7', id: 'his', label: 'Hospital', ...change };
  const settings = DestinationSettings.parse(written);
  if (settings.kind !== 'hl7') throw new Error('These are settings of HL7');
  return settings;
}

export type SiuChange = {
  readonly event?: string;
  readonly controlId?: string;
  /** MSH-7. */
  readonly sentAt?: string;
  readonly ref?: string;
  /** SCH-11.4. */
  readonly startsAt?: string;
  readonly service?: string;
  readonly provider?: string;
  /** PID-5. */
  readonly name?: string;
  readonly born?: string;
  /** PV1-19. */
  readonly visit?: string;
  readonly version?: string;
  /** MSH-15 and MSH-16. */
  readonly acks?: readonly [string, string];
  readonly characterSet?: string;
};

/** An SIU message about an appointment of the test clinic; whatever a test is not about has a value. */
export function siu(change: SiuChange = {}): string {
  const { event = 'S12', controlId = 'M1', sentAt = '20261120080000', ref = 'F-77' } = change;
  const { startsAt = '20261121104000', service = 'doctor', provider = 'adeyemi' } = change;
  const { name = 'Okafor^Amara', born = '19800203', visit = '', version = '2.5.1' } = change;
  const [accept, application] = change.acks ?? ['', ''];
  const type = `SIU^${event}^SIU_S12`;
  return [
    `MSH|^~\\&|SCHED|HOSPITAL|FOYER|CLINIC|${sentAt}||${type}|${controlId}|P|${version}|||${accept}|${application}||${change.characterSet ?? ''}`,
    `SCH|P-1^PLACER|${ref}^FILLER|||||CHECKUP^Check-up|ROUTINE|15|min|^^15^${startsAt}`,
    `PID|1||MRN-9^^^HOSPITAL&1.2.3&ISO^MR~SSN-1^^^US^SS||${name}||${born}|F`,
    `PV1|1|O|||||||||||||||||${visit}`,
    'RGS|1|A',
    `AIS|1|A|${service}^Service`,
    `AIP|1|A|${provider}^ADEYEMI^T`,
  ].join('\r');
}

/** A message in its frame, as it goes over the line. */
export function framed(message: string): string {
  return `${FRAME_BEGINS}${message}${FRAME_ENDS}`;
}

/** "AA M1" of an answer. */
export function codeAndId(answer: string): string {
  const msa = Hl7Message.parse(answer).getSegment('MSA');
  return `${msa?.getComponent(1, 1) ?? ''} ${msa?.getComponent(2, 1) ?? ''}`;
}

/** Somebody who sends to our listener byte by byte, as he likes. */
export class RawSender implements AsyncDisposable {
  readonly socket: Socket;
  #received = '';
  #wake = (): void => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.#received += text;
      this.#wake();
    });
    socket.on('close', () => this.#wake());
    socket.on('error', () => {});
  }

  static async connect(port: number): Promise<RawSender> {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new RawSender(socket);
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next answer, without its frame. Null when the line closes before it. */
  async answer(): Promise<string | null> {
    for (;;) {
      const end = this.#received.indexOf(FRAME_ENDS);
      if (end !== -1) {
        const text = this.#received.slice(1, end);
        this.#received = this.#received.slice(end + FRAME_ENDS.length);
        return text;
      }
      if (this.socket.closed) return null;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }

  /** Sends a message and waits for its answer. */
  async exchange(message: string): Promise<string> {
    this.write(framed(message));
    const answer = await this.answer();
    if (answer === null) throw new Error('The line was closed without an answer');
    return answer;
  }

  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
    await this.closed();
  }
}

/** What a hospital does with a message that it was sent. */
export type Behaviour =
  | 'accept'
  /** It has taken it, and nothing of that is heard. */
  | 'lose-answer'
  | 'hang-up-after-effect'
  | 'hang-up-before-effect'
  | 'accept-and-hang-up'
  | 'accept-after-a-while'
  | 'answer-another-first'
  | 'answer-another-only'
  | 'answer-nonsense'
  | 'refuse';

const A_WHILE_MS = 30;

/** A hospital that takes messages with the care of a good one and the manners of a bad one. */
export class ReceivingHospital implements AsyncDisposable {
  /** Everything that came, again and again. */
  readonly received: Hl7Message[] = [];
  /** The messages that had an effect, by MSH-10; a second time has none. */
  readonly effects = new Map<string, Hl7Message>();
  behaviour: (message: Hl7Message) => Behaviour;
  readonly #connections = new Set<Hl7Connection>();
  readonly #server: Hl7Server;

  private constructor(behaviour: (message: Hl7Message) => Behaviour) {
    this.behaviour = behaviour;
    this.#server = new Hl7Server((connection) => {
      this.#connections.add(connection);
      connection.addEventListener('close', () => this.#connections.delete(connection));
      connection.addEventListener('message', ({ message }) => void this.#take(message, connection));
    });
  }

  static async open(
    behaviour: (message: Hl7Message) => Behaviour = () => 'accept',
  ): Promise<ReceivingHospital> {
    const hospital = new ReceivingHospital(behaviour);
    await hospital.#server.start(0);
    return hospital;
  }

  get port(): number {
    const address = this.#server.server?.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Hangs up on everybody. */
  async hangUp(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => connection.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hangUp();
    await this.#server.stop({ forceDrainTimeoutMs: 0 });
  }

  async #take(message: Hl7Message, connection: Hl7Connection): Promise<void> {
    const controlId = message.header.getComponent(10, 1);
    const behaviour = this.behaviour(message);
    this.received.push(message);
    const hasEffect = behaviour !== 'hang-up-before-effect' && behaviour !== 'refuse';
    if (hasEffect && !this.effects.has(controlId)) this.effects.set(controlId, message);
    const accept = (): void => connection.send(message.buildAck());
    const acceptAnother = (): void => {
      const ack = message.buildAck();
      ack.getSegment('MSA')?.setField(2, 'ANOTHER');
      connection.send(ack);
    };
    switch (behaviour) {
      case 'accept':
        return accept();
      case 'accept-after-a-while':
        await sleep(A_WHILE_MS);
        return accept();
      case 'accept-and-hang-up':
        accept();
        connection.socket.end();
        return;
      case 'answer-another-first':
        acceptAnother();
        return accept();
      case 'answer-another-only':
        return acceptAnother();
      case 'answer-nonsense':
        connection.socket.write(framed('HTTP/1.1 200 OK'));
        return;
      case 'refuse':
        return connection.send(message.buildAck({ ackCode: 'AE' }));
      case 'hang-up-after-effect':
      case 'hang-up-before-effect':
        connection.socket.destroy();
        return;
      case 'lose-answer':
        return;
    }
  }
}
