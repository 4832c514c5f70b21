import { once } from 'node:events';
import http from 'node:http';

type Script = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** A receiver that answers as a test tells it to, over a real connection. */
export class ScriptedReceiver {
  readonly #server = http.createServer((request, response) => void this.#take(request, response));
  readonly requests: { readonly url: string; readonly headers: object; readonly body: string }[] =
    [];
  script: Script = (_request, response) => response.end();
  url = '';

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    this.url = `http://127.0.0.1:${port}`;
  }

  answer(status: number, body: string, headers: http.OutgoingHttpHeaders = {}): void {
    this.script = (_request, response) => response.writeHead(status, headers).end(body);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { url = '', headers } = request;
    this.requests.push({ url, headers, body: Buffer.concat(chunks).toString() });
    this.script(request, response);
  }
}
