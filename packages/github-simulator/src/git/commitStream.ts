/** Who a commit is by. */
export interface Signature {
  name: string;
  email: string;
}

/** One commit to write; a file with `undefined` content is deleted. */
export interface CommitInput {
  branch: string;
  parent?: string;
  message: string;
  author: Signature;
  committer?: Signature;
  /** Milliseconds since 1970. */
  at: number;
  files: Record<string, string | Buffer | undefined>;
}

/** A commit as `git fast-import` reads it; it answers with the commit's name. */
export function commitStream(input: CommitInput): Buffer {
  const stamp = `${Math.floor(input.at / 1000)} +0000`;
  const committer = input.committer ?? input.author;
  const parts: (string | Buffer)[] = [
    `commit refs/heads/${input.branch}\nmark :1\n`,
    `author ${signature(input.author)} ${stamp}\n`,
    `committer ${signature(committer)} ${stamp}\n`,
    ...data(input.message),
  ];
  if (input.parent) parts.push(`from ${input.parent}\n`);
  for (const [file, content] of Object.entries(input.files)) {
    const path = quotePath(file);
    if (content === undefined) {
      parts.push(`D ${path}\n`);
    } else {
      parts.push(`M 100644 inline ${path}\n`, ...data(content));
    }
  }
  parts.push('\nget-mark :1\ndone\n');
  return Buffer.concat(parts.map(part => Buffer.from(part)));
}

function signature({ name, email }: Signature): string {
  return `${name.replace(/[<>\n]/g, '')} <${email.replace(/[<>\n]/g, '')}>`;
}

function data(content: string | Buffer): (string | Buffer)[] {
  const bytes = Buffer.from(content);
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

function quotePath(path: string): string {
  return `"${path
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')}"`;
}
