import { InputError, stringifyError } from '@backstage/errors';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { AuditExportVerdict, verifyAuditExport } from './verifyAuditExport';

const usage = `Usage: agent-tasks-audit verify FILE [--anchors FILE]

Checks an export of the audit trail (GET /v1/audit-events/export) without the
service. FILE may be - for the standard input.

  --anchors FILE   lines of JSON with position and hash, as they were told
                   outside of the database; each is compared with the export

Ends with 0 where the export is as it was sealed, 1 where it is not, and 2
where it cannot be read.
`;

/**
 * The command line of `agent-tasks-audit`.
 *
 * @param args - without the program's own name
 * @returns the code to exit with
 * @public
 */
export async function runAuditCli(
  args: string[],
  output: {
    stdout: Pick<NodeJS.WriteStream, 'write'>;
    stderr: Pick<NodeJS.WriteStream, 'write'>;
  } = process,
): Promise<number> {
  const { stdout, stderr } = output;
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        anchors: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      stdout.write(usage);
      return 0;
    }
    const [command, file, ...rest] = positionals;
    if (command !== 'verify' || !file || rest.length) {
      stderr.write(usage);
      return 2;
    }
    const anchors = values.anchors
      ? await readAnchors(values.anchors)
      : undefined;
    const verdict = await verifyAuditExport(linesOf(file), anchors);
    stdout.write(describe(verdict, anchors?.size));
    return verdict.broken ? 1 : 0;
  } catch (error) {
    stderr.write(`${stringifyError(error)}\n`);
    return 2;
  }
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({
    input: file === '-' ? process.stdin : createReadStream(file),
    crlfDelay: Infinity,
  });
}

async function readAnchors(file: string): Promise<Map<number, string>> {
  const anchors = new Map<number, string>();
  for await (const line of linesOf(file)) {
    if (line.trim()) {
      const { position, hash } = JSON.parse(line);
      if (!Number.isSafeInteger(position) || typeof hash !== 'string') {
        throw new InputError('A line of the anchors has no position and hash');
      }
      anchors.set(position, hash);
    }
  }
  return anchors;
}

function describe(verdict: AuditExportVerdict, anchors?: number): string {
  const { header, head, broken, anchorsCompared } = verdict;
  const checked = `${head.position - header.after.position} events, positions ${
    header.after.position + 1
  } to ${head.position}`;
  const lines = broken
    ? [
        `BROKEN at position ${broken.position} (${broken.reason}): ${broken.message}`,
        `As sealed before it: ${checked}`,
      ]
    : [`OK: ${checked}`];
  lines.push(`Hash at ${head.position}: ${head.hash}`);
  if (anchors !== undefined) {
    lines.push(`Compared with ${anchorsCompared} of ${anchors} anchors`);
  }
  return `${lines.join('\n')}\n`;
}
