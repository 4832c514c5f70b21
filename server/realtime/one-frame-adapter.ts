import { Adapter } from 'socket.io-adapter';

type Encode = (packet: unknown, options: { wsPreEncodedFrame?: readonly Buffer[] }) => unknown;

/**
 * Socket.IO's own adapter, but a broadcast's frame is one buffer: its header and payload are joined
 * once and not written apart to each of a thousand screens. It hooks into a private method; should that
 * ever be gone, broadcasts are what they are without us.
 */
export class OneFrameAdapter extends Adapter {
  constructor(...args: ConstructorParameters<typeof Adapter>) {
    super(...args);
    const encode: unknown = Reflect.get(this, '_encode');
    if (typeof encode !== 'function') return;
    const joined: Encode = (packet, options) => {
      const encoded: unknown = encode.call(this, packet, options);
      if (options.wsPreEncodedFrame) {
        options.wsPreEncodedFrame = [Buffer.concat(options.wsPreEncodedFrame)];
      }
      return encoded;
    };
    Reflect.set(this, '_encode', joined);
  }
}
