import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { recordAnswer } from '../database/operations/identities/recordAnswer';
import type { AnswerFacts } from '../github/readAnswerFacts';
import type { Telemetry } from '../telemetry/Telemetry';

const FLUSH_MS = 1_000;

/**
 * Shares what GitHub's headers say with the other replicas: the latest answer
 * of each identity, at most once a second, never on the way of a request.
 */
export class AnswerRecorder {
  private readonly pending = new Map<string, AnswerFacts>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: {
      knex: Knex;
      logger: LoggerService;
      telemetry?: Telemetry;
    },
  ) {}

  /** Never throws. Only the launching token's budget is the identity's. */
  record(facts: AnswerFacts): void {
    this.options.telemetry?.answered({
      identityId: facts.identityId,
      kind: kindOf(facts.points),
      status: facts.status,
    });
    if (facts.token !== 'launch') {
      return;
    }
    const earlier = this.pending.get(facts.identityId);
    this.pending.set(facts.identityId, {
      ...earlier,
      ...facts,
      points: facts.points + (earlier?.points ?? 0),
    });
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.flush();
    }, FLUSH_MS).unref();
  }

  /** Writes what is pending. A failure is logged: the next answer says it again. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const answers = [...this.pending.values()];
    this.pending.clear();
    for (const facts of answers) {
      try {
        await recordAnswer(this.options.knex, facts);
      } catch (error) {
        this.options.logger.debug(
          `The budget of identity ${facts.identityId} was not noted: ${error}`,
        );
      }
    }
  }
}

function kindOf(points: number): 'launch' | 'read' | 'graphql' {
  if (points === 0) {
    return 'graphql';
  }
  return points > 1 ? 'launch' : 'read';
}
