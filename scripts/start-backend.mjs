/*
 * Only the backend, against whatever GitHub its configuration names; arguments
 * go through to Backstage:
 *
 *   npm run start:backend -- --config app-config.yaml --config my.yaml
 */
import path from 'node:path';
import { provideDatabase } from './stack/database.mjs';
import { dataDirectory, ports, root } from './stack/layout.mjs';
import { requireFreePorts } from './stack/ports.mjs';
import { runStack } from './stack/runStack.mjs';
import { backendCommand, startService } from './stack/services.mjs';

/** The backend runs in its own folder; file names were typed in the caller's. */
function absoluteConfigs(args) {
  return args.map((arg, i) =>
    args[i - 1] === '--config' && !/^https?:/.test(arg)
      ? path.resolve(process.env.INIT_CWD ?? root, arg)
      : arg,
  );
}

const args = process.argv.slice(2);
const logs = path.join(dataDirectory, 'logs');

await runStack(async stack => {
  await requireFreePorts({ backend: ports.backend });
  const env = await provideDatabase(stack, { logs, say: console.log });
  stack.add(
    startService('backend', backendCommand({ args: absoluteConfigs(args) }), {
      logs,
      env,
      onLine: line => console.log(line),
      echoed: true,
    }),
  );
});
