import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { waitForUrl } from './readiness.mjs';

async function serve(handler, t) {
  const server = http.createServer(handler);
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

test('waits through refusals until the answer is good', async t => {
  let asked = 0;
  const url = await serve((_, response) => {
    response.statusCode = ++asked < 3 ? 503 : 200;
    response.end();
  }, t);
  await waitForUrl(url, { what: 'backend', timeoutMs: 5_000 });
  assert.equal(asked, 3);
});

test('gives up with the name and the address', async t => {
  const url = await serve((_, response) => {
    response.statusCode = 503;
    response.end();
  }, t);
  await assert.rejects(
    waitForUrl(url, { what: 'backend', timeoutMs: 300 }),
    new RegExp(`The backend did not answer at ${url}`),
  );
});
