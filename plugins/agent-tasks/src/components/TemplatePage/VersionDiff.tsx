import type { AgentTaskTemplateVersion } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { compareVersions } from './compareVersions';
import { contentText } from './contentText';
import { DiffLines } from './DiffLines';

/** What changed between two versions, the newest two at first. */
export function VersionDiff(props: { versions: AgentTaskTemplateVersion[] }) {
  const { versions } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [chosen, setChosen] = useState<{ from?: string; to?: string }>({});
  const find = (digest: string | undefined, otherwise: number) =>
    versions.find(version => version.digest === digest) ?? versions[otherwise];
  const to = find(chosen.to, 0);
  const from = find(chosen.from, 1);
  const parts = useMemo(
    () =>
      from && to
        ? compareVersions(contentText(from.content), contentText(to.content))
        : [],
    [from, to],
  );
  if (!from) {
    return (
      <Typography variant="body2" color="text.secondary">
        {t('template.diff.one')}
      </Typography>
    );
  }
  const count = (kind: 'added' | 'removed') =>
    parts
      .filter(part => part.kind === kind)
      .reduce((sum, { lines }) => sum + lines.length, 0);
  const changes = count('added') + count('removed');
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" spacing={1.5} useFlexGap flexWrap="wrap">
        {(['from', 'to'] as const).map(side => (
          <TextField
            key={side}
            select
            size="small"
            label={t(`template.diff.${side}`)}
            value={(side === 'from' ? from : to).digest}
            onChange={event =>
              setChosen({ ...chosen, [side]: event.target.value })
            }
            sx={{ minWidth: 200 }}
          >
            {versions.map(({ digest, version }) => (
              <MenuItem key={digest} value={digest}>
                {version} · {digest.slice('sha256:'.length, 15)}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Stack>
      <Typography variant="body2" color="text.secondary" aria-live="polite">
        {changes === 0
          ? t('template.diff.same')
          : t('template.diff.counts', {
              added: String(count('added')),
              removed: String(count('removed')),
            })}
      </Typography>
      {changes > 0 && <DiffLines parts={parts} />}
    </Stack>
  );
}
