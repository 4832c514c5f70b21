import { spawn } from 'node:child_process';
import { findElectron } from './find-electron.ts';

/** Starts the built kiosk in Electron and ends as it ends: `npm run kiosk -- --config=kiosk.json`. */
function main(): void {
  const electron = findElectron({ platform: process.platform, environment: process.env });
  if (electron.kind === 'missing') {
    console.error(`The kiosk cannot be opened: ${electron.why}.`);
    process.exit(1);
  }
  const kiosk = spawn(electron.program, ['.', ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => kiosk.kill(signal));
  }
  kiosk.on('exit', (code) => process.exit(code ?? 1));
}

main();
