import type { FastifyHelmetOptions } from '@fastify/helmet';

/** What browsers are told of every page of ours: its own files and connections, and nothing else. */
export function pageHeaders(connectSrc: readonly string[]): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: [...connectSrc],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Whoever speaks TLS in front of us makes that promise; we speak plain HTTP.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  };
}
