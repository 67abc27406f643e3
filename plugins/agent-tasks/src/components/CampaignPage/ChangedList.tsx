import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { ReactNode, useId, useState } from 'react';

const SHORT = 10;

const format = new Intl.NumberFormat();

/** A list that is short until somebody wants all of it. */
export function ChangedList(props: {
  title: string;
  none: string;
  /** Of which the items may be the beginning. */
  total: number;
  items: { key: string; content: ReactNode }[];
  action?: ReactNode;
}) {
  const { title, none, total, items, action } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const titleId = useId();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHORT);
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          justifyContent: 'space-between',
          alignItems: 'center',
        }}
      >
        <Typography id={titleId} variant="subtitle2" component="h3">
          {title} · {format.format(total)}
        </Typography>
        {action}
      </Box>
      {items.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {none}
        </Typography>
      )}
      <Box
        component="ul"
        aria-labelledby={titleId}
        sx={{
          m: 0,
          mt: 1,
          p: 0,
          listStyle: 'none',
          ...(all && { maxHeight: 480, overflowY: 'auto' }),
        }}
      >
        {shown.map(({ key, content }) => (
          <Box
            key={key}
            component="li"
            sx={{ mb: 1, fontSize: '0.875rem', overflowWrap: 'anywhere' }}
          >
            {content}
          </Box>
        ))}
      </Box>
      {items.length > shown.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('campaign.changes.all', { value: format.format(items.length) })}
        </Button>
      )}
      {all && total > items.length && (
        <Typography variant="body2" color="text.secondary">
          {t('campaign.changes.more', {
            value: format.format(total - items.length),
          })}
        </Typography>
      )}
    </Box>
  );
}
