import type { ScheduleWork } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Section } from '../CampaignPage/Section';
import { ParameterValue } from '../TaskPage/ParametersView';
import { Facts } from './Facts';
import { TargetWords } from './TargetWords';
import { TemplateName } from './TemplateName';
import { WaveWords } from './WaveWords';

/** What each run does. */
export function WorkSection(props: { work: ScheduleWork }) {
  const { work } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const parameters = Object.entries(work.parameters ?? {});
  return (
    <Section title={t('schedule.work.title')}>
      <Facts
        facts={[
          [
            t('schedule.work.template'),
            <TemplateName templateRef={work.template} />,
          ],
          [
            t('schedule.work.parameters'),
            parameters.length > 0 && (
              <ul>
                {parameters.map(([name, value]) => (
                  <li key={name}>
                    {name}: <ParameterValue value={value} />
                  </li>
                ))}
              </ul>
            ),
          ],
          [t('schedule.work.targets'), <TargetWords targets={work.targets} />],
          [t('schedule.work.waves'), <WaveWords waves={work.waves ?? []} />],
          [t('schedule.work.ticket'), work.ticket],
          [
            t('schedule.work.due'),
            work.dueAfterHours &&
              t('schedule.work.dueAfter', {
                hours: String(work.dueAfterHours),
              }),
          ],
          [t('schedule.work.maxOpen'), work.maxOpenPerOwner],
        ]}
      />
    </Section>
  );
}
