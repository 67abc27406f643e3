import type {
  ProvenanceExportFormat,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { saveFile } from './saveFile';
import type { ProvenanceState } from './useProvenanceState';

const formats: ProvenanceExportFormat[] = ['csv', 'jsonl'];

/** The whole answer as a file, not only the page. */
export function ExportButtons(props: { state: ProvenanceState }) {
  const { question } = props.state;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const [running, setRunning] = useState<ProvenanceExportFormat>();
  const [refusal, setRefusal] = useState<Reason[]>();

  const run = async (format: ProvenanceExportFormat) => {
    setRunning(format);
    setRefusal(undefined);
    try {
      saveFile(
        await api.exportProvenance(format, question),
        `provenance.${format}`,
      );
      notify(t('provenance.export.done'));
    } catch (error) {
      setRefusal(reasonsOf(error as Error));
    } finally {
      setRunning(undefined);
    }
  };

  return (
    <Box>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        {formats.map(format => (
          <Button
            key={format}
            variant="outlined"
            disabled={running !== undefined}
            startIcon={
              running === format ? (
                <CircularProgress
                  size={16}
                  aria-label={t('provenance.export.running')}
                />
              ) : (
                <DownloadIcon />
              )
            }
            onClick={() => void run(format)}
          >
            {t(`provenance.export.${format}`)}
          </Button>
        ))}
      </Stack>
      {refusal && <ReasonsList reasons={refusal} />}
    </Box>
  );
}
