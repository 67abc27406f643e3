/* eslint-disable no-script-url -- what attackers write is tested */
import { RequestError } from '@octokit/request-error';
import { mapPullRequestNode } from './mapPullRequest';
import { mapTask } from './mapTask';
import { readFailure } from './readFailure';
import { webUrl } from './webUrl';

const at = '2026-01-01T00:00:00Z';

describe('T6: what GitHub says', () => {
  it.each([
    ['https://github.com/acme/web/pull/1', true],
    ['http://localhost:7100/acme/web', true],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['java\tscript:alert(1)', false],
    ['https://github.com/\u0000', false],
    ['data:text/html,<script>alert(1)</script>', false],
    ['vbscript:x', false],
    ['file:///etc/passwd', false],
    ['//github.com/acme', false],
    ['/acme/web', false],
    ['', false],
    [null, false],
    [undefined, false],
  ])('leads a browser to %j: %s', (url, leads) => {
    expect(webUrl(url)).toBe(leads ? url : undefined);
  });

  it('is read as text, with what hides written out', () => {
    const reading = mapTask({
      id: '1',
      state: 'failed',
      created_at: at,
      html_url: 'javascript:alert(1)',
      sessions: [
        {
          id: 's',
          state: 'failed',
          created_at: at,
          name: '<img src=x onerror=alert(1)>\u202E',
          error: { message: `${'e'.repeat(1_998)}😀\u200B` },
          prompt: 'kept\u202E as it was sent',
          head_ref: 'copilot/x',
        },
      ],
    });
    expect(reading.url).toBeUndefined();
    expect(reading.sessions?.[0]).toMatchObject({
      name: '<img src=x onerror=alert(1)>[U+202E]',
      error: `${'e'.repeat(1_998)}…`,
      // a marker is looked for in it
      prompt: 'kept\u202E as it was sent',
    });
    expect(
      mapPullRequestNode({
        id: 'PR_1',
        number: 1,
        url: 'data:text/html,x',
        title: 'Merge \u2066me',
        state: 'OPEN',
        isDraft: false,
        headRefName: 'copilot/x',
        updatedAt: at,
        additions: 0,
        deletions: 0,
        changedFiles: 0,
        headRefOid: 'c0ffee',
        mergeable: 'UNKNOWN',
      }),
    ).toMatchObject({ url: '', title: 'Merge [U+2066]me' });
  });

  it('is no less a text where it is an error', () => {
    const error = new RequestError('x', 422, {
      request: { method: 'POST', url: 'https://api.github.com', headers: {} },
      response: {
        status: 422,
        url: '',
        headers: {},
        data: { message: 'No\u202E\u001B[2J', errors: ['\u200B'] },
      },
    });
    expect(readFailure(error, undefined, 0).message).toBe(
      'No[U+202E][U+001B][2J ([U+200B])',
    );
  });
});
