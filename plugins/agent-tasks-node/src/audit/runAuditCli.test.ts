import type { JsonObject } from '@backstage/types';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  AUDIT_CHAIN_START,
  auditContentOf,
  hashAuditContent,
} from './auditChain';
import { AUDIT_EXPORT_KIND } from './AuditExportHeader';
import { runAuditCli } from './runAuditCli';

const EVENTS = 4_500;

describe('agent-tasks-audit', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-export-'));
  const file = path.join(directory, 'audit.jsonl');
  const lines: string[] = [];

  beforeAll(() => {
    let { hash } = AUDIT_CHAIN_START;
    const events = Array.from({ length: EVENTS }, (_, index) => {
      const content: JsonObject = { id: String(index), action: 'task.submit' };
      hash = hashAuditContent(hash, auditContentOf(content));
      return JSON.stringify({ position: index + 1, hash, ...content });
    });
    const header = {
      kind: AUDIT_EXPORT_KIND,
      exportedAt: '2026-01-01T00:00:00.000Z',
      after: AUDIT_CHAIN_START,
      until: { position: EVENTS, hash },
    };
    lines.push(JSON.stringify(header), ...events);
    fs.writeFileSync(file, `${lines.join('\n')}\n`);
  });
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  async function run(args: string[], content?: string[]) {
    const changed = path.join(directory, 'changed.jsonl');
    if (content) {
      fs.writeFileSync(changed, content.join('\n'));
    }
    const written = { out: '', err: '' };
    const code = await runAuditCli(
      args.map(arg => (arg === 'CHANGED' ? changed : arg)),
      {
        stdout: { write: (text: string) => Boolean((written.out += text)) },
        stderr: { write: (text: string) => Boolean((written.err += text)) },
      },
    );
    return { code, ...written };
  }

  it('runs as a program of its own, on a file and on the standard input', () => {
    const bin = path.resolve(__dirname, '../../bin/agent-tasks-audit');
    const result = spawnSync(process.execPath, [bin, 'verify', '-'], {
      input: fs.readFileSync(file),
      encoding: 'utf8',
    });
    expect([result.status, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toContain('OK: 4500 events, positions 1 to 4500');
    const broken = spawnSync(process.execPath, [bin, 'verify', '-'], {
      input: lines.toSpliced(3_000, 1).join('\n'),
      encoding: 'utf8',
    });
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain('BROKEN at position 3000 (gap)');
  }, 60_000);

  it('compares with anchors from elsewhere', async () => {
    const anchors = path.join(directory, 'anchors.jsonl');
    const { position, hash } = JSON.parse(lines[2_500]);
    fs.writeFileSync(anchors, `${JSON.stringify({ position, hash })}\n`);
    const args = ['verify', file, '--anchors', anchors];
    expect(await run(args)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Compared with 1 of 1 anchors'),
    });
    fs.writeFileSync(
      anchors,
      `${JSON.stringify({ position, hash: 'f'.repeat(64) })}\n`,
    );
    expect(await run(args)).toMatchObject({
      code: 1,
      out: expect.stringContaining('BROKEN at position 2500 (rewritten)'),
    });
  });

  it.each<[string, () => string[], string]>([
    [
      'an edited event',
      () => lines.with(2_100, lines[2_100].replace('submit', 'retry')),
      'BROKEN at position 2100 (edited)',
    ],
    [
      'a file that was cut off',
      () => lines.slice(0, 4_001),
      'BROKEN at position 4001 (gap)',
    ],
    [
      'events after its end',
      () =>
        lines.with(
          0,
          lines[0].replace(
            /"until":\{"position":\d+,"hash":"\w+"/,
            `"until":{"position":4499,"hash":"${'1'.repeat(64)}"`,
          ),
        ),
      'BROKEN at position 4500 (edited)',
    ],
  ])('ends with 1 for %s', async (_name, content, message) => {
    const result = await run(['verify', 'CHANGED'], content());
    expect(result).toMatchObject({ code: 1, err: '' });
    expect(result.out).toContain(message);
  });

  it.each<[string, string[], string[] | undefined, string]>([
    ['no command', [], undefined, 'Usage:'],
    ['another option', ['verify', file, '--fast'], undefined, '--fast'],
    ['no such file', ['verify', `${file}.none`], undefined, 'ENOENT'],
    ['an empty file', ['verify', 'CHANGED'], [], 'The file is empty'],
    ['another file', ['verify', 'CHANGED'], ['{}'], 'not that of an audit'],
    ['no JSON', ['verify', 'CHANGED'], ['hello'], 'Line 1 is not a JSON'],
  ])('ends with 2 for %s', async (_name, args, content, message) => {
    const result = await run(args, content);
    expect(result.code).toBe(2);
    expect(result.err).toContain(message);
  });
});
