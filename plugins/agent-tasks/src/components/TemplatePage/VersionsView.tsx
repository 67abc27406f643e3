import type {
  AgentTaskTemplateVersion,
  TemplateRevocation,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { MoveDialog, MoveName } from './MoveDialog';
import { RevocationDialog } from './RevocationDialog';
import { VersionCard } from './VersionCard';

/** Every version, newest first, with what may be done about it. */
export function VersionsView(props: {
  versions: AgentTaskTemplateVersion[];
  onChanged(): void;
}) {
  const { versions, onChanged } = props;
  const [move, setMove] = useState<{
    version: AgentTaskTemplateVersion;
    name: MoveName;
  }>();
  const [revocation, setRevocation] = useState<TemplateRevocation>();
  return (
    <Stack spacing={2}>
      {versions.map(version => (
        <VersionCard
          key={version.digest}
          version={version}
          onMove={name => setMove({ version, name })}
        />
      ))}
      {move && (
        <MoveDialog
          version={move.version}
          move={move.name}
          onClose={() => setMove(undefined)}
          onDone={revoked => {
            setMove(undefined);
            setRevocation(revoked);
            onChanged();
          }}
        />
      )}
      {revocation && (
        <RevocationDialog
          revocation={revocation}
          onClose={() => setRevocation(undefined)}
        />
      )}
    </Stack>
  );
}
