import type { LoadedRoute } from '../database/operations/review/loadRoute';
import { commentMark, reviewComment } from './reviewComment';

const loaded = (change: object = {}) =>
  ({
    task: {
      id: 't1',
      title: 'Migrate to node-24',
      requested_by: 'user:default/ada',
      ticket: 'OPS-1',
      ...change,
    },
    pull: { task_id: 't1', database_id: '7' },
    template: {
      template_ref: 'agenttasktemplate:default/migrate-library',
      version: '1.2.0',
      digest: `sha256:${'ab'.repeat(32)}`,
    },
  } as unknown as LoadedRoute);

describe('reviewComment', () => {
  it('says where the pull request comes from', () => {
    expect(reviewComment(loaded(), 'https://portal.test/agent-tasks/t1'))
      .toMatchInlineSnapshot(`
      "<!-- agent-tasks:provenance:t1:7 -->
      An agent has written this pull request. The developer portal started it.

      | | |
      | --- | --- |
      | Task | [\`Migrate to node-24\`](https://portal.test/agent-tasks/t1) |
      | Asked for by | \`ada\` |
      | Template | \`migrate-library\` \`1.2.0\` (\`sha256:abababababab\`) |
      | Ticket | \`OPS-1\` |

      Review it like any other. Whoever asked for it does not approve it."
    `);
    expect(reviewComment(loaded(), undefined)).toContain(
      commentMark({ task_id: 't1', database_id: '7' }),
    );
  });

  it('lets no text of people mention, link, format or hide anything', () => {
    const text = reviewComment(
      loaded({
        title: 'a | b ``` @acme/all\n# [x](https://evil.test) <!-- \u202Eend',
        ticket: '`x`',
      }),
      undefined,
    );
    expect(text).toContain(
      '| Task | ````a \\| b ``` @acme/all # [x](https://evil.test) <!-- [U+202E]end```` |',
    );
    expect(text).toContain('| Ticket | `` `x` `` |');
  });
});
