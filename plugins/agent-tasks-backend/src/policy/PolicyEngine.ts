import type {
  PolicyDecision,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  PolicyAnswer,
  PolicyApproval,
  PolicyCheck,
  PolicyDenial,
  PolicyFacts,
  PolicyFinding,
  PolicyNote,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, stringifyError } from '@backstage/errors';

const CHECK_TIMEOUT_MS = 10_000;
const CHECK_FAILED = 'check-failed';

/** A decision, and what kind of refusal it makes where it denies. */
export type PolicyVerdict = {
  decision: PolicyDecision;
  kind?: PolicyDenial['kind'];
  /** Denied only because checks could not be evaluated: nothing is known. */
  undecided: boolean;
};

/**
 * Asks every check about a request and collects every reason.
 *
 * Deny wins, and so does doubt: a check that throws or does not answer in time
 * counts as a refusal that says so. Where nothing denies, people are asked if a
 * check wants that, and all approvals that checks want have to be given. What
 * it does not promise: that the facts still hold a moment later; that is why
 * they are asked again before a launch.
 */
export class PolicyEngine {
  readonly #checks: PolicyCheck[];
  readonly #logger: LoggerService;
  readonly #timeoutMs: number;

  private constructor(options: {
    checks: PolicyCheck[];
    logger: LoggerService;
    timeoutMs: number;
  }) {
    this.#checks = options.checks;
    this.#logger = options.logger;
    this.#timeoutMs = options.timeoutMs;
  }

  /** @throws ConflictError where two checks have the same id. */
  static create(options: {
    checks: PolicyCheck[];
    logger: LoggerService;
    timeoutMs?: number;
  }): PolicyEngine {
    const ids = options.checks.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice) {
      throw new ConflictError(`There are two policy checks '${twice}'`);
    }
    return new PolicyEngine({ timeoutMs: CHECK_TIMEOUT_MS, ...options });
  }

  async evaluate(facts: PolicyFacts): Promise<PolicyVerdict> {
    const results = await Promise.all(
      this.#checks.map(async check => ({
        id: check.id,
        ...parted(await this.#ask(check, facts)),
      })),
    );
    const findings = results.flatMap(result => result.findings);
    const notes = results.flatMap(result => result.notes);
    const notBefore = latest(notes);
    const denials = findings.filter(isDenial);
    const approvals = findings.filter(isApproval);
    return {
      decision: {
        result: resultOf(findings),
        reasons: (denials.length ? denials : approvals).map(toReason),
        checks: results.map(result => ({
          id: result.id,
          result: resultOf(result.findings),
        })),
        ...(notes.length && { notes: notes.map(toReason) }),
        ...(notBefore && { notBefore }),
        ...(approvals.length && {
          approvals: approvals.map(({ code, approval }) => ({
            code,
            count: approval.count,
            by: approval.by,
          })),
        }),
        evaluatedAt: new Date().toISOString(),
      },
      ...(denials.length && { kind: gravest(denials) }),
      undecided:
        denials.length > 0 &&
        denials.every(({ code }) => code === CHECK_FAILED),
    };
  }

  async #ask(check: PolicyCheck, facts: PolicyFacts): Promise<PolicyAnswer> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        (async () => check.evaluate(facts))(),
        new Promise<never>((_, reject) => {
          timer = setTimeout(
            () => reject(new Error('it took too long')),
            this.#timeoutMs,
          );
        }),
      ]);
    } catch (error) {
      this.#logger.error(
        `Policy check '${check.id}' failed: ${stringifyError(error)}`,
      );
      return [
        {
          kind: 'forbidden',
          code: CHECK_FAILED,
          message: `The policy check '${check.id}' could not be evaluated.`,
          nextStep:
            'Try again; if it stays, an administrator finds the cause in the log.',
        },
      ];
    } finally {
      clearTimeout(timer);
    }
  }
}

function isApproval(finding: PolicyFinding): finding is PolicyApproval {
  return finding.kind === 'approval';
}

function isDenial(finding: PolicyFinding): finding is PolicyDenial {
  return !isApproval(finding);
}

function resultOf(findings: PolicyFinding[]): PolicyDecision['result'] {
  if (findings.some(isDenial)) {
    return 'deny';
  }
  return findings.length ? 'needs-approval' : 'allow';
}

function gravest(denials: PolicyDenial[]): PolicyDenial['kind'] {
  const kinds = new Set(denials.map(({ kind }) => kind));
  return (
    (['not-found', 'forbidden', 'invalid'] as const).find(kind =>
      kinds.has(kind),
    ) ?? 'forbidden'
  );
}

function parted(answer: PolicyAnswer) {
  return {
    findings: answer.filter(
      (item): item is PolicyFinding => item.kind !== 'note',
    ),
    notes: answer.filter((item): item is PolicyNote => item.kind === 'note'),
  };
}

function latest(notes: PolicyNote[]): string | undefined {
  return notes
    .flatMap(({ notBefore }) => notBefore ?? [])
    .reduce<string | undefined>(
      (last, time) =>
        last === undefined || Date.parse(time) > Date.parse(last) ? time : last,
      undefined,
    );
}

function toReason(finding: Reason): Reason {
  const { code, message, nextStep, field } = finding;
  return {
    code,
    message,
    ...(nextStep && { nextStep }),
    ...(field && { field }),
  };
}
