import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { PAGES } from '../shared/contract/pages.ts';

/** The site server that restarts when its code changes, and the pages with hot reload beside it. */
const server = spawn(process.execPath, ['--watch', 'server/main.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
const pages = await createServer();
await pages.listen();
console.log('Pages with hot reload:');
for (const page of PAGES) {
  console.log(`  ${pages.resolvedUrls?.local[0] ?? ''}${page}/index.html`);
}
process.on('SIGINT', () => {
  server.kill('SIGINT');
  void pages.close().then(() => process.exit(0));
});
