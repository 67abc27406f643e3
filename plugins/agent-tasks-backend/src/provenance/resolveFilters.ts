import type { ProvenanceQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { findCommitTasks } from '../database/operations/provenance/findCommitTasks';
import { findPullTasks } from '../database/operations/provenance/findPullTasks';
import { findVersionIds } from '../database/operations/provenance/findVersionIds';
import type { ProvenanceFilters } from '../database/operations/provenance/provenanceFilters';
import { createRefusal } from '../refusals/Refusal';
import { normalizeFilters } from '../tasks/normalizeFilters';
import type { Visibility } from '../tasks/TaskService';
import { parsePullRequest } from './parsePullRequest';

/** The filters of a question, without those of the page. */
export type ProvenanceQuestion = Omit<ProvenanceQuery, 'cursor' | 'limit'> &
  Visibility;

/**
 * Turns what people ask by into what rows are found by: templates, versions
 * and digests into ids of versions, pull requests and commits into ids of
 * tasks. Both are few, and found in indexes of their own.
 *
 * @throws InputError where a pull request cannot be read.
 */
export async function resolveFilters(
  knex: Knex,
  question: ProvenanceQuestion,
): Promise<ProvenanceFilters> {
  const { version, digest, pullRequest, commit, visible } = question;
  const { template, repository } = normalizeFilters(question);
  const byVersion = given(template) || given(version) || given(digest);
  const [versionIds, pullTasks, commitTasks] = await Promise.all([
    byVersion
      ? findVersionIds(knex, {
          template: values(template),
          version: values(version),
          digest: values(digest)?.map(
            text => `sha256:${text.replace(/^sha256:/, '')}`,
          ),
        })
      : undefined,
    pullRequest === undefined
      ? undefined
      : findPullTasks(knex, readPullRequest(pullRequest)),
    commit === undefined
      ? undefined
      : findCommitTasks(knex, commit.toLowerCase()),
  ]);
  const taskIds =
    pullTasks && commitTasks
      ? pullTasks.filter(id => commitTasks.includes(id))
      : pullTasks ?? commitTasks;
  return {
    versionIds,
    taskIds,
    repository: values(repository),
    model: values(question.model),
    customAgent: values(question.customAgent),
    identity: values(question.identity),
    ticket: values(question.ticket),
    from: question.from,
    to: question.to,
    visible,
  };
}

function readPullRequest(text: string) {
  const pull = parsePullRequest(text);
  if (!pull) {
    throw createRefusal('input', [
      {
        code: 'field-invalid',
        message: `'${text}' names no pull request.`,
        nextStep: 'Give its address, owner/name#number, or a number.',
        field: 'pullRequest',
      },
    ]);
  }
  return pull;
}

function given(list: string[] | undefined): boolean {
  return Boolean(list?.length);
}

// PostgreSQL has no text with a zero byte
function values(list: string[] | undefined): string[] | undefined {
  return list?.length
    ? list.map(text => text.replaceAll('\0', '\uFFFD'))
    : undefined;
}
