import { expect, test, vi } from 'vitest';
import { law, scene } from '../../tests/support/wait-scenes.ts';
import type { WaitLook } from './wait-look.ts';
import { WaitThread } from './wait-thread.ts';

/** A clinic in which nobody is. */
const NOBODY: WaitLook = { scene: scene({}), law: law() };

test('it answers, is not ready meanwhile, and is again afterwards', async () => {
  const thread = new WaitThread();

  const asked = thread.ask(NOBODY);

  expect(thread.isReady).toBe(false);
  expect(await asked).toEqual({
    kind: 'estimated',
    estimates: new Map(),
    explanations: new Map(),
  });
  expect(thread.isReady).toBe(true);
  await thread.close();
});

test('a thread that cannot run is an answer, and rests for a while', async () => {
  const thread = new WaitThread('/there/is/no/such/program.js');

  expect(await thread.ask(NOBODY)).toMatchObject({ kind: 'failed' });

  expect(thread.isReady).toBe(false);
  await vi.waitFor(() => expect(thread.isReady).toBe(true), { timeout: 3_000 });
  await thread.close();
});

test('one that died while nobody asked is replaced', async () => {
  const thread = new WaitThread();
  await thread.ask(NOBODY);
  await thread.kill();
  await vi.waitFor(() => expect(thread.isReady).toBe(true), { timeout: 3_000 });

  expect(await thread.ask(NOBODY)).toMatchObject({ kind: 'estimated' });
  await thread.close();
});

test('whoever waits when it is closed is answered', async () => {
  const thread = new WaitThread();
  const asked = thread.ask(NOBODY);

  await thread.close();

  expect(await asked).toEqual({ kind: 'failed', problem: 'closed' });
  expect(thread.isReady).toBe(false);
});
