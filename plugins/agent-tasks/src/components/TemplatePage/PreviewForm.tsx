import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import { useEffect, useId, useState } from 'react';
import { CheckStep } from '../StartTask/CheckStep';
import { FillInStep } from '../StartTask/FillInStep';
import { useStartTask } from '../StartTask/useStartTask';
import { PreviewCost } from './PreviewCost';

/** The start dialog's form and check, without anything to send. */
export function PreviewForm(props: {
  entityRef: string;
  template: AgentTaskTemplate;
}) {
  const { entityRef, template } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const formId = useId();
  const [focus, setFocus] = useState<string>();
  const { choose, draft, check, edit, runCheck } = useStartTask(entityRef);
  useEffect(() => {
    choose(template);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once a template
  }, [template]);
  if (!draft) {
    return null;
  }
  return (
    <Stack spacing={2.5}>
      <FillInStep
        formId={formId}
        template={template}
        draft={draft}
        check={check}
        focus={focus}
        onEdit={edit}
        onSubmit={() => void runCheck()}
      />
      <Button
        type="submit"
        form={formId}
        variant="contained"
        disabled={check?.state === 'checking'}
        sx={{ alignSelf: 'flex-start' }}
      >
        {t('template.preview.run')}
      </Button>
      {check && (
        <>
          <Divider />
          {check.preview && <PreviewCost preview={check.preview} />}
          <CheckStep
            template={template}
            draft={draft}
            check={check}
            onGoTo={field => setFocus(field)}
          />
        </>
      )}
    </Stack>
  );
}
