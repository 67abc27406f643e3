import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { alpha } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import useCopyToClipboard from 'react-use/lib/useCopyToClipboard';
import { useNotify } from '../../hooks/useNotify';
import { splitFences } from './splitFences';

/** The prompt as sent; what came from the catalog is seen to be data. */
export function PromptView(props: { prompt: string }) {
  const { prompt } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const notify = useNotify();
  const [, copy] = useCopyToClipboard();
  const parts = splitFences(prompt);
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', mb: 1 }}>
        <Typography variant="body2" color="text.secondary" sx={{ mr: 'auto' }}>
          {parts.some(part => part.data)
            ? t('prompt.fenced')
            : t('prompt.plain')}
        </Typography>
        <Button
          size="small"
          startIcon={<ContentCopyIcon />}
          onClick={() => {
            copy(prompt);
            notify(t('prompt.copied'));
          }}
        >
          {t('prompt.copy')}
        </Button>
      </Box>
      <Box
        component="pre"
        tabIndex={0}
        sx={{
          m: 0,
          p: 2,
          borderRadius: 1,
          backgroundColor: 'action.hover',
          fontSize: '0.8125rem',
          lineHeight: 1.6,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {parts.map((part, index) =>
          part.data ? (
            <Box
              key={index}
              component="span"
              sx={{
                px: 0.5,
                borderRadius: 0.5,
                boxDecorationBreak: 'clone',
                WebkitBoxDecorationBreak: 'clone',
                backgroundColor: theme =>
                  alpha(theme.palette.primary.main, 0.16),
              }}
            >
              {part.text}
            </Box>
          ) : (
            <span key={index}>{part.text}</span>
          ),
        )}
      </Box>
    </>
  );
}
