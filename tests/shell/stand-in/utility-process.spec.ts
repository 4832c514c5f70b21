import { expect, test } from './program-test.ts';

/** Writes a file for the process and starts it as `child`. */
function withChild(code: string, more = ''): { readonly whenReady: string } {
  return {
    whenReady: `
      const { writeFileSync } = await import('node:fs');
      const file = path.join(here, 'child.mjs');
      writeFileSync(file, ${JSON.stringify(code)});
      const child = utilityProcess.fork(file, ['--one'], { serviceName: 'A child', stdio: 'pipe' });
      child.on('exit', (code) => console.log('exit', code, child.pid));
      child.on('message', (message) => console.log('message', JSON.stringify(message)));
      app.on('child-process-gone', (event, { type, name, reason, exitCode }) => {
        console.log('gone', type, name, reason, exitCode);
      });
      app.on('window-all-closed', () => undefined);
      ${more}`
      .replace('await import', 'process.getBuiltinModule')
      .replace("('node:fs')", "('fs')"),
  };
}

const ECHO = `
  process.parentPort.on('message', ({ data }) => process.parentPort.postMessage({ echo: data }));
  process.parentPort.postMessage({ argument: process.argv[2], send: typeof process.send });`;

test('a program and its utility process talk through the parent port', async ({ startProgram }) => {
  const kiosk = await startProgram(withChild(ECHO, `child.postMessage(new Map([['a', 1]]));`));

  await expect.poll(() => kiosk.output()).toContain('{"argument":"--one","send":"undefined"}');
  await expect.poll(() => kiosk.output()).toContain('{"echo":{}}');
});

test('how it ends is told of with its code', async ({ startProgram }) => {
  const kiosk = await startProgram(withChild('process.exit(7)'));

  await expect.poll(() => kiosk.output()).toContain('exit 7 undefined');
  expect(kiosk.output()).toContain('gone Utility A child abnormal-exit 7');
});

test('a rejection that nobody handles does not end it', async ({ startProgram }) => {
  const kiosk = await startProgram(
    withChild(`
      Promise.reject(new Error('forgotten'));
      setTimeout(() => process.parentPort.postMessage('alive'), 50);`),
  );

  await expect.poll(() => kiosk.output()).toContain('"alive"');
});

test('it ends with the program, however the program ends', async ({ startProgram }) => {
  const stubborn = `${ECHO} process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000);`;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const kiosk = await startProgram(withChild(stubborn));
    await expect.poll(() => kiosk.output()).toContain('message');
    const pid = await kiosk.serverPid();
    if (pid === null) throw new Error('There is no process.');
    kiosk.signal(signal);
    await kiosk.exited;
    await expect.poll(() => isAlive(pid)).toBe(false);
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
