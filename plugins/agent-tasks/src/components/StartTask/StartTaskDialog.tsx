import {
  agentTasksTranslationRef,
  agentTasksApiRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Step from '@mui/material/Step';
import StepLabel from '@mui/material/StepLabel';
import Stepper from '@mui/material/Stepper';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import { useTaskLink } from '../../hooks/useTaskLink';
import { CheckStep } from './CheckStep';
import { ChooseStep } from './ChooseStep';
import { DialogButtons } from './DialogButtons';
import { FillInStep } from './FillInStep';
import { useStartTask } from './useStartTask';

const steps = ['choose', 'fillIn', 'check'] as const;
/** Where in the dialog a person is. */
export type StartStep = (typeof steps)[number];

/** Choose a template, fill in its parameters, see what the broker says, send. */
export function StartTaskDialog(props: {
  entityRef?: string;
  templateRef?: string;
  onClose(): void;
}) {
  const { templateRef, onClose } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const navigate = useNavigate();
  const taskLink = useTaskLink();
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const titleId = useId();
  const formId = useId();
  const content = useRef<HTMLDivElement>(null);

  const [entityRef, setEntityRef] = useState(props.entityRef);
  const [step, setStep] = useState<StartStep>('choose');
  const [goTo, setGoTo] = useState<string>();
  const [leaving, setLeaving] = useState(false);
  const start = useStartTask(entityRef);
  const { template, draft, choose } = start;

  const templates = useAsyncRetry(
    () => api.listTemplates({ entityRef }),
    [api, entityRef],
  );
  const chosenRef = template?.ref ?? templateRef;
  useEffect(() => {
    const found = templates.value?.find(item => item.ref === chosenRef);
    if (found && found !== template) {
      choose(found);
      if (!template && templateRef && props.entityRef) {
        setStep('fillIn');
      }
    }
  }, [
    templates.value,
    chosenRef,
    template,
    templateRef,
    choose,
    props.entityRef,
  ]);

  useEffect(() => {
    content.current?.scrollTo?.({ top: 0 });
  }, [step]);

  const toCheck = () => {
    setStep('check');
    void start.runCheck();
  };
  const send = async () => {
    const id = await start.submit();
    if (id) {
      onClose();
      navigate(taskLink(id));
    }
  };

  return (
    <Dialog
      open
      fullWidth
      fullScreen={narrow}
      maxWidth="md"
      aria-labelledby={titleId}
      onClose={(_, reason) => {
        if (start.submitting || (start.edited && reason === 'backdropClick')) {
          return;
        }
        if (start.edited) {
          setLeaving(true);
        } else {
          onClose();
        }
      }}
    >
      <DialogTitle id={titleId} sx={{ pb: 1 }}>
        {t('start.title')}
        {props.entityRef && (
          <Box
            component="span"
            sx={{ color: 'text.secondary', fontWeight: 400, fontSize: '1rem' }}
          >
            {' · '}
            <EntityDisplayName
              entityRef={props.entityRef}
              hideIcon
              disableTooltip
            />
          </Box>
        )}
      </DialogTitle>
      <Stepper
        activeStep={steps.indexOf(step)}
        sx={{
          px: 3,
          pb: 2,
          '& .v5-MuiStepLabel-label': { fontSize: '0.875rem' },
        }}
      >
        {steps.map(name => (
          <Step key={name} aria-current={name === step ? 'step' : undefined}>
            <StepLabel>{t(`start.steps.${name}`)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      <DialogContent
        ref={content}
        dividers
        sx={{ minHeight: { sm: 'min(460px, 60vh)' } }}
      >
        {step === 'choose' && (
          <ChooseStep
            fixedEntity={Boolean(props.entityRef)}
            entityRef={entityRef}
            templates={templates}
            chosen={template}
            onEntity={setEntityRef}
            onChoose={choose}
          />
        )}
        {step === 'fillIn' && template && draft && (
          <FillInStep
            key={template.ref}
            formId={formId}
            template={template}
            draft={draft}
            check={start.check}
            focus={goTo}
            onEdit={start.edit}
            onSubmit={toCheck}
          />
        )}
        {step === 'check' && template && draft && start.check && (
          <CheckStep
            template={template}
            draft={draft}
            check={start.check}
            onGoTo={field => {
              setGoTo(field);
              setStep(field === 'template' ? 'choose' : 'fillIn');
            }}
          />
        )}
      </DialogContent>
      <DialogButtons
        step={step}
        formId={formId}
        start={start}
        ready={Boolean(entityRef && template)}
        leaving={leaving}
        onLeave={() =>
          start.edited && !leaving ? setLeaving(true) : onClose()
        }
        onStay={() => setLeaving(false)}
        onStep={next => {
          setGoTo(undefined);
          setStep(next);
        }}
        onCheck={toCheck}
        onSend={() => void send()}
      />
    </Dialog>
  );
}
