import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from '@playwright/test';
import { startOriginProxy } from './browser/origin-proxy.ts';

test('a browser that breaks off what was refused to it breaks nothing', async () => {
  await using proxy = await startOriginProxy();
  for (const host of ['one.example', 'two.example', 'three.example']) {
    const browser = net.connect(Number(new URL(proxy.url).port), '127.0.0.1');
    await once(browser, 'connect');
    browser.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await expect.poll(proxy.refused).toContain(host);
    browser.resetAndDestroy();
    await once(browser, 'close');
  }

  expect(proxy.refused()).toHaveLength(3);
});
