import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  GitHubLink,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { PersonRef } from '../PersonRef';
import { OutcomeText } from './OutcomeText';
import { DecideButton } from './DecideButton';
import { OwnersWord } from './OwnersWord';
import { targetName } from './targetName';
import { TargetStatusText } from './TargetStatusText';
import { TaskLink } from './TaskLink';

/** One target: where, how far, and what policy says. */
export function TargetRow(props: {
  target: CampaignTarget;
  /** Of the template, that the campaign uses. */
  version: string;
  selectable: boolean;
  selected: boolean;
  /** Missing where it has a task already. */
  onSelect?(checked: boolean): void;
  onShow(): void;
  campaignId: string;
  onChanged(): void;
}) {
  const { target, version, selectable, selected, onSelect, onShow } = props;
  const { campaignId, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { entityRefs, repository, task, recall } = target;
  const [first, ...others] = entityRefs;
  const name = targetName(target);
  return (
    <TableRow hover selected={selected}>
      {selectable && (
        <TableCell padding="checkbox">
          {onSelect && (
            <Checkbox
              size="small"
              checked={selected}
              onChange={(_, checked) => onSelect(checked)}
              inputProps={{
                'aria-label': t('campaign.targets.select', { name }),
              }}
            />
          )}
        </TableCell>
      )}
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 500 }}>
          <TaskLink target={target} />
        </Box>
        <Box sx={{ color: 'text.secondary' }}>
          {first && /^[^:]+:[^/]+\/.+$/.test(first) && (
            <EntityRefLink entityRef={first} hideIcon />
          )}
          {others.length > 0 &&
            ` ${t('campaign.targets.more', { count: others.length })}`}
          {!repository &&
            target.row !== undefined &&
            ` ${t('campaign.targets.row', { row: String(target.row) })}`}
          {target.openTasks !== undefined &&
            !task &&
            ` · ${t('campaign.targets.openTasks', {
              count: target.openTasks,
            })}`}
        </Box>
      </TableCell>
      <TableCell align="right">{target.wave ?? '–'}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <TargetStatusText status={target.status} />
        {task?.pullRequest && repository && (
          <Box component="span" sx={{ ml: 1 }}>
            <GitHubLink url={task.pullRequest.url} host={repository.host}>
              #{task.pullRequest.number}
            </GitHubLink>
          </Box>
        )}
        {task?.templateVersion && task.templateVersion !== version && (
          <Box sx={{ color: 'text.secondary' }}>
            {t('campaign.targets.version', { version: task.templateVersion })}
          </Box>
        )}
        {target.outcome && (
          <Box sx={{ color: 'text.secondary', mt: 0.25 }}>
            <OutcomeText target={target} />
          </Box>
        )}
        <OwnersWord target={target} />
        {recall && (
          <Box sx={{ color: 'text.secondary' }} title={recall.message}>
            {t(`campaign.recall.state.${recall.state}`)}
          </Box>
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {target.owner ? <PersonRef actor={target.owner} /> : '–'}
      </TableCell>
      <TableCell>{target.tier ?? '–'}</TableCell>
      <TableCell>
        {t(`campaign.targets.verdicts.${target.verdict}`)}
        {target.reasons.map(({ code, message }) => (
          <Box key={`${code} ${message}`} sx={{ color: 'text.secondary' }}>
            {message}
          </Box>
        ))}
      </TableCell>
      <TableCell align="right">
        {repository && (
          <Button
            size="small"
            aria-label={`${t('campaign.targets.showPrompt')}: ${name}`}
            onClick={onShow}
          >
            {t('campaign.targets.prompt')}
          </Button>
        )}
        <DecideButton
          campaignId={campaignId}
          target={target}
          onChanged={onChanged}
        />
      </TableCell>
    </TableRow>
  );
}
