import {
  hiddenCharacters,
  Reason,
  revealHidden,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { RequestHandler } from 'express';
import { createRefusal } from '../refusals/Refusal';

// policy speaks about these, together with all else that is wrong with them
const judged = new Set(['prompt', 'parameters']);

/**
 * Refuses a body with characters that a reader cannot see, wherever they
 * stand: every text that comes in is stored and shown to people.
 */
export function refuseHidden(): RequestHandler {
  return (req, _res, next) => {
    const reasons = findHidden(req.body);
    next(reasons.length ? createRefusal('input', reasons) : undefined);
  };
}

function findHidden(body: unknown): Reason[] {
  const reasons: Reason[] = [];
  const look = (field: string, text: string) => {
    const found = hiddenCharacters(text);
    if (found.length) {
      reasons.push({
        code: 'hidden-characters',
        message: `'${field}' holds characters that cannot be seen: ${found.join(
          ', ',
        )}.`,
        nextStep: 'Remove them; they can hide instructions from a reader.',
        field,
      });
    }
  };
  // a loop and no recursion: a body may be nested as deep as it is long
  const rest: [string, unknown][] = [['', body]];
  for (let item = rest.pop(); item; item = rest.pop()) {
    const [path, value] = item;
    if (typeof value === 'string') {
      look(path, value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        if (path || !judged.has(key)) {
          const name = revealHidden(key);
          const field = path ? `${path}.${name}` : name;
          look(field, key);
          rest.push([field, part]);
        }
      }
    }
  }
  return reasons.reverse();
}
