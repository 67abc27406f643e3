import type {
  CampaignProgress,
  CampaignSlice,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';
import { StatusBar } from '../CampaignsPage';
import { PersonRef } from '../PersonRef';
import { Section } from './Section';

const MOST_ROWS = 12;

/** Who is how far. */
export function Slices(props: { progress: CampaignProgress }) {
  const { byOwner, byTier, bySystem } = props.progress;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Section title={t('campaign.slices.title')}>
      <SliceTable
        head={t('campaign.slices.owner')}
        slices={byOwner}
        nameOf={name =>
          name ? <PersonRef actor={name} /> : t('campaign.slices.nobody')
        }
      />
      <SliceTable
        head={t('campaign.slices.tier')}
        slices={byTier}
        nameOf={name => name || t('campaign.slices.none')}
      />
      {bySystem.some(({ name }) => name) && (
        <SliceTable
          head={t('campaign.slices.system')}
          slices={bySystem}
          nameOf={name =>
            name ? (
              <EntityRefLink entityRef={name} hideIcon />
            ) : (
              t('campaign.slices.none')
            )
          }
        />
      )}
    </Section>
  );
}

function SliceTable(props: {
  head: string;
  slices: CampaignSlice[];
  nameOf(name: string): ReactNode;
}) {
  const { head, slices, nameOf } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const total = ({ counts }: CampaignSlice) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Table size="small" aria-label={head} sx={{ mb: 1 }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '34%', pl: 0 }}>{head}</TableCell>
          <TableCell>{t('campaigns.table.progress')}</TableCell>
          <TableCell align="right" sx={{ pr: 0 }}>
            {t('campaign.targets.title')}
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {[...slices]
          .sort((a, b) => total(b) - total(a))
          .slice(0, MOST_ROWS)
          .map(slice => (
            <TableRow key={slice.name}>
              <TableCell sx={{ pl: 0 }}>{nameOf(slice.name)}</TableCell>
              <TableCell>
                <StatusBar counts={slice.counts} />
              </TableCell>
              <TableCell align="right" sx={{ pr: 0 }}>
                {total(slice)}
              </TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
}
