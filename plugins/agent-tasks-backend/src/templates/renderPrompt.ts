import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { stringifyError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  createTemplateRenderer,
  TemplateContext,
  TemplateLimitError,
  TemplateValue,
} from 'nunjitsu';
import {
  cutFenced,
  fence,
  FENCE_PREAMBLE,
  hasFenceMarks,
  withoutFences,
} from './fence';
import { findVariables } from './findVariables';
import { lineAt, parseTemplate, TemplatePart } from './parseTemplate';
import { PromptContext, promptVariables } from './PromptContext';
import { unsafeCharacters } from './unsafeCharacters';

// Far above any real prompt, and low enough that a hostile template costs
// tens of milliseconds.
const limits = {
  sourceCodeUnits: 200_000,
  astNodes: 20_000,
  workUnits: 50_000,
  nestingDepth: 64,
  outputCodeUnits: 500_000,
  capabilityCalls: 5_000,
};

const MAX_HEADING_LENGTH = 200;

const ownMarks: Reason = {
  code: 'template-invalid',
  message: 'The template uses the marks that fence data.',
  nextStep: 'Ask the owner of the template to take out ⟦ and ⟧.',
};

/** A rendered text, or every reason why there is none. */
export type Rendered =
  | { text: string; problems: [] }
  | { text: undefined; problems: Reason[] };

/**
 * Renders a template's prompt: the preamble, then the template with every
 * value fenced as data.
 *
 * Strict: an unknown variable, a variable without a value and a value with
 * hidden characters each are a problem. Pure; all problems are collected.
 *
 * What it does not promise: that an agent keeps to the preamble. The fence
 * makes data recognisable, it does not make an agent obedient.
 *
 * @param source - the template's `prompt`
 * @param declared - names of the template's parameters
 * @param includes - texts that stand between preamble and prompt; they know
 *   everything but the template's parameters
 */
export function renderPrompt(
  source: string,
  context: PromptContext,
  declared: string[] = Object.keys(context.parameters),
  includes: string[] = [],
): Rendered {
  const sources = [...includes, source];
  if (sources.some(hasFenceMarks)) {
    return failed([ownMarks]);
  }
  const rendered = sources.map((text, index) =>
    index < includes.length
      ? render(text, { ...context, parameters: {} }, [])
      : render(text, context, declared),
  );
  const problems = unique(rendered.flatMap(part => part.problems));
  return problems.length
    ? failed(problems)
    : {
        text: [
          FENCE_PREAMBLE,
          ...rendered.map(({ text = '' }, index) =>
            index < includes.length ? text.trim() : text,
          ),
        ].join('\n\n'),
        problems: [],
      };
}

/**
 * Renders a template's `title`: one line of at most 200 characters, its values
 * fenced. A title with marks of its own is a problem.
 */
export function renderHeading(
  source: string,
  context: PromptContext,
  declared: string[] = Object.keys(context.parameters),
): Rendered {
  if (hasFenceMarks(source)) {
    return failed([ownMarks]);
  }
  const rendered = render(source, context, declared);
  return rendered.text === undefined
    ? rendered
    : {
        text: cutFenced(
          rendered.text.replace(/\s+/g, ' ').trim(),
          MAX_HEADING_LENGTH,
        ),
        problems: [],
      };
}

/**
 * Renders a text whose values stand for themselves, as a parameter's do: it is
 * fenced where a prompt uses it.
 */
export function renderValue(
  source: string,
  context: PromptContext,
  declared: string[] = [],
): Rendered {
  if (hasFenceMarks(source)) {
    return failed([ownMarks]);
  }
  const rendered = render(source, context, declared);
  return rendered.text === undefined
    ? rendered
    : { text: withoutFences(rendered.text), problems: [] };
}

