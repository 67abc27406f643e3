/*
 * Only the backend, against whatever GitHub its configuration names, on a
 * database that is kept in .data/postgres; arguments go through to Backstage:
 *
 *   npm run start:backend -- --config app-config.yaml --config my.yaml
 */
import path from 'node:path';
import { withAbsoluteConfigs } from './stack/configArguments.mjs';
import { provideDatabase } from './stack/database.mjs';
import { dataDirectory, ports } from './stack/layout.mjs';
import { requireFreePorts } from './stack/ports.mjs';
import { runStack } from './stack/runStack.mjs';
import { backendCommand, startService } from './stack/services.mjs';

const args = process.argv.slice(2);
const directory = process.env.INIT_CWD ?? process.cwd();
const logs = path.join(dataDirectory, 'logs');

await runStack(async stack => {
  await requireFreePorts({ backend: ports.backend });
  const env = await provideDatabase(stack, {
    name: 'postgres',
    logs,
    say: console.log,
  });
  stack.add(
    startService(
      'backend',
      backendCommand({ args: withAbsoluteConfigs(args, directory) }),
      {
        logs,
        env,
        onLine: line => console.log(line),
        echoed: true,
      },
    ),
  );
});
