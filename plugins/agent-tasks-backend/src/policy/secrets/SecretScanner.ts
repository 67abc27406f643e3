import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';
import { LRUCache } from 'lru-cache';
import { digestText } from '../../json/digest';

// it keeps every mark of every scan for as long as the process lives
secretLintProfiler.setEnabled(false);

const MOST_PROMPTS = 1_000;

/** Something in a text that looks like a secret; never the secret itself. */
export type FoundSecret = {
  /** What it is, e.g. `GITHUB_TOKEN`. */
  kind: string;
  /** From 1. */
  line: number;
};

/**
 * Looks for secrets with secretlint's recommended rules. The same prompt is
 * scanned once for preview, submission and launch; what is remembered of it is
 * its digest and the answer.
 *
 * Not promised: that every secret is found. A password without a known form
 * is a word like any other.
 */
export class SecretScanner {
  private readonly remembered = new LRUCache<
    string,
    FoundSecret[],
    { text: string }
  >({
    max: MOST_PROMPTS,
    fetchMethod: async (_digest, _stale, { context }) => scan(context.text),
  });

  async scan(text: string): Promise<FoundSecret[]> {
    const found = await this.remembered.fetch(digestText(text), {
      context: { text },
    });
    if (!found) {
      throw new Error('The scan of the prompt was given up');
    }
    return found;
  }
}

async function scan(text: string): Promise<FoundSecret[]> {
  const { messages } = await lintSource({
    source: {
      content: text,
      contentType: 'text',
      filePath: 'prompt.txt',
      ext: '.txt',
    },
    options: {
      config: {
        rules: [
          {
            id: '@secretlint/secretlint-rule-preset-recommend',
            rule: recommended,
            options: {},
          },
        ],
      },
      maskSecrets: true,
      noPhysicFilePath: true,
    },
  });
  return messages.map(({ messageId, loc }) => ({
    kind: messageId,
    line: loc.start.line,
  }));
}
