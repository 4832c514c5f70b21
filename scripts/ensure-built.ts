import { ensureBuilt, PAGES_TARGET, PROGRAM_TARGETS } from './build/targets.ts';

const TARGETS = {
  pages: [PAGES_TARGET],
  app: [PAGES_TARGET, ...PROGRAM_TARGETS],
} as const;

const { 2: wanted = 'pages' } = process.argv;
if (wanted === 'pages' || wanted === 'app') {
  await ensureBuilt(TARGETS[wanted]);
} else {
  console.error(`There is nothing called "${wanted}" to build. There are: pages, app.`);
  process.exitCode = 1;
}
