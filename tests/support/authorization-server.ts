import { writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';

export type AuthorizationServer = AsyncDisposable & {
  readonly url: string;
  /** Where the client's private key was written. */
  readonly keyFile: string;
  readonly isAllowed: (authorization: string | undefined) => boolean;
  /** No token given so far is accepted any longer. */
  readonly revokeAll: () => void;
  /** Why requests for a token were refused, oldest first. */
  readonly refusals: readonly string[];
  readonly given: () => number;
  /** Every assertion that came, as it came. */
  readonly assertions: readonly string[];
};

export type AuthorizationChoice = {
  readonly folder: string;
  readonly clientId: string;
  readonly alg: 'ES384' | 'RS384';
};

/** SMART Backend Services: checks assertions strictly, refuses any that comes a second time. */
export async function startAuthorizationServer(
  choice: AuthorizationChoice,
): Promise<AuthorizationServer> {
  const pair = await generateKeyPair(choice.alg, { extractable: true });
  const named = { kid: 'kiosk-key', alg: choice.alg };
  const keyFile = path.join(choice.folder, 'key.json');
  writeFileSync(keyFile, JSON.stringify({ ...(await exportJWK(pair.privateKey)), ...named }));
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), ...named }] });
  const seen = new Set<string>();
  const tokens = new Set<string>();
  const refusals: string[] = [];
  const assertions: string[] = [];

  const grant = async (form: URLSearchParams): Promise<object> => {
    const assertion = form.get('client_assertion') ?? '';
    assertions.push(assertion);
    const { payload } = await jwtVerify(assertion, keys, {
      issuer: choice.clientId,
      subject: choice.clientId,
      audience: `${urlOf(server)}/token`,
      requiredClaims: ['jti', 'exp', 'iat'],
      algorithms: [choice.alg],
    });
    const { exp = 0, iat = 0, jti = '' } = payload;
    if (exp - iat > 300) throw new Error('lives too long');
    if (seen.has(jti)) throw new Error('came before');
    seen.add(jti);
    const token = `token-${tokens.size + 1}-${jti}`;
    tokens.add(token);
    return { access_token: token, token_type: 'bearer', expires_in: 300, scope: form.get('scope') };
  };
  const handle = async (request: http.IncomingMessage): Promise<[number, object]> => {
    if (request.url === '/.well-known/smart-configuration') {
      return [200, { token_endpoint: `${urlOf(server)}/token` }];
    }
    let body = '';
    for await (const chunk of request) body += String(chunk);
    try {
      return [200, await grant(new URLSearchParams(body))];
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : 'refused');
      return [400, { error: 'invalid_client' }];
    }
  };
  const server = http.createServer((request, response) => {
    void handle(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: urlOf(server),
    keyFile,
    refusals,
    assertions,
    given: () => seen.size,
    isAllowed: (authorization) => tokens.has((authorization ?? '').replace('Bearer ', '')),
    revokeAll: () => tokens.clear(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function urlOf(server: http.Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
