import type { CampaignJoinedTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import { PersonRef } from '../PersonRef';
import { targetName } from './targetName';

/** What has joined: where, which component, whose; or why it cannot. */
export function JoinedTarget(props: { target: CampaignJoinedTarget }) {
  const { entityRefs, owner, problem } = props.target;
  const [first] = entityRefs;
  return (
    <>
      <Box component="span" sx={{ fontWeight: 500 }}>
        {targetName(props.target)}
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
