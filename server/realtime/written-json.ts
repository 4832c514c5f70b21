import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';

/** An answer that is JSON already, because that text was stored before it is sent. */
export class WrittenJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Socket.IO's own, except that it does not write an answer a second time. */
class WrittenJsonEncoder extends Encoder {
  override encode(packet: Packet): ReturnType<Encoder['encode']> {
    const [answer]: readonly unknown[] = packet.type === PacketType.ACK ? packet.data : [];
    if (!(answer instanceof WrittenJson)) return super.encode(packet);
    const namespace = packet.nsp === '/' ? '' : `${packet.nsp},`;
    return [`${PacketType.ACK}${namespace}${packet.id}[${answer.text}]`];
  }
}

export const parser = { Encoder: WrittenJsonEncoder, Decoder };
