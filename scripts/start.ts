import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { DEMONSTRATION_PIN, DEMONSTRATION_PIN_HASH } from '../electron/shell/kiosk-file.ts';
import { findElectron } from './find-electron.ts';

const Ready = z.object({ type: z.literal('ready'), port: z.int() });

/**
 * The site server, and for a demonstration the kiosk's windows beside it where there is Electron and a
 * display. The kiosk of a real clinic is `npm run kiosk`, or the installed program.
 */
async function main(): Promise<void> {
  const isDemonstration = !process.argv.some((text) => text.startsWith('--config'));
  const server = spawn(process.execPath, ['server/main.ts', ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => server.kill(signal));
  }
  server.on('exit', (code) => process.exit(code ?? 1));
  if (!isDemonstration) return;
  const [message] = await once(server, 'message');
  const electron = findElectron({ platform: process.platform, environment: process.env });
  if (electron.kind === 'missing') {
    console.log(`  Kiosk         no window: ${electron.why}`);
    return;
  }
  const kiosk = openKiosk(electron.program, Ready.parse(message).port);
  server.on('exit', () => kiosk.kill());
}

function openKiosk(electron: string, port: number) {
  const server = { url: `http://127.0.0.1:${port}` };
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-kiosk-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'kiosk.json');
  writeFileSync(file, JSON.stringify({ server, pinHash: DEMONSTRATION_PIN_HASH }));
  spawnSync(process.execPath, ['scripts/ensure-built.ts', 'app'], { stdio: 'inherit' });
  console.log(
    `  Kiosk         full screen; five touches in its top left corner and PIN ${DEMONSTRATION_PIN} end it`,
  );
  return spawn(electron, ['.', `--config=${file}`], { stdio: 'inherit' });
}

await main();
