import type {
  ProvenancePage,
  ProvenanceQuery,
  ProvenanceRow,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { countProvenance } from '../database/operations/provenance/countProvenance';
import {
  listProvenance,
  ProvenancePosition,
  ProvenanceTaskRow,
} from '../database/operations/provenance/listProvenance';
import { loadProvenanceParts } from '../database/operations/provenance/loadProvenanceParts';
import type { ProvenanceFilters } from '../database/operations/provenance/provenanceFilters';
import { roundCredits } from '../tasks/credits';
import type { Visibility } from '../tasks/TaskService';
import {
  decodeProvenanceCursor,
  encodeProvenanceCursor,
} from './provenanceCursor';
import { ProvenanceQuestion, resolveFilters } from './resolveFilters';
import { toProvenanceRow } from './toProvenanceRow';

const DEFAULT_LIMIT = 50;

/** Rows of an export that are in memory at once. */
const BATCH = 1_000;

/**
 * Says where changes came from: from a template, a model, an identity, a ticket
 * or a time to tasks, pull requests and merge commits, and from a pull request
 * or a merge commit back to the task and its prompt.
 *
 * Counts are exact at the time of the answer. An export is read in batches by
 * key, so that it holds nothing open for as long as it takes.
 *
 * What it does not promise: a snapshot. What is merged during an export may
 * stand in it as open; and commits on a branch are GitHub's to know, only those
 * that a merge made are kept here.
 */
export class ProvenanceService {
  static create(options: { database: Knex }): ProvenanceService {
    return new ProvenanceService(options.database);
  }

  private constructor(private readonly database: Knex) {}

  async page(query: ProvenanceQuery & Visibility): Promise<ProvenancePage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const cursor = query.cursor
      ? decodeProvenanceCursor(query.cursor)
      : undefined;
    const backward = cursor?.backward ?? false;
    const filters = await resolveFilters(this.database, query);
    const [found, totals] = await Promise.all([
      listProvenance(this.database, {
        filters,
        limit,
        backward,
        ...(cursor && { from: cursor.from }),
      }),
      countProvenance(this.database, filters),
    ]);
    const hasMore = found.length > limit;
    const rows = backward
      ? found.slice(hasMore ? 1 : 0)
      : found.slice(0, limit);
    const [first, last] = [rows[0], rows.at(-1)];
    const hasNext = backward || hasMore;
    const hasPrevious = backward ? hasMore : cursor !== undefined;
    return {
      counts: {
        tasks: Number(totals.tasks),
        repositories: Number(totals.repositories),
        pullRequests: Number(totals.pulls),
        merged: Number(totals.merged),
        credits: roundCredits(totals.credits),
      },
      items: await this.#withParts(rows),
      pageInfo: {
        ...(hasNext &&
          last && {
            nextCursor: encodeProvenanceCursor({
              backward: false,
              from: positionOf(last),
            }),
          }),
        ...(hasPrevious &&
          first && {
            prevCursor: encodeProvenanceCursor({
              backward: true,
              from: positionOf(first),
            }),
          }),
      },
    };
  }

  /** All rows, newest first. Reads on as they are taken, and no further. */
  async rows(
    question: ProvenanceQuestion,
  ): Promise<AsyncGenerator<ProvenanceRow>> {
    // a question that cannot be read is refused before an answer has begun
    return this.#read(await resolveFilters(this.database, question));
  }

  async *#read(filters: ProvenanceFilters): AsyncGenerator<ProvenanceRow> {
    let from: ProvenancePosition | undefined;
    for (;;) {
      const found = await listProvenance(this.database, {
        filters,
        limit: BATCH,
        ...(from && { from }),
      });
      const rows = found.slice(0, BATCH);
      yield* await this.#withParts(rows);
      const last = rows.at(-1);
      if (!last || found.length <= BATCH) {
        return;
      }
      from = positionOf(last);
    }
  }

  async #withParts(rows: ProvenanceTaskRow[]): Promise<ProvenanceRow[]> {
    const partsOf = await loadProvenanceParts(this.database, rows);
    return rows.map(row => toProvenanceRow(row, partsOf(row)));
  }
}

function positionOf(row: ProvenanceTaskRow): ProvenancePosition {
  return { createdAt: row.created_text, seq: row.seq };
}
