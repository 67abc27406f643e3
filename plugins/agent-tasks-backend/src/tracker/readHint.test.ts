import { readHint } from './readHint';

const repository = {
  name: 'shop',
  owner: { login: 'acme' },
  html_url: 'https://github.com/acme/shop',
};
const where = { host: 'github.com', owner: 'acme', name: 'shop' };

describe('readHint', () => {
  it.each([
    [
      'an agent that asks for a review',
      {
        action: 'review_requested',
        repository,
        pull_request: { number: 12, head: { ref: 'copilot/first' } },
      },
      { numbers: [12], headRefs: ['copilot/first'], agent: true },
    ],
    [
      'a merge',
      {
        action: 'closed',
        repository,
        pull_request: { number: 12, head: { ref: 'copilot/first' } },
      },
      { numbers: [12], headRefs: ['copilot/first'], agent: false },
    ],
    [
      'checks',
      {
        action: 'completed',
        repository,
        check_suite: {
          head_branch: 'copilot/first',
          pull_requests: [{ number: 12 }, null, { number: 'x' }],
        },
      },
      { numbers: [12], headRefs: ['copilot/first'], agent: false },
    ],
    [
      "the agent's own workflow",
      {
        action: 'completed',
        repository,
        workflow_run: {
          head_branch: 'copilot/first',
          path: 'dynamic/copilot-swe-agent/copilot',
        },
      },
      { numbers: [], headRefs: ['copilot/first'], agent: true },
    ],
  ])('reads %s', (_, payload, expected) => {
    expect(readHint(payload)).toEqual({ ...where, ...expected });
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ repository: { name: 'shop', owner: null, html_url: 'x' } }],
    [{ repository: { ...repository, html_url: 'not a url' } }],
  ])('ignores %j', payload => {
    expect(readHint(payload)).toBeUndefined();
  });
});
