import { describeVersion } from './describeVersion';
import type { TemplateContent } from './TemplateContent';

const content: TemplateContent = {
  ref: 'agenttasktemplate:default/migrate',
  title: 'Migrate',
  version: '1.1.0',
  digest: 'sha256:b',
  spec: { version: '1.1.0', owner: 'group:default/a', prompt: 'Migrate.' },
  content: {},
};
const known = (
  digest: string,
  version: string,
  change: Partial<Parameters<typeof describeVersion>[1][number]> = {},
) => ({
  template_ref: content.ref,
  digest,
  version,
  status: 'approved' as const,
  same_version_as: null,
  ...change,
});

describe('describeVersion', () => {
  it.each<
    [
      string,
      Parameters<typeof describeVersion>[1],
      { status: string; sameVersionAs?: string },
    ]
  >([
    ['begins where versions begin', [], { status: 'draft' }],
    [
      'begins anew with a number that moved',
      [known('sha256:a', '1.0.0')],
      { status: 'draft' },
    ],
    [
      'is told from another content of the same number',
      [known('sha256:a', '1.1.0')],
      { status: 'draft', sameVersionAs: 'sha256:a' },
    ],
    [
      'is told from the first content of the same number',
      [known('sha256:0', '1.1.0'), known('sha256:a', '1.1.0')],
      { status: 'draft', sameVersionAs: 'sha256:0' },
    ],
    [
      'knows its own status',
      [known('sha256:b', '1.1.0', { status: 'revoked' })],
      { status: 'revoked' },
    ],
    [
      'keeps its number when another content takes it later',
      [known('sha256:b', '1.1.0'), known('sha256:c', '1.1.0')],
      { status: 'approved' },
    ],
    [
      'stays told from the other once it was recorded',
      [
        known('sha256:a', '1.1.0'),
        known('sha256:b', '1.1.0', { same_version_as: 'sha256:a' }),
      ],
      { status: 'approved', sameVersionAs: 'sha256:a' },
    ],
    [
      'does not care for other templates',
      [known('sha256:a', '1.1.0', { template_ref: 'other' })],
      { status: 'draft' },
    ],
  ])('%s', (_, rows, expected) => {
    const { status, sameVersionAs } = describeVersion(content, rows, 'draft');
    expect({ status, sameVersionAs }).toEqual({
      sameVersionAs: undefined,
      ...expected,
    });
  });
});
