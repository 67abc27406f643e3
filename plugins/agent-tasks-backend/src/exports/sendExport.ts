import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Response } from 'express';
import { CsvForm, ExportFormat, exportTypes, writeExport } from './writeExport';

type Request = Parameters<AuditorService['createEvent']>[0]['request'];

/**
 * Answers a request with a file, on the platform's audit log whatever its
 * outcome.
 */
export async function sendExport<T>(
  { req, res }: { req: unknown; res: unknown },
  options: {
    auditor: AuditorService;
    eventId: string;
    meta: JsonObject;
    /** Without its ending. */
    fileName: string;
    format: ExportFormat;
    csv: CsvForm<T>;
    /** What can be refused is refused before the answer has begun. */
    rows(): Promise<AsyncIterable<T>>;
  },
): Promise<void> {
  const { auditor, eventId, meta, fileName, format, csv } = options;
  // the typed router's response has the body's type, and none of a stream
  const answer = res as Response;
  const event = await auditor.createEvent({
    eventId,
    request: req as Request,
    meta: { ...meta, format },
  });
  try {
    const rows = await options.rows();
    answer.status(200);
    answer.setHeader('content-type', exportTypes[format]);
    answer.setHeader(
      'content-disposition',
      `attachment; filename="${fileName}.${format}"`,
    );
    await writeExport(rows, { format, csv }, answer);
    await event.success();
  } catch (error) {
    await event.fail({ error: error as Error });
    // a reader that went away, or an answer that was broken off
    if (!answer.headersSent) {
      throw error;
    }
  }
}
