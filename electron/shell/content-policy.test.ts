import { expect, test } from 'vitest';
import { contentPolicy, securityHeaders } from './content-policy.ts';

function directives(policy: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

test('a page may use its own files and talk to the one server, and nothing else', () => {
  expect(directives(contentPolicy('http://127.0.0.1:8080'))).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'font-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': 'http://127.0.0.1:8080 ws://127.0.0.1:8080',
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
});

test('a server with a certificate is reached in that way only', () => {
  expect(directives(contentPolicy('https://clinic.test'))['connect-src']).toBe(
    'https://clinic.test wss://clinic.test',
  );
});

test('nothing in an address can add a rule of its own', () => {
  const policy = contentPolicy("http://10.0.0.5:8080/x;script-src 'unsafe-inline' *");

  expect(policy).toBe(contentPolicy('http://10.0.0.5:8080'));
  expect(policy).not.toContain('unsafe');
});

test('pages are denied the devices of the machine, and their types are not guessed', () => {
  const headers = securityHeaders('http://127.0.0.1:8080');
  const denied = headers['permissions-policy']?.split(', ') ?? [];

  expect(denied).toEqual(
    expect.arrayContaining(['camera=()', 'microphone=()', 'geolocation=()', 'usb=()']),
  );
  expect(denied.every((feature) => feature.endsWith('=()'))).toBe(true);
  expect(headers).toMatchObject({
    'content-security-policy': contentPolicy('http://127.0.0.1:8080'),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
});
