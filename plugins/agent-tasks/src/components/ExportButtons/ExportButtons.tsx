import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import Box from '@mui/material/Box';
import Button, { ButtonProps } from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { saveFile } from './saveFile';

type ExportFormat = 'csv' | 'jsonl';

const formats: ExportFormat[] = ['csv', 'jsonl'];

/** The whole answer as a file, not only the page. */
export function ExportButtons(props: {
  /** Without its ending. */
  fileName: string;
  words: Record<ExportFormat | 'running' | 'done', string>;
  size?: ButtonProps['size'];
  load(format: ExportFormat): Promise<Blob>;
}) {
  const { fileName, words, size, load } = props;
  const notify = useNotify();
  const [running, setRunning] = useState<ExportFormat>();
  const [refusal, setRefusal] = useState<Reason[]>();

  const run = async (format: ExportFormat) => {
    setRunning(format);
    setRefusal(undefined);
    try {
      saveFile(await load(format), `${fileName}.${format}`);
      notify(words.done);
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
            size={size}
            variant="outlined"
            disabled={running !== undefined}
            startIcon={
              running === format ? (
                <CircularProgress size={16} aria-label={words.running} />
              ) : (
                <DownloadIcon />
              )
            }
            onClick={() => void run(format)}
          >
            {words[format]}
          </Button>
        ))}
      </Stack>
      {refusal && <ReasonsList reasons={refusal} />}
    </Box>
  );
}
