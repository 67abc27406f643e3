import { campaignNotificationOf } from './campaignNotificationOf';

const news = {
  campaignId: 'c1',
  title: 'Node 24',
  owner: 'group:default/payments',
  targets: 3,
  dueAt: '2030-06-30T12:00:00.000Z',
  overdue: false,
};

describe('campaignNotificationOf', () => {
  it('says how many are due when, to their owner, on whose page they are', () => {
    expect(campaignNotificationOf({ payload: news })).toMatchObject({
      recipients: { type: 'entity', entityRef: ['group:default/payments'] },
      payload: {
        title: '3 targets of "Node 24" are due on 2030-06-30',
        link: '/catalog/default/group/payments',
        severity: 'normal',
        scope: 'agent-tasks:campaign:c1:due:group:default/payments',
      },
    });
  });

  it('is louder once it is too late', () => {
    expect(
      campaignNotificationOf({
        payload: { ...news, targets: 1, overdue: true },
      }).payload,
    ).toMatchObject({
      title: '1 target of "Node 24" is overdue',
      severity: 'high',
    });
  });
});
