import type {
  AgentTaskTemplate,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';

/** What a person has filled in for one template. */
export type Draft = {
  parameters: JsonObject;
  ticket: string;
  model: string;
  customAgent: string;
  baseRef: string;
  createPullRequest: boolean;
};

/** The options of a draft that are plain text. */
export const textOptions = ['model', 'customAgent', 'baseRef'] as const;

/** A draft as the template and the catalog prefill it. */
export function newDraft(template: AgentTaskTemplate): Draft {
  return {
    parameters: Object.fromEntries(
      (template.prefill ?? []).map(({ parameter, value }) => [
        parameter,
        value,
      ]),
    ) as JsonObject,
    ticket: '',
    model: '',
    customAgent: '',
    baseRef: '',
    createPullRequest: template.createPullRequest ?? true,
  };
}

/** What is asked of the broker; what was left empty is the template's to say. */
export function requestOf(
  template: AgentTaskTemplate,
  entityRef: string,
  draft: Draft,
): Omit<SubmitTaskRequest, 'dryRun'> {
  const text = (value: string) => value.trim() || undefined;
  return {
    template: template.ref,
    entityRef,
    parameters: draft.parameters,
    ticket: text(draft.ticket),
    model: text(draft.model),
    customAgent: text(draft.customAgent),
    baseRef: text(draft.baseRef),
    createPullRequest:
      draft.createPullRequest === (template.createPullRequest ?? true)
        ? undefined
        : draft.createPullRequest,
    source: 'portal',
  };
}
