import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { mockServices } from '@backstage/backend-test-utils';
import type { TaskRow } from '../database/rows';
import { createLaunchGuard } from './createLaunchGuard';
import { PolicyEngine } from './PolicyEngine';

const passing: PolicyCheck = {
  id: 'passing',
  evaluate: jest
    .fn()
    .mockRejectedValueOnce(new Error('the ticket system is away'))
    .mockResolvedValue([]),
};

function guardOf(...checks: PolicyCheck[]) {
  const policy = PolicyEngine.create({
    checks,
    logger: mockServices.logger.mock(),
  });
  return createLaunchGuard({
    auth: mockServices.auth(),
    reviewer: {
      review: async (_task: TaskRow, { stage }: { stage: 'launch' }) =>
        policy.evaluate({
          identities: [],
          parameters: {},
          promptProblems: [],
          requestedBy: 'user:default/ada',
          stage,
        }),
    } as never,
  });
}

describe('createLaunchGuard', () => {
  it('decides nothing while a check cannot be evaluated', async () => {
    const guard = guardOf(passing);
    await expect(guard({} as TaskRow)).rejects.toThrow(
      "The policy check 'passing' could not be evaluated.",
    );
    expect(await guard({} as TaskRow)).toMatchObject({ result: 'allow' });
  });

  it('refuses what another check refuses, whatever else fails', async () => {
    const guard = guardOf(
      {
        id: 'broken',
        evaluate: () => {
          throw new Error('always');
        },
      },
      {
        id: 'freeze',
        evaluate: () => [
          { kind: 'forbidden', code: 'frozen', message: 'There is a freeze.' },
        ],
      },
    );
    expect(await guard({} as TaskRow)).toMatchObject({ result: 'deny' });
  });
});
