import type { CampaignJoinedTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { PersonRef } from '../PersonRef';
import { targetName } from './targetName';

/** What has joined: where, which component, whose; or why it cannot. */
export function JoinedTarget(props: {
  target: CampaignJoinedTarget;
  selected: boolean;
  /** Missing where it cannot be chosen. */
  onSelect?(checked: boolean): void;
}) {
  const { target, selected, onSelect } = props;
  const { entityRefs, owner, problem } = target;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [first] = entityRefs;
  const name = targetName(target);
  return (
    <>
      {onSelect && !problem && (
        <Checkbox
          size="small"
          sx={{ p: 0, mr: 1 }}
          checked={selected}
          onChange={(_, checked) => onSelect(checked)}
          inputProps={{
            'aria-label': t('campaign.targets.select', { name }),
          }}
        />
      )}
      <Box component="span" sx={{ fontWeight: 500 }}>
        {name}
      </Box>
      <Box sx={{ color: 'text.secondary' }}>
        {first && /^[^:]+:[^/]+\/.+$/.test(first) && (
          <EntityRefLink entityRef={first} hideIcon />
        )}
        {owner && (
          <>
            {' · '}
            <PersonRef actor={owner} />
          </>
        )}
        {problem && <div>{problem.message}</div>}
      </Box>
    </>
  );
}
