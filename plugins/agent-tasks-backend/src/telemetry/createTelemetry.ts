import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Telemetry } from './Telemetry';

/** {@link Telemetry} as counters of the metrics service. */
export function createTelemetry(
  metrics: Pick<MetricsService, 'createCounter' | 'createHistogram'>,
): Telemetry {
  const launches = metrics.createCounter('agent_tasks.launches', {
    description: 'Launches by what became of them',
    unit: '{launch}',
  });
  const reconciliations = metrics.createHistogram(
    'agent_tasks.reconcile.duration',
    {
      description: 'From the intent to the verdict about an unknown outcome',
      unit: 's',
      advice: { explicitBucketBoundaries: [1, 2, 5, 10, 30, 60, 300, 3600] },
    },
  );
  const leases = metrics.createCounter('agent_tasks.leases.lost', {
    description: 'Work that another replica took over',
    unit: '{lease}',
  });
  const answers = metrics.createCounter('agent_tasks.github.requests', {
    description: 'Requests that GitHub has answered',
    unit: '{request}',
  });
  return {
    launched: ({ identityId, outcome, failureClass }) =>
      launches.add(1, {
        identity: identityId,
        outcome,
        ...(failureClass && { class: failureClass }),
      }),
    reconciled: ({ verdict, seconds }) =>
      reconciliations.record(seconds, { verdict }),
    leaseLost: work => leases.add(1, { work }),
    answered: ({ identityId, kind, status }) =>
      answers.add(1, { identity: identityId, kind, status }),
  };
}
