import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { ReactNode, useState } from 'react';

/** Longer lists show this many until asked for the rest. */
const SHORT = 8;

const count = new Intl.NumberFormat();

/** One filter: check boxes with counts, the chosen ones always visible. */
export function FacetGroup<
  V extends { value: string; label?: string; count: number },
>(props: {
  title: string;
  values: V[];
  chosen: string[];
  label(value: V): ReactNode;
  onChange(chosen: string[]): void;
}) {
  const { title, values, chosen, label, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [all, setAll] = useState(false);
  const visible = all
    ? values
    : values.filter(
        (item, index) => index < SHORT || chosen.includes(item.value),
      );
  const toggle = (value: string) =>
    onChange(
      chosen.includes(value)
        ? chosen.filter(other => other !== value)
        : [...chosen, value],
    );
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Box
        component="legend"
        sx={{ p: 0, mb: 0.5, fontSize: '0.8125rem', fontWeight: 600 }}
      >
        {title}
      </Box>
      {visible.map(item => (
        <Box
          key={item.value}
          component="label"
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            minHeight: 32,
            py: 0.5,
            mx: -0.75,
            px: 0.75,
            borderRadius: 1,
            cursor: 'pointer',
            fontSize: '0.875rem',
            '&:hover': { backgroundColor: 'action.hover' },
          }}
        >
          <Checkbox
            size="small"
            checked={chosen.includes(item.value)}
            onChange={() => toggle(item.value)}
            sx={{ p: 0 }}
          />
          <Box
            component="span"
            sx={{
              flex: 1,
              minWidth: 0,
              lineHeight: 1.3,
              overflowWrap: 'anywhere',
              '& *': { whiteSpace: 'normal' },
            }}
          >
            {label(item)}
          </Box>
          <Box
            component="span"
            sx={{
              color: 'text.secondary',
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {count.format(item.count)}
          </Box>
        </Box>
      ))}
      {values.length > visible.length && (
        <Button size="small" onClick={() => setAll(true)} sx={{ px: 0.5 }}>
          {t('facets.more', { count: values.length - visible.length })}
        </Button>
      )}
    </Box>
  );
}
