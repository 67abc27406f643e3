/*
 * Only the GitHub simulator, seeded for the demo; with arguments, those instead:
 *
 *   npm run start:simulator -- --port 7200 --seed my-seed.yaml
 */
import path from 'node:path';
import { dataDirectory, ports } from './stack/layout.mjs';
import { requireFreePorts } from './stack/ports.mjs';
import { runStack } from './stack/runStack.mjs';
import { simulatorCommand, startService } from './stack/services.mjs';

const args = process.argv.slice(2);

await runStack(async stack => {
  if (args.length === 0) {
    await requireFreePorts({ simulator: ports.simulator });
  }
  stack.add(
    startService(
      'simulator',
      simulatorCommand({ args: args.length > 0 ? args : undefined }),
      {
        logs: path.join(dataDirectory, 'logs'),
        onLine: line => console.log(line),
        echoed: true,
      },
    ),
  );
});
