import type {
  ProvenanceExportFormat,
  ProvenanceRow,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { stringify } from 'csv-stringify';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvColumns, toCsvRecords } from './toCsvRecords';

/** What an answer of each format says that it is. */
export const exportTypes: Record<ProvenanceExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

/**
 * Writes rows as they come, at the pace of whoever reads. A reader that goes
 * away ends the reading of rows; an error that comes late breaks the answer
 * off, so that nobody takes a part for the whole.
 */
export async function exportProvenance(
  rows: AsyncIterable<ProvenanceRow>,
  format: ProvenanceExportFormat,
  output: Writable,
): Promise<void> {
  await (format === 'csv'
    ? pipeline(Readable.from(csvRecords(rows)), csvWriter(), output)
    : pipeline(Readable.from(jsonLines(rows)), output));
}

function csvWriter(): Transform {
  return stringify({
    header: true,
    columns: csvColumns,
    // titles and tickets are other people's words; a spreadsheet would run them
    escape_formulas: true,
    // without it Excel reads UTF-8 as something else
    bom: true,
    record_delimiter: 'windows',
  });
}

async function* csvRecords(rows: AsyncIterable<ProvenanceRow>) {
  for await (const row of rows) {
    yield* toCsvRecords(row);
  }
}

async function* jsonLines(rows: AsyncIterable<ProvenanceRow>) {
  for await (const row of rows) {
    yield `${JSON.stringify(row)}\n`;
  }
}
