import { withoutFences } from './fence';
import { parameterNames } from './parameters';
import type { PromptContext } from './PromptContext';
import { Rendered, renderHeading, renderPrompt } from './renderPrompt';
import type { TemplateContent } from './TemplateContent';
import { unsafeCharacters } from './unsafeCharacters';

/** What a template says with the values of one request. */
export type RenderedTemplate = {
  /** One line for people, without marks. */
  title: string;
  /** Heading, preamble and the template's text; or what is wrong with it. */
  prompt: Rendered;
};

/**
 * Renders a template's title and prompt. The prompt begins with the title,
 * because GitHub names the task, its branch and its pull request after the
 * first line; then comes what the marks mean, then the includes, and then the
 * template's own text.
 *
 * A title that cannot be rendered is replaced by the template's: a title is no
 * reason to refuse work.
 */
export function renderTemplate(
  template: Pick<TemplateContent, 'ref' | 'spec' | 'title'> & {
    includes?: Pick<TemplateContent, 'spec'>[];
  },
  context: PromptContext,
): RenderedTemplate {
  const { known } = parameterNames(template.spec.parameters);
  const declared = [...known, ...Object.keys(context.parameters)];
  const rendered = renderHeading(
    template.spec.title ?? template.title,
    context,
    declared,
  );
  const heading = rendered.text || fallback(template);
  const prompt = renderPrompt(
    template.spec.prompt,
    context,
    declared,
    template.includes?.map(({ spec }) => spec.prompt),
  );
  return {
    title: withoutFences(heading),
    prompt:
      prompt.text === undefined
        ? prompt
        : { text: `# ${heading}\n\n${prompt.text}`, problems: [] },
  };
}

function fallback({ title, ref }: Pick<TemplateContent, 'ref' | 'title'>) {
  const clean = withoutFences(title).replace(/\s+/g, ' ').trim();
  return clean && !unsafeCharacters(title).length ? clean : ref;
}
