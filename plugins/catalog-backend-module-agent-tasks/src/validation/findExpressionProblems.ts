import { createTemplateRenderer, TemplateRenderError } from 'nunjitsu';
import { EntityProblem } from './EntityProblem';

const renderer = createTemplateRenderer();

/** `${{ … }}` and `{% … %}`, the parts of a text that are evaluated. */
const EXPRESSION = /\$\{\{([\s\S]*?)\}\}|\{%([\s\S]*?)%\}/g;
const STRING_LITERAL = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
const PARAMETER = /(?<![\w.])parameters\.([A-Za-z_]\w*)/g;

/**
 * Finds expressions that cannot be parsed and parameters that do not exist.
 *
 * Whether every other variable has a value depends on the entity of a request,
 * so the broker says it when it renders.
 */
export function findExpressionProblems(
  path: string,
  text: string,
  parameters: string[],
): EntityProblem[] {
  const problem = syntaxProblem(text);
  if (problem) {
    return [{ path, message: problem }];
  }
  const unknown = new Set<string>();
  for (const [, variable, statement] of text.matchAll(EXPRESSION)) {
    const code = (variable ?? statement).replace(STRING_LITERAL, '');
    for (const [, name] of code.matchAll(PARAMETER)) {
      if (!parameters.includes(name)) {
        unknown.add(name);
      }
    }
  }
  return [...unknown].map(name => ({
    path,
    message: `uses parameters.${name}, which is not a parameter of the template`,
  }));
}

function syntaxProblem(text: string): string | undefined {
  try {
    renderer.render(text, { parameters: {} });
  } catch (error) {
    // Only the syntax is of interest: there are no values to evaluate with.
    if (error instanceof TemplateRenderError && error.phase === 'parse') {
      return error.message.replace(/^Template error/, 'cannot be read');
    }
  }
  return undefined;
}
