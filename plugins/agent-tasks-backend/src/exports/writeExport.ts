import { stringify } from 'csv-stringify';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Formats of files that people take away. */
export type ExportFormat = 'csv' | 'jsonl';

/** What an answer of each format says that it is. */
export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

/** How rows become lines of a CSV. */
export type CsvForm<T> = {
  /** In this order; new ones are added at the end. */
  columns: string[];
  toRecords(row: T): Record<string, unknown>[];
};

/**
 * Writes rows as they come, at the pace of whoever reads. A reader that goes
 * away ends the reading of rows; an error that comes late breaks the answer
 * off, so that nobody takes a part for the whole.
 */
export async function writeExport<T>(
  rows: AsyncIterable<T>,
  options: { format: ExportFormat; csv: CsvForm<T> },
  output: Writable,
): Promise<void> {
  const { format, csv } = options;
  await (format === 'csv'
    ? pipeline(
        Readable.from(csvRecords(rows, csv)),
        csvWriter(csv.columns),
        output,
      )
    : pipeline(Readable.from(jsonLines(rows)), output));
}

function csvWriter(columns: string[]): Transform {
  return stringify({
    header: true,
    columns,
    // titles and tickets are other people's words; a spreadsheet would run them
    escape_formulas: true,
    // without it Excel reads UTF-8 as something else
    bom: true,
    record_delimiter: 'windows',
  });
}

async function* csvRecords<T>(
  rows: AsyncIterable<T>,
  { toRecords }: CsvForm<T>,
) {
  for await (const row of rows) {
    yield* toRecords(row);
  }
}

async function* jsonLines<T>(rows: AsyncIterable<T>) {
  for await (const row of rows) {
    yield `${JSON.stringify(row)}\n`;
  }
}
