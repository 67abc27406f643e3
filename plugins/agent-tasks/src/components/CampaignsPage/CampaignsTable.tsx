import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import { campaignRouteRef } from '../../routes';
import { PersonRef } from '../PersonRef';
import { HealthChip } from './HealthChip';
import { StatusBar } from './StatusBar';

const format = new Intl.NumberFormat();

/** Campaigns as rows: how far each is, and what it waits for. */
export function CampaignsTable(props: { campaigns: Campaign[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  return (
    <Table
      size="small"
      aria-label={t('campaigns.title')}
      sx={{ minWidth: 860 }}
    >
      <TableHead>
        <TableRow>
          <TableCell>{t('campaigns.table.title')}</TableCell>
          <TableCell sx={{ width: '24%' }}>
            {t('campaigns.table.progress')}
          </TableCell>
          <TableCell>{t('campaigns.table.wave')}</TableCell>
          <TableCell>{t('campaigns.table.due')}</TableCell>
          <TableCell>{t('campaigns.table.owner')}</TableCell>
          <TableCell>{t('campaigns.table.health')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {props.campaigns.map(campaign => {
          const wave = campaign.waves.find(
            ({ state }) => state === 'open' || state === 'held',
          );
          return (
            <TableRow key={campaign.id} hover>
              <TableCell>
                <Link
                  component={RouterLink}
                  to={campaignLink({ id: campaign.id })}
                  underline="hover"
                  sx={{ fontWeight: 500 }}
                >
                  {campaign.title}
                </Link>
                <Typography variant="body2" color="text.secondary">
                  {campaign.template.title} {campaign.template.version}
                </Typography>
              </TableCell>
              <TableCell>
                <StatusBar counts={campaign.counts} />
                <Typography
                  variant="body2"
                  color="text.secondary"
                  sx={{ mt: 0.5 }}
                >
                  {t('campaign.targetsOf', {
                    count: campaign.targets,
                    value: format.format(campaign.targets),
                  })}
                </Typography>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {wave
                  ? t('campaigns.waveOf', {
                      number: String(wave.number),
                      total: String(campaign.waves.length),
                    })
                  : '–'}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {campaign.dueAt ? <RelativeTime at={campaign.dueAt} /> : '–'}
              </TableCell>
              <TableCell>
                <PersonRef actor={campaign.owner} />
              </TableCell>
              <TableCell>
                <HealthChip campaign={campaign} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
