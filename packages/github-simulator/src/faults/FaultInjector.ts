import { VirtualClock } from '../clock';
import { Random } from '../state/Random';
import { FaultRule, FaultRuleStatus } from './FaultRule';

/** What a rule is compared with. */
export interface FaultSubject {
  method: string;
  path: string;
  user?: string;
  body?: string;
}

interface ActiveRule {
  status: FaultRuleStatus;
  path?: RegExp;
  body?: RegExp;
  endsAt?: number;
}

/**
 * The rules by which requests go wrong. The first rule that hits decides;
 * `lag` and `delay` let later rules have their say as well.
 *
 * @public
 */
export class FaultInjector {
  private readonly rules = new Map<string, ActiveRule>();
  private nextId = 1;

  /** @internal */
  constructor(
    private readonly clock: VirtualClock,
    private readonly random: Random,
  ) {}

  /** Adds a rule, replacing one of the same id, and returns its id. */
  inject(rule: FaultRule): string {
    const id = rule.id ?? `fault-${this.nextId++}`;
    const pattern = (key: 'path' | 'body') => {
      const source = rule.match?.[key];
      if (source === undefined) return undefined;
      try {
        return new RegExp(source);
      } catch (error) {
        throw new TypeError(`match.${key} is no regular expression: ${error}`);
      }
    };
    if (typeof rule.effect?.type !== 'string') {
      throw new TypeError('A fault rule needs an effect with a type');
    }
    this.rules.set(id, {
      status: { ...rule, id, matched: 0, hits: 0 },
      path: pattern('path'),
      body: pattern('body'),
      endsAt:
        rule.forMs === undefined ? undefined : this.clock.now() + rule.forMs,
    });
    return id;
  }

  /** Removes one rule, or all of them. */
  clear(id?: string): void {
    if (id === undefined) this.rules.clear();
    else this.rules.delete(id);
  }

  /** All rules with their counts, also those that are used up. */
  list(): FaultRuleStatus[] {
    return [...this.rules.values()].map(rule => ({ ...rule.status }));
  }

  /** @internal */
  select(subject: FaultSubject): FaultRuleStatus[] {
    const selected: FaultRuleStatus[] = [];
    for (const rule of this.rules.values()) {
      if (!this.matches(rule, subject)) continue;
      const { status } = rule;
      status.matched += 1;
      if (status.matched <= (status.after ?? 0)) continue;
      if (status.times !== undefined && status.hits >= status.times) continue;
      if (
        status.probability !== undefined &&
        this.random.next() >= status.probability
      ) {
        continue;
      }
      status.hits += 1;
      selected.push(status);
      if (status.effect.type !== 'lag' && status.effect.type !== 'delay') break;
    }
    return selected;
  }

  private matches(rule: ActiveRule, subject: FaultSubject): boolean {
    if (rule.endsAt !== undefined && this.clock.now() >= rule.endsAt) {
      return false;
    }
    const match = rule.status.match ?? {};
    return (
      (match.method === undefined ||
        match.method.toUpperCase() === subject.method) &&
      (match.user === undefined ||
        match.user.toLowerCase() === subject.user?.toLowerCase()) &&
      (rule.path === undefined || rule.path.test(subject.path)) &&
      (rule.body === undefined || rule.body.test(subject.body ?? ''))
    );
  }
}
