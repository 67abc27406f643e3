import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo, task } from '../dev/fixtures';
import { silentSince } from './silentSince';

const fresh = { readAt: minutesAgo(1) };
const old = { readAt: minutesAgo(17) };

describe('silentSince', () => {
  it.each<[string, AgentTask[], string | undefined]>([
    ['nothing at work', [], undefined],
    ['read lately', [task(1, 'running', fresh)], undefined],
    ['all silent', [task(1, 'running', old)], old.readAt],
    [
      'one of them read lately',
      [task(1, 'running', old), task(2, 'running', fresh)],
      undefined,
    ],
    ['waiting for a person', [task(1, 'needs-attention', old)], undefined],
    ['in review', [task(1, 'in-review', old)], undefined],
    ['not read yet', [task(1, 'running', { readAt: undefined })], undefined],
    [
      'finished, its pull request on the way',
      [task(1, 'running', { ...old, agentState: 'completed' })],
      undefined,
    ],
  ])('%s', (_, tasks, since) => {
    expect(silentSince(tasks)).toBe(since);
  });
});
