import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPageFiles } from './page-files.ts';

const SECRET = 'not for pages';
const root = mkdtempSync(path.join(tmpdir(), 'page-files-'));
const folder = path.join(root, 'renderer');
const answer = createPageFiles({ folder, headers: () => ({ 'x-policy': 'strict' }) });
const get = (address: string, method = 'GET') => answer(new Request(address, { method }));

beforeAll(() => {
  const files: Readonly<Record<string, string>> = {
    'renderer/check-in/index.html': 'the check-in page',
    'renderer/assets/check-in-1a2b.js': 'a script',
    'renderer/assets/look-1a2b.css': 'a style',
    'renderer/assets/letters-1a2b.woff2': 'letters',
    'renderer/assets/mark-1a2b.svg': 'a mark',
    'renderer/assets/photo-1a2b.png': 'a photo',
    'renderer/assets/words-1a2b.json': 'words',
    'renderer/assets/script.js.gz': SECRET,
    'renderer/.hidden.html': SECRET,
    'renderer-old/index.html': SECRET,
    'renderer-old/secret.js': SECRET,
    'secret.js': SECRET,
    'secret.html': SECRET,
    'outside/index.html': SECRET,
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  symlinkSync(path.join(root, 'secret.js'), path.join(folder, 'assets/link.js'));
  symlinkSync(path.join(root, 'outside'), path.join(folder, 'linked'));
  symlinkSync(path.join(root, 'renderer-old'), path.join(folder, 'old'));
  symlinkSync(path.join(folder, 'check-in'), path.join(folder, 'arrivals'));
});

afterAll(() => rmSync(root, { recursive: true }));

test.each([
  'app://kiosk/check-in/',
  'app://kiosk/check-in',
  'app://kiosk/check-in/index.html',
  'app://kiosk/check-in/?a=b#token',
  'app://kiosk//check-in//',
  'app://kiosk/arrivals/',
])('a page is at the address of its folder: %s', async (address) => {
  const response = await get(address);

  expect(response.status).toBe(200);
  expect(await response.text()).toBe('the check-in page');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['check-in-1a2b.js', 'text/javascript; charset=utf-8'],
  ['look-1a2b.css', 'text/css; charset=utf-8'],
  ['letters-1a2b.woff2', 'font/woff2'],
  ['mark-1a2b.svg', 'image/svg+xml'],
  ['photo-1a2b.png', 'image/png'],
  ['words-1a2b.json', 'application/json; charset=utf-8'],
])('a built file says what it is and never changes: %s', async (name, contentType) => {
  const response = await get(`app://kiosk/assets/${name}`);

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(contentType);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test.each([
  'app://kiosk/',
  'app://kiosk',
  'app://kiosk/feedback/',
  'app://kiosk/assets/',
  'app://kiosk/assets/missing.js',
  'app://kiosk/assets/script.js.gz',
  'app://kiosk/check-in/index.html/more.html',
  'app://kiosk/.hidden.html',
  'app://kiosk/%2ehidden.html',
  'app://kiosk/../secret.js',
  'app://kiosk/../../../../../../etc/passwd',
  'app://kiosk/..%2fsecret.js',
  'app://kiosk/..%2Fsecret.html',
  'app://kiosk/%2e%2e/secret.js',
  'app://kiosk/%2e%2e%2fsecret.js',
  'app://kiosk/assets/%2e%2e/%2e%2e/secret.js',
  'app://kiosk/assets/..%2f..%2fsecret.js',
  'app://kiosk/assets/..%5c..%5csecret.js',
  String.raw`app://kiosk/assets\..\..\secret.js`,
  'app://kiosk/%2fetc%2fpasswd',
  'app://kiosk/../renderer-old/',
  'app://kiosk/..%2frenderer-old%2fsecret.js',
  'app://kiosk/-old/secret.js',
  'app://kiosk/secret.js%00.html',
  'app://kiosk/check-in%00/',
  'app://kiosk/check-in/index.html%00.js',
  'app://kiosk/assets/link.js',
  'app://kiosk/linked/',
  'app://kiosk/old/',
  'app://kiosk/old/secret.js',
  'app://kiosk/check-in%2findex.html',
  'app://kiosk/check-in%5cindex.html',
  'app://kiosk/%',
  'app://kiosk/%ff%fe',
  'app://kiosk/__proto__',
  'app://kiosk/x.constructor',
  'app://evil.test/check-in/',
  'http://kiosk/check-in/',
])('what is not a file of a page is not there: %s', async (address) => {
  const response = await get(address);

  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

test('only reading is allowed, and a question without the content is answered without it', async () => {
  expect((await get('app://kiosk/check-in/', 'POST')).status).toBe(405);
  expect((await get('app://kiosk/check-in/', 'DELETE')).headers.get('allow')).toBe('GET, HEAD');

  const head = await get('app://kiosk/check-in/', 'HEAD');
  expect(head.status).toBe(200);
  expect(head.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await head.text()).toBe('');
});

test('every answer carries the headers of its moment, refusals too', async () => {
  let port = 8080;
  const changing = createPageFiles({ folder, headers: () => ({ 'x-port': String(port) }) });
  const portOf = async (address: string, method = 'GET') =>
    (await changing(new Request(address, { method }))).headers.get('x-port');

  expect(await portOf('app://kiosk/check-in/')).toBe('8080');
  port = 8081;
  expect(await portOf('app://kiosk/check-in/')).toBe('8081');
  expect(await portOf('app://kiosk/missing/')).toBe('8081');
  expect(await portOf('app://kiosk/check-in/', 'PUT')).toBe('8081');
});

test('a folder that is a link itself is served, and one that is missing answers 404', async () => {
  symlinkSync(folder, path.join(root, 'current'));
  const through = createPageFiles({ folder: path.join(root, 'current'), headers: () => ({}) });
  const missing = createPageFiles({ folder: path.join(root, 'none'), headers: () => ({}) });
  const request = () => new Request('app://kiosk/check-in/');

  expect((await through(request())).status).toBe(200);
  expect((await missing(request())).status).toBe(404);
});
