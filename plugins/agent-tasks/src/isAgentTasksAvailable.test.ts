import { isAgentTasksAvailable } from './isAgentTasksAvailable';

describe('isAgentTasksAvailable', () => {
  it.each([
    [{}, false],
    [{ 'github.com/project-slug': 'acme/payments' }, true],
    [
      { 'backstage.io/source-location': 'url:https://github.com/acme/a/' },
      true,
    ],
    [{ 'backstage.io/source-location': 'dir:./payments' }, false],
    [
      {
        'github.com/project-slug': 'acme/payments',
        'agent-tasks/opt-out': 'true',
      },
      false,
    ],
  ])('%j: %s', (annotations, available) => {
    expect(
      isAgentTasksAvailable({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payments', annotations },
      }),
    ).toBe(available);
  });
});
