import { bypassNotificationOf } from './bypassNotificationOf';

const payload = {
  repository: 'acme/web',
  host: 'github.com',
  count: 1,
  findingIds: ['f1'],
  owner: 'group:default/web-team',
  creator: 'mallory',
};
const admins = ['group:default/platform'];

describe('bypassNotificationOf', () => {
  it('tells the owner what happened, what to do and where', () => {
    expect(bypassNotificationOf({ id: '7', payload }, admins)).toEqual({
      recipients: {
        type: 'entity',
        entityRef: ['group:default/web-team'],
      },
      payload: expect.objectContaining({
        title: 'An agent task was started past the portal in acme/web',
        description:
          'mallory started it on GitHub. No request, policy or approval of the portal stands behind it. Adopt it under a task, or say why it is fine.',
        link: '/agent-tasks/bypass?repository=acme%2Fweb',
        scope: 'agent-tasks:bypass:7',
      }),
    });
  });

  it('tells of many once', () => {
    const told = bypassNotificationOf(
      { id: '7', payload: { ...payload, count: 40 } },
      admins,
    );
    expect(told?.payload.title).toBe(
      '40 agent tasks were started past the portal in acme/web',
    );
  });

  it('tells administrators where nobody owns the repository', () => {
    const nobodys = { id: '7', payload: { ...payload, owner: undefined } };
    expect(bypassNotificationOf(nobodys, admins)?.recipients).toEqual({
      type: 'entity',
      entityRef: admins,
    });
    expect(bypassNotificationOf(nobodys, [])).toBeUndefined();
  });
});
