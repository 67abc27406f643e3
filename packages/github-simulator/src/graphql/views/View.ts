import { isoTime } from '../../clock';
import { Account, Token } from '../../state/types';

/** Who asks, and how old the picture is that they get. */
export interface GraphQLCaller {
  account: Account;
  token: Token;
  lagMs?: number;
}

/** An object of GitHub's schema; a function is a field that is read lazily. */
export type View = Record<string, unknown>;

/** A time as the schema has it. */
export const time = (ms: number | undefined) =>
  ms === undefined ? null : isoTime(ms);
