import type { CampaignWaveRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';

const format = new Intl.NumberFormat();
const percent = (share: number) => format.format(share * 100);

/** In which steps work is done, as somebody would say it. */
export function WaveWords(props: { waves: CampaignWaveRequest[] }) {
  const { waves } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taken = ({ select }: CampaignWaveRequest) => {
    if (select.count !== undefined) {
      return t('campaign.targetsOf', {
        count: select.count,
        value: format.format(select.count),
      });
    }
    if (select.percent !== undefined) {
      return t('schedule.work.wave.percent', {
        value: format.format(select.percent),
      });
    }
    const kind = (['tiers', 'owners', 'systems'] as const).find(
      each => select[each]?.length,
    );
    return kind
      ? t(`schedule.work.wave.${kind}`, { names: select[kind]!.join(', ') })
      : t('schedule.work.wave.rest');
  };
  const conditions = ({ gate = {} }: CampaignWaveRequest) => {
    const values = {
      sample: gate.minimumSample && format.format(gate.minimumSample),
      merged: gate.mergedAtLeast !== undefined && percent(gate.mergedAtLeast),
      closed: gate.closedAtMost !== undefined && percent(gate.closedAtMost),
      failed: gate.failedAtMost !== undefined && percent(gate.failedAtMost),
      checks:
        gate.checksGreenAtLeast !== undefined &&
        percent(gate.checksGreenAtLeast),
      soak: gate.soakMinutes && format.format(gate.soakMinutes / 60),
      confirmation: gate.confirmation && 'yes',
    };
    return (Object.keys(values) as (keyof typeof values)[]).flatMap(name => {
      const value = values[name];
      return value ? [t(`schedule.work.condition.${name}`, { value })] : [];
    });
  };
  if (waves.length < 2) {
    return <>{t('schedule.work.allAtOnce')}</>;
  }
  return (
    <ol>
      {waves.map((wave, index) => {
        const wanted = index < waves.length - 1 ? conditions(wave) : [];
        const stop = wave.gate?.stopAbove;
        return (
          // waves have no names of their own
          <li key={index}>
            {`${index + 1}. ${wave.title ? `${wave.title}: ` : ''}${taken(
              wave,
            )}`}
            {(wanted.length > 0 || stop) && (
              <Box sx={{ color: 'text.secondary', mb: 0.5 }}>
                {wanted.length > 0 &&
                  t('schedule.work.gate', {
                    conditions: wanted.join(', '),
                  })}{' '}
                {stop &&
                  t('schedule.work.stop', { value: percent(stop.share) })}
              </Box>
            )}
          </li>
        );
      })}
    </ol>
  );
}
