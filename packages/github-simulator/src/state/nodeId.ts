const PREFIX = {
  User: 'U_kgDO',
  Organization: 'O_kgDO',
  Bot: 'BOT_kgDO',
  Team: 'T_kwDO',
  Repository: 'R_kgDO',
  PullRequest: 'PR_kwDO',
  PullRequestReview: 'PRR_kwDO',
  Issue: 'I_kwDO',
  IssueComment: 'IC_kwDO',
  Label: 'LA_kwDO',
  CheckSuite: 'CS_kwDO',
  CheckRun: 'CR_kwDO',
  WorkflowRun: 'WFR_kwLO',
  StatusContext: 'SC_kwDO',
} as const;

/** The GraphQL types that have a global id here. */
export type NodeType = keyof typeof PREFIX;

/** GitHub's opaque global ids: a prefix that tells the type, then the key. */
export function nodeId(type: NodeType, id: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(id));
  return `${PREFIX[type]}${bytes.toString('base64url')}`;
}

/** Reads what {@link nodeId} wrote. */
export function parseNodeId(
  value: string,
): { type: NodeType; id: number } | undefined {
  for (const [type, prefix] of Object.entries(PREFIX)) {
    if (!value.startsWith(prefix)) continue;
    const bytes = Buffer.from(value.slice(prefix.length), 'base64url');
    if (bytes.length !== 8) return undefined;
    return { type: type as NodeType, id: Number(bytes.readBigUInt64BE()) };
  }
  return undefined;
}
