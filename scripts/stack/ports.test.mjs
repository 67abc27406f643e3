import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { freePort, isPortTaken, requireFreePorts } from './ports.mjs';

async function listenOn(host, t) {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, host, resolve));
  t.after(() => server.close());
  return server.address().port;
}

test('a free port is free', async () => {
  assert.equal(await isPortTaken(await freePort()), false);
});

for (const host of ['127.0.0.1', '0.0.0.0']) {
  test(`a listener on ${host} takes the port, and the sentence names it`, async t => {
    const port = await listenOn(host, t);
    await assert.rejects(
      requireFreePorts({ backend: port }),
      error =>
        error.message === `Port ${port}, which the backend needs, is in use.` &&
        error.advice.includes(`lsof -i :${port}`),
    );
  });
}
