import type { ProvenanceRow } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { csvColumns, toCsvRecords } from '../provenance/toCsvRecords';
import { ExportFormat, writeExport } from './writeExport';

const csv = { columns: csvColumns, toRecords: toCsvRecords };

const row: ProvenanceRow = {
  taskId: '0b8f1c1e-6a55-4f0e-9d0a-1f6a6c1f0a11',
  title: 'Upgrade',
  phase: 'done',
  createdAt: '2026-01-01T00:00:00.000Z',
  repository: {
    host: 'github.com',
    owner: 'acme',
    name: 'web',
    url: 'https://github.com/acme/web',
  },
  requestedBy: 'user:default/ada',
  approvers: ['user:default/bo', 'user:default/cy'],
  sessionModels: ['gpt-5'],
  promptDigest: 'sha256:1',
  usage: { credits: 1.5 },
  githubTasks: [],
  pullRequests: [],
};
const pull = (number: number): ProvenanceRow['pullRequests'][number] => ({
  number,
  url: `https://github.com/acme/web/pull/${number}`,
  title: 'Upgrade',
  state: 'merged',
  mergedAt: '2026-01-02T00:00:00.000Z',
  mergeCommit: 'abc123',
});

const sent = (
  id: string,
  sha: string,
): ProvenanceRow['githubTasks'][number] => ({
  id,
  adopted: false,
  customAgentFile: { repository: 'acme/web', path: 'agents/x.md', sha },
});

async function* of(...rows: ProvenanceRow[]) {
  yield* rows;
}

async function written(format: ExportFormat, ...rows: ProvenanceRow[]) {
  const output = new PassThrough();
  const [result] = await Promise.all([
    // as bytes: a reader of text would take the byte order mark away
    buffer(output),
    writeExport(of(...rows), { format, csv }, output),
  ]);
  return result.toString('utf8');
}

describe('writeExport', () => {
  it('writes one object a task as JSON Lines', async () => {
    const lines = await written('jsonl', row, { ...row, title: 'a\nb' });
    expect(lines.endsWith('\n')).toBe(true);
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([row, { ...row, title: 'a\nb' }]);
  });

  it('writes one line a pull request as CSV, credits once', async () => {
    const text = await written(
      'csv',
      {
        ...row,
        githubTasks: [sent('1', 'a1'), sent('2', 'a1'), sent('3', 'b2')],
        pullRequests: [pull(2), pull(1)],
      },
      row,
    );
    const [header, ...lines] = text.trimEnd().split('\r\n');
    const columns = header.replace(/^\uFEFF/, '').split(',');
    const cell = (line: string, name: string) =>
      line.split(',')[columns.indexOf(name)];
    expect(lines.map(line => cell(line, 'pull request'))).toEqual([
      'https://github.com/acme/web/pull/2',
      'https://github.com/acme/web/pull/1',
      '',
    ]);
    expect(lines.map(line => cell(line, 'credits'))).toEqual([
      '1.5',
      '',
      '1.5',
    ]);
    expect(lines.map(line => cell(line, 'custom agent files'))).toEqual([
      'acme/web/agents/x.md@a1 acme/web/agents/x.md@b2',
      'acme/web/agents/x.md@a1 acme/web/agents/x.md@b2',
      '',
    ]);
    expect(cell(lines[0], 'approvers')).toBe('user:default/bo user:default/cy');
  });

  it('writes a header where there is nothing', async () => {
    expect(await written('csv')).toMatch(/^\uFEFFtask,title,/);
    expect(await written('jsonl')).toBe('');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'keeps a spreadsheet from running %j',
    async title => {
      const text = await written('csv', { ...row, title });
      expect(text).toContain(`'${title}`);
    },
  );

  it('quotes what would be a line or a cell of its own', async () => {
    expect(await written('csv', { ...row, title: 'a,"b"\nc' })).toContain(
      '"a,""b""\nc"',
    );
  });

  it('breaks off where reading fails, and stops reading where nobody listens', async () => {
    async function* failing() {
      yield row;
      throw new Error('database is gone');
    }
    const output = new PassThrough();
    output.resume();
    await expect(
      writeExport(failing(), { format: 'csv', csv }, output),
    ).rejects.toThrow('database is gone');
    expect(output.destroyed).toBe(true);

    let read = 0;
    async function* endless() {
      for (;;) {
        read++;
        yield row;
      }
    }
    const gone = new Writable({
      write: (_chunk, _encoding, callback) => callback(new Error('gone')),
    });
    await expect(
      writeExport(endless(), { format: 'jsonl', csv }, gone),
    ).rejects.toThrow('gone');
    const after = read;
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(read).toBe(after);
  });
});
