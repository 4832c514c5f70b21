import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PAGES_FOLDER } from '../../http/pages.ts';

/** Serves the hub's own page and what it fetches, and none of a site's pages. */
export async function serveHubPage(
  app: FastifyInstance,
  folder: string = PAGES_FOLDER,
): Promise<void> {
  const page = path.join(folder, 'hub/index.html');
  if (!existsSync(page)) {
    app.get('/', (_request, reply) =>
      reply.code(404).type('text/plain').send('The page is not built yet: npm run build\n'),
    );
    return;
  }
  await app.register(serveFiles, {
    root: path.join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    // Names of built files hold their content's hash.
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  app.get('/', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(readFileSync(page)),
  );
}
