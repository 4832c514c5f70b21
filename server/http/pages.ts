import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PAGES } from '../../shared/contract/pages.ts';
import { KIOSK_CLINIC_ELEMENT, type KioskClinic } from '../../shared/contract/snapshots.ts';

/** Where the pages are built to. */
export const PAGES_FOLDER = path.join(import.meta.dirname, '../../dist/renderer');

export type PageParts = {
  readonly folder: string;
  readonly kioskClinic: () => KioskClinic;
};

/** Serves the built pages, if they have been built. */
export async function servePages(app: FastifyInstance, { folder, kioskClinic }: PageParts) {
  app.get('/', (_request, reply) => reply.redirect('/check-in'));
  if (!existsSync(folder)) return;
  await app.register(serveFiles, {
    root: folder,
    index: false,
    allowedPath: isOfSite,
    preCompressed: true,
    // Names of built files hold their content's hash; the pages themselves are always asked for.
    setHeaders: (reply, file) => {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const page of PAGES) {
    if (page === 'check-in') continue;
    app.get(`/${page}`, (_request, reply) => reply.sendFile(`${page}/index.html`));
  }
  app.get('/check-in', async (_request, reply) => {
    const page = await readFile(path.join(folder, 'check-in/index.html'), 'utf8');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(withClinic(page, kioskClinic()));
  });
}

const SITE_FOLDERS: ReadonlySet<string> = new Set(['assets', ...PAGES]);

/** Also the shell's own pages are built into the folder: nobody on the network has a use for them. */
function isOfSite(pathName: string): boolean {
  const [folder = ''] = pathName.replace(/^\//, '').split('/');
  return SITE_FOLDERS.has(folder);
}

/** The page with the clinic in it as data, which no script policy has to allow. */
function withClinic(page: string, clinic: KioskClinic): string {
  // No text of a clinic's file may end the element it stands in.
  const data = JSON.stringify(clinic).replaceAll('<', String.raw`\u003c`);
  const element = `<script type="application/json" id="${KIOSK_CLINIC_ELEMENT}">${data}</script>`;
  return page.replace('</head>', () => `${element}</head>`);
}
