import {
  Phase,
  phases,
  TemplateStatus,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { createDatabase } from '../__testUtils__/createDatabase';
import { insertTask } from '../__testUtils__/insertTask';
import { driftSql } from '../database/operations/templates/driftSql';
import { driftOf } from './driftOf';

jest.setTimeout(60_000);

const statuses: TemplateStatus[] = [
  'draft',
  'approved',
  'deprecated',
  'revoked',
];
const ref = 'agenttasktemplate:default/migrate';

describe('driftOf', () => {
  const head = { status: 'approved' as const, head: true };
  const old = { status: 'deprecated' as const, head: false };

  it.each<[Phase, typeof head | typeof old | undefined, string | undefined]>([
    ['running', head, 'current'],
    ['running', old, 'stale-running'],
    ['launching', old, 'stale-running'],
    ['needs-attention', old, 'stale-running'],
    ['in-review', head, 'current'],
    ['in-review', old, 'stale-open'],
    ['done', head, 'current'],
    ['done', old, 'stale-merged'],
    ['queued', old, undefined],
    ['scheduled', old, undefined],
    ['awaiting-approval', old, undefined],
    ['failed', old, undefined],
    ['done-without-change', old, undefined],
    ['withdrawn', old, undefined],
    ['running', undefined, undefined],
  ])('%s, %j: %s', (phase, version, drift) => {
    expect(driftOf({ phase, version })).toBe(drift);
  });

  it('takes revoked words for stale while the catalog still has them', () => {
    expect(
      driftOf({ phase: 'done', version: { status: 'revoked', head: true } }),
    ).toBe('stale-merged');
  });

  describe('in SQL', () => {
    const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
    let knex: Knex;

    beforeAll(async () => {
      knex = await createDatabase(databases);
    });

    it('is the same for every task', async () => {
      const versions = await Promise.all(
        [...statuses, ...statuses].map(async (status, index) => {
          const id = randomUUID();
          await knex('template_versions').insert({
            id,
            template_ref: ref,
            digest: `sha256:${index}`,
            version: `1.0.${index}`,
            title: 'Migrate',
            content: {},
            status,
          });
          return { id, status };
        }),
      );
      const task = await insertTask(knex, { template_ref: ref });
      await knex('template_heads').insert({
        template_ref: ref,
        version_id: versions[0].id,
      });

      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...phases),
          fc.option(fc.constantFrom(...versions), { nil: undefined }),
          fc.constantFrom(...versions),
          async (phase, version, headVersion) => {
            await knex('template_heads').update({ version_id: headVersion.id });
            await knex('agent_tasks')
              .where({ id: task.id })
              .update({ phase, template_version_id: version?.id ?? null });
            const [row] = await knex('agent_tasks').select<
              Array<{ drift: string | null }>
            >(knex.raw(`${driftSql} as drift`));
            expect(row.drift ?? undefined).toBe(
              driftOf({
                phase,
                ...(version && {
                  version: {
                    status: version.status,
                    head: version.id === headVersion.id,
                  },
                }),
              }),
            );
          },
        ),
        { numRuns: 300 },
      );
    });
  });
});
