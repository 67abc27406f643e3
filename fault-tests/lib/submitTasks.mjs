import { ORGANIZATION } from './GitHubControl.mjs';
import { promptOf } from './judge.mjs';

const TIMEOUT_MS = 5_000;
const RETRY_MS = 300;
const REFUSALS = new Set([400, 401, 403, 409, 422]);

/**
 * Asks for a task as a careful program does: with an idempotency key, and again
 * at another replica until there is an answer.
 *
 * @returns the id that was answered
 */
export async function submitTask(submission, { github, token, urls, signal }) {
  const body = JSON.stringify({
    prompt: promptOf(submission.key),
    repoUrl: `${github.url}/${ORGANIZATION}/${submission.repository}`,
    idempotencyKey: submission.key,
  });
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const candidates = urls();
    const url = candidates[attempt % candidates.length];
    const answer = await post(`${url}/api/agent-tasks/v1/tasks`, token, body);
    if (answer.id) {
      return answer.id;
    }
    // a refusal would be one for ever; a 404 comes from a backend that starts
    if (REFUSALS.has(answer.status)) {
      throw new Error(`${submission.key} was refused: ${answer.text}`);
    }
    await new Promise(resolve => setTimeout(resolve, RETRY_MS));
  }
}

async function post(url, token, body) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok
      ? { id: JSON.parse(text).id }
      : { status: response.status, text };
  } catch {
    return {};
  }
}
