/** A piece of a prompt: instructions, or fenced data. */
export type PromptPart = { text: string; data: boolean };

/**
 * Tells the fenced blocks of a prompt from its instructions. A fence is a line
 * of three or more backticks, or a line that is one opening tag, up to the
 * line that closes it; an unclosed fence is no fence.
 */
export function splitFences(prompt: string): PromptPart[] {
  const lines = prompt.split('\n');
  const parts: { lines: string[]; data: boolean }[] = [];
  const push = (some: string[], data: boolean) => {
    const last = parts.at(-1);
    if (last && !data && !last.data) {
      last.lines.push(...some);
    } else {
      parts.push({ lines: some, data });
    }
  };
  for (let index = 0; index < lines.length; ) {
    const closing = closingLine(lines[index]);
    const end = closing
      ? lines.findIndex((line, other) => other > index && closing(line))
      : -1;
    if (end > index) {
      push(lines.slice(index, end + 1), true);
      index = end + 1;
    } else {
      push([lines[index]], false);
      index += 1;
    }
  }
  return parts.map(part => ({ text: part.lines.join('\n'), data: part.data }));
}

function closingLine(line: string): ((line: string) => boolean) | undefined {
  const ticks = /^\s*(`{3,})[^`]*$/.exec(line)?.[1];
  if (ticks) {
    return other => other.trim() === ticks;
  }
  const tag = /^\s*<([a-zA-Z][\w-]*)[^>]*>\s*$/.exec(line)?.[1];
  return tag ? other => other.trim() === `</${tag}>` : undefined;
}
