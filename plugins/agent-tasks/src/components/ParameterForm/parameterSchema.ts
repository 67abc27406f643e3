import type {
  AgentTaskTemplate,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { deepEquals, ErrorSchema, RJSFSchema, UiSchema } from '@rjsf/utils';
import type { JsonObject } from '@backstage/types';

/** What a form is made from: a template, or one of its versions. */
export type FormSource = Pick<
  AgentTaskTemplate,
  'parameters' | 'uiSchema' | 'prefill'
>;

/** Widgets that the form draws; the scaffolder's own pickers are text here. */
const knownWidgets = new Set([
  'text',
  'textarea',
  'select',
  'radio',
  'checkbox',
  'checkboxes',
  'updown',
  'range',
  'email',
  'uri',
  'date',
  'date-time',
  'password',
  'hidden',
]);

/** Rows of a long text, so that a step fits one screen. */
const TEXT_ROWS = 3;

/** Name of the parameter that a reason blames, where it blames one. */
export function parameterOf(
  template: FormSource,
  field: string | undefined,
): string | undefined {
  const name = field?.replace(/^(parameters[./]|[./])/, '').split(/[./[]/)[0];
  return name && name in properties(template) ? name : undefined;
}

/** Title of a parameter for people. */
export function parameterTitle(template: FormSource, name: string): string {
  return properties(template)[name]?.title ?? name;
}

/** The template's parameters as the form takes them. */
export function schemaOf(template: FormSource): RJSFSchema {
  return { type: 'object', ...template.parameters, title: '', description: '' };
}

/**
 * How the form looks, with a line under each field that the catalog fills in:
 * from where, and whether it was changed since.
 */
export function uiSchemaOf(
  template: FormSource,
  values: JsonObject,
  words: { from(source: string): string; changed(value: string): string },
): UiSchema<JsonObject> {
  const ui: Record<string, UiSchema> = {};
  for (const name of Object.keys(properties(template))) {
    const given = (template.uiSchema?.[name] ?? {}) as UiSchema;
    const { 'ui:field': _field, 'ui:widget': widget, ...rest } = given;
    ui[name] = {
      ...(widget === 'textarea' && { 'ui:options': { rows: TEXT_ROWS } }),
      ...rest,
      ...(typeof widget === 'string' &&
        knownWidgets.has(widget) && { 'ui:widget': widget }),
    };
  }
  for (const { parameter, value, source } of template.prefill ?? []) {
    if (parameter in properties(template)) {
      ui[parameter]['ui:help'] = deepEquals(values[parameter], value)
        ? words.from(source)
        : words.changed(
            typeof value === 'string' ? value : JSON.stringify(value),
          );
    }
  }
  const order = template.uiSchema?.['ui:order'];
  return {
    ...ui,
    ...(Array.isArray(order) && { 'ui:order': order }),
    'ui:submitButtonOptions': { norender: true },
  };
}

/** Puts each reason beside the parameter that it blames. */
export function errorsOf(template: FormSource, reasons: Reason[]): ErrorSchema {
  const errors: Record<string, { __errors: string[] }> = {};
  for (const reason of reasons) {
    const name = parameterOf(template, reason.field);
    if (name) {
      (errors[name] ??= { __errors: [] }).__errors.push(
        [reason.message, reason.nextStep].filter(Boolean).join(' '),
      );
    }
  }
  return errors as ErrorSchema;
}

function properties(template: FormSource): Record<string, { title?: string }> {
  return (template.parameters.properties ?? {}) as Record<
    string,
    { title?: string }
  >;
}
