import { PacketType } from 'socket.io-parser';
import { expect, test } from 'vitest';
import { parser, WrittenJson } from './written-json.ts';

const encoder = new parser.Encoder();

test.each(['/', '/other'])(
  'an answer that is JSON already is what it would be anyway (%s)',
  (nsp) => {
    const answer = { ok: true, value: { ticket: 'K22', label: 'غرفة "3"' } };
    const packet = { type: PacketType.ACK, nsp, id: 12 };

    expect(encoder.encode({ ...packet, data: [new WrittenJson(JSON.stringify(answer))] })).toEqual(
      encoder.encode({ ...packet, data: [answer] }),
    );
  },
);

test('everything else is encoded as ever', () => {
  expect(
    encoder.encode({ type: PacketType.EVENT, nsp: '/', data: ['beat', { revision: 1 }] }),
  ).toEqual(['2["beat",{"revision":1}]']);
  expect(encoder.encode({ type: PacketType.CONNECT, nsp: '/', data: { sid: 'x' } })).toEqual([
    '0{"sid":"x"}',
  ]);
});
