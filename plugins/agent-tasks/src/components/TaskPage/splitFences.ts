/** A piece of a prompt: instructions, or fenced data. */
export type PromptPart = { text: string; data: boolean };

/**
 * Tells the fenced data of a prompt from its instructions. The broker puts
 * every value between ⟦ and ⟧, and no value can hold a mark itself; an unclosed
 * mark fences nothing.
 */
export function splitFences(prompt: string): PromptPart[] {
  // a sentence about the marks fences nothing
  return prompt
    .split(/(⟦[^⟦⟧]+⟧)/)
    .filter(text => text !== '')
    .map(text => ({
      text,
      data: text.startsWith('⟦') && text.endsWith('⟧') && !isAboutMarks(text),
    }));
}

function isAboutMarks(text: string): boolean {
  return text === '⟦ and ⟧';
}
