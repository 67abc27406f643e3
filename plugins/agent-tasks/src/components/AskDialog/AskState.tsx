import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ReasonsList } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import LinearProgress from '@mui/material/LinearProgress';

/** How asking goes: that it runs, and what the broker refused. */
export function AskState(props: {
  running?: boolean;
  /** Over what was refused. */
  title?: string;
  reasons: Reason[];
}) {
  const { running, title, reasons } = props;
  return (
    <>
      {running && <LinearProgress />}
      {reasons.length > 0 && <ReasonsList title={title} reasons={reasons} />}
    </>
  );
}
