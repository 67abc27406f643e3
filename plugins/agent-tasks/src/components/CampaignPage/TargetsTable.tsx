import type {
  Campaign,
  CampaignTarget,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  LoadFailure,
  useCampaignTargets,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import MenuItem from '@mui/material/MenuItem';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMemo, useRef, useState } from 'react';
import { useAskBroker } from '../../hooks/useAskBroker';
import { ExportButtons } from '../ExportButtons';
import { Paging } from '../TaskBrowser/Paging';
import { outcomes } from './outcomes';
import { Section } from './Section';
import { TargetDialog } from './TargetDialog';
import { TargetRow } from './TargetRow';
import { TargetStatusText } from './TargetStatusText';
import { targetStatuses, useTargetsState, verdicts } from './useTargetsState';

const format = new Intl.NumberFormat();
const noTargets: CampaignTarget[] = [];

/** Whether a target may still be left out or taken in. */
function isOpen({ task }: CampaignTarget): boolean {
  return !task;
}

/** The targets, narrowed, page by page; some left out or taken in again. */
export function TargetsTable(props: { campaign: Campaign; onChanged(): void }) {
  const { campaign, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const { values, query, set } = useTargetsState();
  const { value, error, refresh } = useCampaignTargets(campaign, query);
  const [selected, setSelected] = useState<string[]>([]);
  const [shown, setShown] = useState<CampaignTarget>();
  const { running, ask } = useAskBroker(() => {
    setSelected([]);
    onChanged();
  });
  const changeable = ['planned', 'running', 'paused'].includes(campaign.state);
  const items = value?.items ?? noTargets;
  const changed = useRef(() => {});
  changed.current = () => {
    refresh();
    onChanged();
  };
  // while somebody types, fifty rows stay as they are
  const rows = useMemo(
    () =>
      items.map(target => (
        <TargetRow
          key={target.id}
          target={target}
          version={campaign.template.version}
          selectable={changeable}
          selected={selected.includes(target.id)}
          onSelect={
            isOpen(target)
              ? checked =>
                  setSelected(ids =>
                    checked
                      ? [...ids, target.id]
                      : ids.filter(id => id !== target.id),
                  )
              : undefined
          }
          onShow={() => setShown(target)}
          campaignId={campaign.id}
          onChanged={() => changed.current()}
        />
      )),
    [items, selected, changeable, campaign.id, campaign.template.version],
  );
  const chosen = items.filter(({ id }) => selected.includes(id));
  const toExclude = chosen.filter(target => isOpen(target) && !target.excluded);
  const toInclude = chosen.filter(
    target =>
      isOpen(target) &&
      (target.excluded || (target.verdict === 'refused' && target.wave)),
  );
  const idsOf = (targets: CampaignTarget[]) => targets.map(({ id }) => id);
  const filters = [
    {
      name: 'status' as const,
      label: t('campaign.targets.status'),
      options: targetStatuses.map(status => ({
        value: status,
        text: <TargetStatusText status={status} />,
      })),
    },
    {
      name: 'verdict' as const,
      label: t('campaign.targets.verdict'),
      options: verdicts.map(verdict => ({
        value: verdict,
        text: t(`campaign.targets.verdicts.${verdict}`),
      })),
    },
    {
      name: 'wave' as const,
      label: t('campaign.targets.wave'),
      options: campaign.waves.map(({ number }) => ({
        value: String(number),
        text: String(number),
      })),
    },
    {
      name: 'tier' as const,
      label: t('campaign.targets.tier'),
      options: Object.keys(value?.facets.tier ?? {})
        .filter(Boolean)
        .map(tier => ({ value: tier, text: tier })),
    },
    ...(value?.facets.outcome
      ? [
          {
            name: 'outcome' as const,
            label: t('campaign.goal.outcome'),
            options: outcomes.map(outcome => ({
              value: outcome,
              text: t(`campaign.goal.outcomes.${outcome}`),
            })),
          },
        ]
      : []),
  ];
  return (
    <Section title={t('campaign.targets.title')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 1 }}>
        <TextField
          size="small"
          type="search"
          label={t('campaign.targets.search')}
          value={values.text ?? ''}
          onChange={event => set('text', event.target.value)}
          sx={{ minWidth: 200 }}
        />
        {filters.map(({ name, label, options }) => (
          <TextField
            key={name}
            select
            size="small"
            label={label}
            value={
              options.some(({ value: each }) => each === values[name])
                ? values[name]
                : ''
            }
            onChange={event => set(name, event.target.value)}
            SelectProps={{ displayEmpty: true }}
            InputLabelProps={{ shrink: true }}
            sx={{ minWidth: 130 }}
          >
            <MenuItem value="">{t('campaign.targets.any')}</MenuItem>
            {options.map(option => (
              <MenuItem key={option.value} value={option.value}>
                {option.text}
              </MenuItem>
            ))}
          </TextField>
        ))}
        <Box sx={{ ml: { md: 'auto' }, alignSelf: 'center' }}>
          <ExportButtons
            fileName="campaign-targets"
            size="small"
            words={{
              csv: t('campaign.targets.export.csv'),
              jsonl: t('campaign.targets.export.jsonl'),
              running: t('campaign.targets.export.running'),
              done: t('campaign.targets.export.done'),
            }}
            load={fileFormat => {
              const { limit, cursor, ...narrowed } = query;
              return api.exportCampaignTargets(
                campaign.id,
                fileFormat,
                narrowed,
              );
            }}
          />
        </Box>
      </Box>
      {chosen.length > 0 && (
        <Stack direction="row" spacing={1} sx={{ mb: 1 }}>
          {toExclude.length > 0 && (
            <Button
              size="small"
              variant="outlined"
              disabled={running}
              onClick={() =>
                void ask(
                  () =>
                    api.excludeCampaignTargets(campaign.id, {
                      ids: idsOf(toExclude),
                    }),
                  t('campaign.targets.excluded'),
                )
              }
            >
              {t('campaign.targets.exclude', { count: toExclude.length })}
            </Button>
          )}
          {toInclude.length > 0 && (
            <Button
              size="small"
              variant="outlined"
              disabled={running}
              onClick={() =>
                void ask(
                  () =>
                    api.includeCampaignTargets(campaign.id, {
                      ids: idsOf(toInclude),
                    }),
                  t('campaign.targets.included'),
                )
              }
            >
              {t('campaign.targets.include', { count: toInclude.length })}
            </Button>
          )}
        </Stack>
      )}
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {!value && !error && (
        <Box role="status" aria-label={t('campaign.targets.loading')}>
          <Skeleton variant="rounded" height={160} />
        </Box>
      )}
      {value && items.length === 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ py: 3 }}>
          {t('campaign.targets.none')}
        </Typography>
      )}
      {value && items.length > 0 && (
        <Box sx={{ mx: -2, mb: -2 }}>
          <Box sx={{ overflowX: 'auto' }}>
            <Table
              size="small"
              aria-label={t('campaign.targets.title')}
              sx={{ minWidth: 800 }}
            >
              <TableHead>
                <TableRow>
                  {changeable && (
                    <TableCell padding="checkbox">
                      <Checkbox
                        size="small"
                        inputProps={{
                          'aria-label': t('campaign.targets.select', {
                            name: t('campaign.targets.title'),
                          }),
                        }}
                        checked={
                          chosen.length > 0 &&
                          chosen.length === items.filter(isOpen).length
                        }
                        indeterminate={
                          chosen.length > 0 &&
                          chosen.length < items.filter(isOpen).length
                        }
                        onChange={(_, checked) =>
                          setSelected(
                            checked ? idsOf(items.filter(isOpen)) : [],
                          )
                        }
                      />
                    </TableCell>
                  )}
                  <TableCell>{t('campaign.targets.target')}</TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {t('campaign.targets.wave')}
                  </TableCell>
                  <TableCell>{t('campaign.targets.status')}</TableCell>
                  <TableCell>{t('campaign.targets.owner')}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>
                    {t('campaign.targets.tier')}
                  </TableCell>
                  <TableCell>{t('campaign.targets.verdict')}</TableCell>
                  <TableCell />
                </TableRow>
              </TableHead>
              <TableBody>{rows}</TableBody>
            </Table>
          </Box>
          <Paging
            page={value}
            total={t('campaign.targetsOf', {
              count: value.totalItems,
              value: format.format(value.totalItems),
            })}
            onCursor={cursor => set('cursor', cursor)}
          />
        </Box>
      )}
      {shown && (
        <TargetDialog
          campaignId={campaign.id}
          target={shown}
          onClose={() => setShown(undefined)}
        />
      )}
    </Section>
  );
}
