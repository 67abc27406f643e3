import type { ApprovalNews } from '../database/operations/outbox/enqueueApprovalNews';
import { approvalNotificationOf } from './approvalNotificationOf';

const task = {
  id: 't1',
  title: 'Migrate to node-24',
  requested_by: 'user:default/mira',
  repository_owner: 'acme',
  repository_name: 'orders',
};
const request = {
  id: 'r1',
  state: 'open' as const,
  asked_by: 'user:default/ben',
  approvers: ['group:default/payments'],
};
const tell = (news: Partial<ApprovalNews>, change: Partial<typeof task> = {}) =>
  approvalNotificationOf(
    { payload: { requestId: 'r1', event: 'asked', ...news } },
    { ...task, ...change },
    request,
  );

describe('approvalNotificationOf', () => {
  it('asks those who may approve, and not who asks', () => {
    expect(tell({})).toMatchObject({
      recipients: {
        type: 'entity',
        entityRef: ['group:default/payments'],
        excludeEntityRef: ['user:default/mira', 'user:default/ben'],
      },
      payload: {
        title: 'Asks for your approval: Migrate to node-24',
        description: expect.stringMatching(/^mira wants .* acme\/orders/),
        link: '/agent-tasks/t1',
        scope: 'agent-tasks:t1:approval:r1:asked',
      },
    });
  });

  it('reminds in the place of the first one', () => {
    const reminder = tell({ event: 'reminded' })?.payload;
    expect(reminder?.scope).toBe(tell({})?.payload.scope);
    expect(reminder?.severity).toBe('high');
  });

  it.each<[Partial<ApprovalNews>, RegExp]>([
    [{ event: 'approved', by: 'user:default/aiko' }, /^aiko has approved/],
    [
      { event: 'rejected', by: 'user:default/aiko', comment: 'Not now.' },
      /^aiko has rejected .* “Not now\.”$/,
    ],
    [{ event: 'expired' }, /^Nobody has approved/],
  ])('tells who asked of %j', (news, description) => {
    const told = tell(news);
    expect(told).toMatchObject({
      recipients: { entityRef: ['user:default/mira', 'user:default/ben'] },
      payload: {
        description: expect.stringMatching(description),
        scope: 'agent-tasks:t1:approval:r1:decided',
      },
    });
  });

  it('asks nobody for what was decided meanwhile, and tells no service', () => {
    expect(
      approvalNotificationOf(
        { payload: { requestId: 'r1', event: 'reminded' } },
        task,
        { ...request, state: 'approved' },
      ),
    ).toBeUndefined();
    expect(
      approvalNotificationOf(
        { payload: { requestId: 'r1', event: 'expired' } },
        { ...task, requested_by: 'plugin:scaffolder' },
        { ...request, asked_by: 'plugin:scaffolder' },
      ),
    ).toBeUndefined();
  });
});
