import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** What the demo keeps between runs; never committed. */
export const dataDirectory = path.join(root, '.data');

/** The demo's configuration and example entities name these ports. */
export const ports = { simulator: 7100, backend: 7007, frontend: 3000 };

export const urls = {
  portal: `http://localhost:${ports.frontend}`,
  github: `http://localhost:${ports.simulator}`,
  readiness: `http://localhost:${ports.backend}/.backstage/health/v1/readiness`,
  webhook: `http://localhost:${ports.backend}/api/events/http/github`,
};

/** Shared by simulator and backend; both listen on loopback only. */
export const webhookSecret =
  process.env.GITHUB_WEBHOOK_SECRET ?? 'demo-webhook-secret';
