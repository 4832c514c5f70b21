import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { isKioskAddress } from './trust.ts';

// Nothing of another kind belongs to a page, so nothing of another kind is served.
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

export type PageFileParts = {
  readonly folder: string;
  /** Added to every response, also to refusals; asked for with each request. */
  readonly headers: () => Readonly<Record<string, string>>;
};

/**
 * Answers requests for `app://kiosk/…` from the files under a folder, which may lie in an archive of the
 * program. A page's address is that of its folder, with or without a slash at the end. Whatever is not
 * a file of a page inside the folder is 404; methods other than GET and HEAD are 405. Never rejects.
 */
export function createPageFiles({
  folder,
  headers,
}: PageFileParts): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { ...headers(), allow: 'GET, HEAD' } });
    }
    const names = isKioskAddress(request.url) ? fileNames(new URL(request.url).pathname) : null;
    const found = names && (await readInside(folder, names));
    if (!found) return new Response(null, { status: 404, headers: headers() });
    const body = request.method === 'GET' ? new Uint8Array(found.content) : null;
    return new Response(body, {
      headers: {
        'content-type': found.contentType,
        'cache-control': cacheRule(names),
        ...headers(),
      },
    });
  };
}

/** The names on the way to a file, or null when the path cannot be meant honestly. */
function fileNames(pathname: string): readonly string[] | null {
  const names = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const last = names.at(-1);
  const file = last === undefined || path.extname(last ?? '') === '' ? ['index.html'] : [];
  const all = [...names, ...file];
  return all.every(isPlainName) ? all : null;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

// A name that starts with a dot is a way up or a hidden file; a slash in a name came in encoded.
function isPlainName(name: string | null): name is string {
  return name !== null && !name.startsWith('.') && !/[/\\\0]/.test(name);
}

async function readInside(folder: string, names: readonly string[]) {
  const contentType = CONTENT_TYPES[path.extname(names.at(-1) ?? '')];
  if (contentType === undefined) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, ...names));
    // With the separator: a folder beside ours whose name only begins like ours is not ours.
    if (!file.startsWith(root + path.sep)) return null;
    return { content: await readFile(file), contentType };
  } catch {
    return null;
  }
}

// Names of built assets hold their content's hash; everything else is asked for each time.
function cacheRule(names: readonly string[]): string {
  if (names[0] === 'assets') return 'public, max-age=31536000, immutable';
  return 'no-store';
}
