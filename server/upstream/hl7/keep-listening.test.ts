import { expect, test } from 'vitest';
import { keepListening } from './keep-listening.ts';

test('it tries until the port is free, says once what is in the way, and closes what it got', async () => {
  const problems: string[] = [];
  const closed = Promise.withResolvers<void>();
  const listened = Promise.withResolvers<void>();
  let tries = 0;
  const ear = keepListening({
    tryAgainMs: 1,
    onProblem: (problem) => problems.push(problem),
    listen: async () => {
      tries += 1;
      if (tries < 4) throw new Error('Port 2576 is in use');
      listened.resolve();
      return { port: 2576, close: async () => closed.resolve() };
    },
  });
  await listened.promise;
  await ear.close();
  await closed.promise;
  expect({ tries, problems }).toEqual({ tries: 4, problems: ['Port 2576 is in use'] });
});

test('closing ends the trying', async () => {
  const tried = Promise.withResolvers<void>();
  const ear = keepListening({
    onProblem: () => tried.resolve(),
    listen: async () => {
      throw new Error('no such address');
    },
  });
  await tried.promise;
  await expect(ear.close()).resolves.toBeUndefined();
});
