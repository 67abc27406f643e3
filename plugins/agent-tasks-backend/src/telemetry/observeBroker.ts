import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Knex } from 'knex';
import { readBacklog } from '../database/operations/telemetry/readBacklog';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { IdentityBudget, readBudgets } from '../identities/readBudgets';

/** One reading serves all gauges of a collection. */
const FRESH_MS = 5_000;
const DAY_MS = 86_400_000;

/** What all gauges are read from. */
type Snapshot = {
  backlog: Awaited<ReturnType<typeof readBacklog>>;
  budgets: IdentityBudget[];
};

/**
 * Gauges of what is in the database, which every replica reports alike. Nothing
 * is read before someone collects metrics.
 */
export function observeBroker(options: {
  metrics: Pick<MetricsService, 'createObservableGauge'>;
  knex: Knex;
  logger: LoggerService;
  identities: IdentityRegistry;
}): void {
  const { metrics, knex, logger, identities } = options;
  let latest: { at: number; snapshot: Promise<Snapshot> } | undefined;

  const read = (): Promise<Snapshot> => {
    if (!latest || performance.now() - latest.at > FRESH_MS) {
      latest = {
        at: performance.now(),
        snapshot: Promise.all([
          readBacklog(knex),
          readBudgets(knex, identities.list()),
        ]).then(([backlog, budgets]) => ({ backlog, budgets })),
      };
    }
    return latest.snapshot;
  };

  const gauge = (
    name: string,
    description: string,
    unit: string,
    values: (snapshot: Snapshot) => [number, Record<string, string>?][],
  ) =>
    metrics
      .createObservableGauge(`agent_tasks.${name}`, { description, unit })
      .addCallback(async result => {
        try {
          for (const [value, attributes] of values(await read())) {
            result.observe(value, attributes);
          }
        } catch (error) {
          logger.debug(`The metric ${name} was not read: ${error}`);
        }
      });

  gauge('queue.depth', 'Tasks that wait to be launched', '{task}', snapshot => [
    [snapshot.backlog.due, { due: 'now' }],
    [snapshot.backlog.later, { due: 'later' }],
  ]);
  gauge(
    'queue.oldest_due',
    'How long the task that is due longest has waited',
    's',
    snapshot => [[snapshot.backlog.oldest_due_seconds]],
  );
  gauge(
    'launches.unknown',
    'Launches whose outcome is not known',
    '{task}',
    snapshot => [
      [snapshot.backlog.unknown, { held: 'false' }],
      [snapshot.backlog.held, { held: 'true' }],
    ],
  );
  gauge(
    'identity.budget',
    'What is left of a limit of an identity',
    '1',
    ({ budgets }) =>
      budgets.flatMap(budget => {
        const of = (window: string) => ({
          identity: budget.identity.id,
          window,
        });
        const { state } = budget;
        const { limits } = budget.identity.config;
        return [
          [budget.launchable, of('launchable')],
          [budget.remainingPerMinute, of('creations-per-minute')],
          [budget.remainingPerHour, of('creations-per-hour')],
          [
            limits.pointsPerMinute - (state?.points ?? 0),
            of('points-per-minute'),
          ],
          [limits.concurrentLaunches - (state?.open ?? 0), of('concurrent')],
          ...(typeof state?.rate_left === 'number'
            ? ([[state.rate_left, of('primary')]] as [
                number,
                Record<string, string>,
              ][])
            : []),
        ];
      }),
  );
  gauge(
    'sweep.lag',
    'Since what GitHub says was last read completely',
    's',
    ({ budgets }) =>
      budgets.flatMap(({ identity, state }) =>
        state?.swept_at
          ? [
              [
                Math.max(0, Date.now() - state.swept_at.getTime()) / 1000,
                { identity: identity.id },
              ],
            ]
          : [],
      ),
  );
  gauge(
    'identity.token_days_left',
    'Until the token of an identity expires',
    'd',
    ({ budgets }) =>
      budgets.flatMap(({ identity, state }) =>
        state?.token_expires_at
          ? [
              [
                (state.token_expires_at.getTime() - Date.now()) / DAY_MS,
                { identity: identity.id },
              ],
            ]
          : [],
      ),
  );
}
