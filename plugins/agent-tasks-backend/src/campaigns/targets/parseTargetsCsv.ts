import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import { CsvError, parse } from 'csv-parse/sync';

const MOST_ROWS = 10_000;

/** One row of the file. */
export type TargetRow = {
  /** From 1 on, without the header. */
  row: number;
  entityRef?: string;
  repoUrl?: string;
  /** Only those that the row sets. */
  parameters: JsonObject;
  problem?: Reason;
};

/**
 * Reads targets from a CSV file with a header: `entityRef`, `repoUrl` or both,
 * and a column for each parameter. An empty field sets nothing. A row that
 * names nothing keeps its place, with its problem.
 *
 * @returns what is wrong with the file as a whole, or its rows
 */
export function parseTargetsCsv(
  csv: string,
): { rows: TargetRow[] } | { problem: Reason } {
  let records: Record<string, string>[];
  try {
    records = parse(csv, {
      bom: true,
      columns: (header: string[]) => header.map(name => name.trim()),
      skip_empty_lines: true,
      trim: true,
      to: MOST_ROWS + 1,
    });
  } catch (error) {
    return {
      problem: invalid(
        `The file is no CSV: ${
          error instanceof CsvError ? error.message : String(error)
        }.`,
      ),
    };
  }
  if (records.length > MOST_ROWS) {
    return { problem: invalid(`The file has more than ${MOST_ROWS} rows.`) };
  }
  const [first] = records;
  if (first && !('entityRef' in first) && !('repoUrl' in first)) {
    return {
      problem: invalid('The header has neither entityRef nor repoUrl.'),
    };
  }
  return {
    rows: records.map(({ entityRef, repoUrl, ...rest }, index) => ({
      row: index + 1,
      ...(entityRef && { entityRef }),
      ...(repoUrl && { repoUrl }),
      parameters: Object.fromEntries(
        Object.entries(rest).filter(([, value]) => value !== ''),
      ),
      ...(!entityRef &&
        !repoUrl && {
          problem: invalid(
            `Row ${index + 1} names neither an entity nor a repository.`,
          ),
        }),
    })),
  };
}

function invalid(message: string): Reason {
  return {
    code: 'targets-invalid',
    message,
    nextStep:
      'Give a header with entityRef or repoUrl, and a column for each parameter.',
    field: 'targets.csv',
  };
}
