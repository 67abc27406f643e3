import net from 'node:net';
import { SetupError } from '../setup/SetupError.mjs';

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: actual } = server.address();
      server.close(() => resolve(actual));
    });
  });
}

/** A port on loopback that nobody listens on at this moment. */
export function freePort() {
  return listen(0, '127.0.0.1');
}

/** Whether somebody listens on the port, on any address that we might use. */
export async function isPortTaken(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    try {
      await listen(port, host);
    } catch (error) {
      if (error.code === 'EADDRINUSE') {
        return true;
      }
      // a machine without IPv6 cannot listen there, and neither can others
    }
  }
  return false;
}

/** @param {Record<string, number>} ports - by what they are for */
export async function requireFreePorts(ports) {
  for (const [purpose, port] of Object.entries(ports)) {
    if (await isPortTaken(port)) {
      throw new SetupError(
        `Port ${port}, which the ${purpose} needs, is in use.`,
        `Is the portal already running? Stop what listens there (lsof -i :${port}) and run the command again.`,
      );
    }
  }
}
