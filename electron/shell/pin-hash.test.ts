import { expect, test } from 'vitest';
import { hashPin, isPinHash, isRightPin, PIN_RULE } from './pin-hash.ts';

test('a PIN is right for its own hash and for no other', async () => {
  const hash = await hashPin('739164');

  expect(await isRightPin('739164', hash)).toBe(true);
  expect(await isRightPin('739165', hash)).toBe(false);
  expect(await isRightPin('7391640', hash)).toBe(false);
  expect(await isRightPin('', hash)).toBe(false);
});

test('the same PIN never has the same hash twice, and none shows the PIN', async () => {
  const [one, other] = await Promise.all([hashPin('739164'), hashPin('739164')]);

  expect(one).not.toBe(other);
  expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toContain('739164');
});

test('a hash made with other numbers is compared by its own', async () => {
  // scrypt('739164', 16 zero bytes, N=1024, r=4, p=2)
  const weaker =
    'scrypt$1024$4$2$AAAAAAAAAAAAAAAAAAAAAA$J5NyK8oSAEzoy2Vu7NX6YeFFDpq9-NfqOs7sYrhfZS8';

  expect(isPinHash(weaker)).toBe(true);
  expect(await isRightPin('739164', weaker)).toBe(true);
  expect(await isRightPin('739165', weaker)).toBe(false);
});

test('what is no PIN is not right, not even for its own hash', async () => {
  // Of "12345", made in the same way.
  const tooShort =
    'scrypt$1024$4$2$AAAAAAAAAAAAAAAAAAAAAA$vojXx0aDfIozNsOkC-96242OI8RtA9VjP07HvEcIbGc';

  expect(await isRightPin('12345', tooShort)).toBe(false);
});

test.each(['12345', '1234567890123', '12a456', ' 739164', '739164\n', '٧٣٩١٦٤', ''])(
  'what is not 6 to 12 digits is no PIN: %j',
  async (pin) => {
    expect(PIN_RULE.test(pin)).toBe(false);
    await expect(hashPin(pin)).rejects.toThrow('A PIN has 6 to 12 digits and nothing else.');
  },
);

test.each(['000000', '7777777', '123456', '345678', '654321', '890123', '210987'])(
  'a PIN that is the first guess of anybody is refused: %s',
  async (pin) => {
    await expect(hashPin(pin)).rejects.toThrow('must not be one digit repeated, or a row');
  },
);

const SALT = 'A'.repeat(22);
const KEY = 'A'.repeat(43);

test.each([
  '',
  'scrypt',
  `bcrypt$32768$8$1$${SALT}$${KEY}`,
  `scrypt$32768$8$1$${SALT}`,
  `scrypt$32768$8$1$${SALT}$${KEY}\n`,
  `scrypt$32768$8$1$${SALT}$${KEY}$`,
  `scrypt$32768$8$1$${'A'.repeat(21)}$${KEY}`,
  `scrypt$32768$8$1$${SALT}$${'='.repeat(43)}`,
  `scrypt$0$8$1$${SALT}$${KEY}`,
  `scrypt$1$8$1$${SALT}$${KEY}`,
  `scrypt$30000$8$1$${SALT}$${KEY}`,
  `scrypt$32768$0$1$${SALT}$${KEY}`,
  `scrypt$32768$8$0$${SALT}$${KEY}`,
  `scrypt$-32768$8$1$${SALT}$${KEY}`,
  // More memory or time than a kiosk can spare.
  `scrypt$262144$8$1$${SALT}$${KEY}`,
  `scrypt$131072$16$1$${SALT}$${KEY}`,
  `scrypt$32768$8$9$${SALT}$${KEY}`,
])('a hash that is malformed or beyond measure opens nothing: %j', async (hash) => {
  expect(isPinHash(hash)).toBe(false);
  expect(await isRightPin('739164', hash)).toBe(false);
});
