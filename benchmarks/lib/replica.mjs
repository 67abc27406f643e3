/*
 * A backend with the broker and nothing else: what one replica more adds.
 */
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
backend.add(import('@agent-tasks/backstage-plugin-agent-tasks-backend'));
backend.start().catch(error => {
  console.error(error);
  process.exitCode = 1;
  process.stderr.write('', () => process.exit());
});
