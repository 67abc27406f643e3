import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  LoadFailure,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { ReasonedButton } from '../ReasonedButton';
import { AddTargetsDialog } from './AddTargetsDialog';
import { ChangedList } from './ChangedList';
import { JoinedTarget } from './JoinedTarget';
import { LeftTarget } from './LeftTarget';
import { Section } from './Section';

const format = new Intl.NumberFormat();

/**
 * What the campaign's query finds now and what it finds no more; looked up
 * only where somebody asks, because it reads the whole catalog.
 */
export function TargetChanges(props: {
  campaign: Campaign;
  onChanged(): void;
}) {
  const { campaign, onChanged } = props;
  const { extend } = campaign.actions;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const [{ value, error, loading }, look] = useAsyncFn(
    () => api.getCampaignChanges(campaign.id),
    [api, campaign.id],
  );
  const [selected, setSelected] = useState<string[]>([]);
  const [adding, setAdding] = useState<'joined' | 'named'>();
  const why = extend.allowed ? undefined : extend.reason;
  const possible =
    value?.joined.items.filter(({ problem }) => !problem).length ?? 0;
  const chosen = selected.length || possible;
  const none =
    value && value.joined.totalItems === 0 && value.left.totalItems === 0;
  return (
    <Section
      title={t('campaign.changes.title')}
      action={
        <Stack direction="row" spacing={1}>
          <ReasonedButton
            size="small"
            reason={why}
            onClick={() => setAdding('named')}
          >
            {t('campaign.extend.others')}
          </ReasonedButton>
          <Button
            size="small"
            variant="outlined"
            disabled={loading}
            onClick={() => {
              setSelected([]);
              void look();
            }}
          >
            {t('campaign.changes.look')}
          </Button>
        </Stack>
      }
    >
      {loading && (
        <LinearProgress
          aria-label={t('campaign.changes.loading')}
          sx={{ mb: 1 }}
        />
      )}
      {error && !loading && (
        <LoadFailure error={error} onTryAgain={() => void look()} />
      )}
      {!error && (
        <Typography variant="body2" color="text.secondary">
          {value ? (
            <>
              {t('campaign.changes.asOf')} <RelativeTime at={value.at} />
              {none && ` · ${t('campaign.changes.none')}`}
            </>
          ) : (
            t('campaign.changes.frozen')
          )}
        </Typography>
      )}
      {value && !error && !none && (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            mt: 2,
            gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
            alignItems: 'start',
          }}
        >
          <ChangedList
            title={t('campaign.changes.joined')}
            none={t('campaign.changes.noneJoined')}
            action={
              possible > 0 && (
                <ReasonedButton
                  size="small"
                  variant="outlined"
                  reason={why}
                  onClick={() => setAdding('joined')}
                >
                  {t(
                    selected.length
                      ? 'campaign.extend.some'
                      : 'campaign.extend.all',
                    { value: format.format(chosen) },
                  )}
                </ReasonedButton>
              )
            }
            total={value.joined.totalItems}
            items={value.joined.items.map(target => ({
              key: target.key,
              content: (
                <JoinedTarget
                  target={target}
                  selected={selected.includes(target.key)}
                  onSelect={
                    extend.allowed
                      ? checked =>
                          setSelected(
                            checked
                              ? [...selected, target.key]
                              : selected.filter(key => key !== target.key),
                          )
                      : undefined
                  }
                />
              ),
            }))}
          />
          <ChangedList
            title={t('campaign.changes.left')}
            none={t('campaign.changes.noneLeft')}
            total={value.left.totalItems}
            items={value.left.items.map(left => ({
              key: left.target.id,
              content: <LeftTarget left={left} />,
            }))}
          />
        </Box>
      )}
      {adding && (
        <AddTargetsDialog
          campaign={campaign}
          joined={
            adding === 'joined'
              ? { ...(selected.length > 0 && { keys: selected }) }
              : undefined
          }
          onClose={() => setAdding(undefined)}
          onDone={() => {
            setAdding(undefined);
            setSelected([]);
            void look();
            onChanged();
          }}
        />
      )}
    </Section>
  );
}