function render(
  source: string,
  context: PromptContext,
  declared: string[],
): Rendered {
  let parts: TemplatePart[];
  try {
    parts = parseTemplate(source);
  } catch (error) {
    return failed([invalidTemplate(stringifyMessage(error))]);
  }
  const problems = [
    ...hiddenIn(source, 'The template'),
    ...unknownVariables(source, parts, declared),
  ];
  if (problems.length) {
    return failed(problems);
  }

  const outputs: TemplatePart[] = [];
  const guarded = parts
    .map(part => {
      if (part.kind !== 'output') {
        return part.source;
      }
      outputs.push(part);
      return `\${{ (${part.inner}) | __output(${outputs.length - 1}) }}`;
    })
    .join('');
  const renderer = createTemplateRenderer({
    filters: {
      __output: (value, index) => {
        const part = outputs[Number(index)];
        const text = toText(value);
        const found = inspect(part, text);
        problems.push(...found);
        return found.length ? '' : fence(text ?? '');
      },
    },
  });
  try {
    const text = renderer.render(guarded, toTemplateContext(context), {
      limits,
    });
    return problems.length ? failed(unique(problems)) : { text, problems: [] };
  } catch (error) {
    return failed(
      unique([
        ...problems,
        error instanceof TemplateLimitError
          ? tooMuch(error)
          : invalidTemplate(stringifyMessage(error)),
      ]),
    );
  }
}

/** The context as plain data: JSON drops what has no value. */
export function toTemplateContext(context: PromptContext): TemplateContext {
  return JSON.parse(JSON.stringify(context)) as JsonObject as TemplateContext;
}

function toText(value: TemplateValue | undefined): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'object') {
    return String(value).replaceAll('\r\n', '\n');
  }
  return Array.isArray(value) && value.every(item => typeof item !== 'object')
    ? value.join(', ').replaceAll('\r\n', '\n')
    : JSON.stringify(value, null, 2);
}

function inspect(part: TemplatePart, text: string | undefined): Reason[] {
  const expression = 'inner' in part ? part.inner : part.source;
  const parameter = /^parameters\.([\w$]+)$/.exec(expression)?.[1];
  const field = parameter && { field: parameter };
  if (text === undefined) {
    return [
      {
        code: 'variable-without-value',
        message: parameter
          ? `The prompt needs the parameter '${parameter}', which has no value.`
          : `The prompt needs '${expression}', which has no value here.`,
        nextStep: parameter
          ? 'Give the parameter a value.'
          : 'Add it to the entity in the catalog, or give it with the request.',
        ...field,
      },
    ];
  }
  return hiddenIn(text, `The value of '${expression}'`, field);
}

function hiddenIn(
  text: string,
  what: string,
  field?: { field: string } | '',
): Reason[] {
  const characters = unsafeCharacters(text);
  return characters.length
    ? [
        {
          code: 'hidden-characters',
          message: `${what} holds characters that cannot be seen: ${characters.join(
            ', ',
          )}.`,
          nextStep: 'Remove them; they can hide instructions from a reader.',
          ...field,
        },
      ]
    : [];
}

function unknownVariables(
  source: string,
  parts: TemplatePart[],
  declared: string[],
): Reason[] {
  const found = parts.flatMap(part =>
    'inner' in part ? [{ ...findVariables(part.inner), part }] : [],
  );
  const known = new Set([
    ...promptVariables,
    'loop',
    ...found.flatMap(({ declares }) => declares),
  ]);
  const names = found.flatMap(({ reads, part }) =>
    reads.flatMap(({ root, member }) => {
      if (!known.has(root)) {
        return [{ name: root, part }];
      }
      return root === 'parameters' && member && !declared.includes(member)
        ? [{ name: `parameters.${member}`, part }]
        : [];
    }),
  );
  return unique(
    names.map(({ name, part }) => ({
      code: 'unknown-variable',
      message: `The template uses '${name}' in line ${lineAt(
        source,
        part.start,
      )}, which prompts do not know.`,
      nextStep: `Ask the owner of the template to use one of ${promptVariables.join(
        ', ',
      )}.`,
    })),
  );
}

function invalidTemplate(message: string): Reason {
  return {
    code: 'template-invalid',
    message: `The template cannot be rendered: ${message}.`,
    nextStep: 'Ask the owner of the template to correct it.',
  };
}

function tooMuch(error: TemplateLimitError): Reason {
  return {
    code: 'template-too-large',
    message: `Rendering the template takes too much${
      error.limit ? ` (${error.limit})` : ''
    }.`,
    nextStep: 'Ask the owner of the template to make it smaller.',
  };
}

function stringifyMessage(error: unknown): string {
  return stringifyError(error)
    .replace(/^\w*Error: /, '')
    .replace(/\.$/, '');
}

function unique(reasons: Reason[]): Reason[] {
  const seen = new Map(
    reasons.map(reason => [`${reason.code} ${reason.message}`, reason]),
  );
  return [...seen.values()];
}

function failed(problems: Reason[]): Rendered {
  return { text: undefined, problems };
}
