import { GraphQLResolveInfo } from 'graphql';
import { GitHubGraphQLError } from './GitHubGraphQLError';

const MAX_RECORDS = 100;

/** The arguments of every connection. */
export interface ConnectionArgs {
  first?: number;
  last?: number;
  after?: string;
  before?: string;
}

/**
 * One page of `items`. Like GitHub it wants `first` or `last`, at most 100.
 */
export function connection<T, V>(
  items: T[],
  args: ConnectionArgs,
  info: GraphQLResolveInfo,
  present: (item: T) => V,
  more: Record<string, unknown> = {},
) {
  const name = info.fieldName;
  const { first, last } = args;
  if (first === undefined && last === undefined) {
    throw new GitHubGraphQLError(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  for (const [argument, value] of Object.entries({ first, last })) {
    if (value !== undefined && value > MAX_RECORDS) {
      throw new GitHubGraphQLError(
        'EXCESSIVE_PAGINATION',
        `Requesting ${value} records on the \`${name}\` connection exceeds the \`${argument}\` limit of ${MAX_RECORDS} records.`,
      );
    }
  }
  let start = args.after ? fromCursor(args.after) + 1 : 0;
  let end = args.before ? fromCursor(args.before) : items.length;
  if (first !== undefined) end = Math.min(end, start + first);
  if (last !== undefined) start = Math.max(start, end - last);
  const edges = items.slice(start, end).map((item, index) => ({
    cursor: toCursor(start + index),
    node: () => present(item),
  }));
  return {
    totalCount: items.length,
    edges,
    nodes: () => edges.map(edge => edge.node()),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    ...more,
  };
}

function toCursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function fromCursor(cursor: string): number {
  const index = /^cursor:(\d+)$/.exec(
    Buffer.from(cursor, 'base64').toString(),
  )?.[1];
  if (index === undefined) {
    throw new GitHubGraphQLError(
      'INVALID_CURSOR_ARGUMENTS',
      `\`${cursor}\` does not appear to be a valid cursor.`,
    );
  }
  return Number(index);
}
