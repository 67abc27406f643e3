import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  useCampaignReviewers,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { PersonRef } from '../PersonRef';
import { ReviewerNames } from './ReviewerNames';
import { Section } from './Section';

const MOST_ROWS = 12;
const format = new Intl.NumberFormat();

/** Who would review how much, and what each of them has open already. */
export function ReviewerLoad(props: { campaign: Campaign }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value, error, refresh } = useCampaignReviewers(props.campaign);
  const { groups = [], withoutReviewer = [], limits = {} } = value ?? {};
  return (
    <Section title={t('campaignReviewers.title')}>
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {!value && !error && (
        <Box role="status" aria-label={t('campaignReviewers.loading')}>
          <Skeleton variant="rounded" height={96} />
        </Box>
      )}
      {value && (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {[
            value.asked
              ? t('campaignReviewers.asked')
              : t('campaignReviewers.notAsked'),
            ...(limits.tasksPerOwner === undefined
              ? []
              : [
                  t('campaignReviewers.limits.tasksPerOwner', {
                    value: format.format(limits.tasksPerOwner),
                  }),
                ]),
            ...(limits.openPerRepository === undefined
              ? []
              : [
                  t('campaignReviewers.limits.openPerRepository', {
                    value: format.format(limits.openPerRepository),
                  }),
                ]),
          ].join(' ')}
        </Typography>
      )}
      {withoutReviewer.map(({ owner, targets }) => (
        <Typography key={owner ?? ''} variant="body2" sx={{ mb: 1 }}>
          <Box component="strong" sx={{ color: 'warning.main', mr: 0.75 }}>
            {t('campaignReviewers.without')}:
          </Box>
          {t('campaignReviewers.withoutText', { count: targets })}{' '}
          {owner ? <PersonRef actor={owner} /> : t('campaignReviewers.nobody')}
        </Typography>
      ))}
      {value && !groups.length && !withoutReviewer.length && (
        <Typography variant="body2" color="text.secondary">
          {t('campaignReviewers.none')}
        </Typography>
      )}
      {groups.length > 0 && (
        <Box sx={{ overflowX: 'auto', mx: -2, px: 2 }}>
          <Table
            size="small"
            aria-label={t('campaignReviewers.title')}
            sx={{ minWidth: 560 }}
          >
            <TableHead>
              <TableRow sx={{ '& th': { whiteSpace: 'nowrap' } }}>
                <TableCell sx={{ pl: 0 }}>
                  {t('campaignReviewers.who')}
                </TableCell>
                <TableCell align="right">
                  {t('campaignReviewers.targets')}
                </TableCell>
                <TableCell align="right">
                  {t('campaignReviewers.toCome')}
                </TableCell>
                <TableCell align="right">
                  {t('campaignReviewers.open')}
                </TableCell>
                <TableCell align="right" sx={{ pr: 0 }}>
                  {t('campaignReviewers.atMost')}
                </TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {groups.slice(0, MOST_ROWS).map(group => (
                <TableRow key={group.ref}>
                  <TableCell sx={{ pl: 0 }}>
                    <PersonRef actor={group.ref} />
                    <Box sx={{ color: 'text.secondary' }}>
                      <ReviewerNames
                        teams={group.teams}
                        people={group.people}
                      />
                    </Box>
                  </TableCell>
                  <TableCell align="right">
                    {format.format(group.targets)}
                  </TableCell>
                  <TableCell align="right">
                    {format.format(group.toCome)}
                  </TableCell>
                  <TableCell align="right">
                    {group.drafts > 0
                      ? t('campaignReviewers.openText', {
                          open: format.format(group.open),
                          drafts: format.format(group.drafts),
                        })
                      : format.format(group.open)}
                  </TableCell>
                  <TableCell align="right" sx={{ pr: 0 }}>
                    {group.atMost === undefined
                      ? t('campaignReviewers.noLimit')
                      : format.format(group.atMost)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          {groups.length > MOST_ROWS && (
            <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
              {t('campaignReviewers.more', {
                count: groups.length - MOST_ROWS,
              })}
            </Typography>
          )}
        </Box>
      )}
    </Section>
  );
}
