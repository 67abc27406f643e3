import { Random } from '../state/Random';
import { AgentRule } from './AgentBehaviour';

interface CountedRule {
  rule: AgentRule & { id: string };
  matched: number;
  hits: number;
}

/** Keeps the agents' rules in order and counts what they match. */
export class RuleBook {
  private readonly rules: CountedRule[] = [];
  private nextId = 1;

  constructor(private readonly random: Random, rules: AgentRule[]) {
    for (const rule of rules) this.add(rule);
  }

  /** Adds a rule in front of all others and returns its id. */
  addFirst(rule: AgentRule): string {
    return this.insert(rule, 0);
  }

  add(rule: AgentRule): string {
    return this.insert(rule, this.rules.length);
  }

  clear(id?: string): void {
    const keep = this.rules.filter(
      ({ rule }) => id !== undefined && rule.id !== id,
    );
    this.rules.splice(0, this.rules.length, ...keep);
  }

  list(): (AgentRule & { id: string; matched: number; hits: number })[] {
    return this.rules.map(({ rule, matched, hits }) => ({
      ...rule,
      matched,
      hits,
    }));
  }

  /** The rule for a new task, if one applies. */
  select(repository: string, creator: string): AgentRule | undefined {
    const same = (a: string | undefined, b: string) =>
      a === undefined || a.toLowerCase() === b.toLowerCase();
    for (const counted of this.rules) {
      const { rule } = counted;
      if (!same(rule.match?.repository, repository)) continue;
      if (!same(rule.match?.creator, creator)) continue;
      counted.matched += 1;
      const position = counted.matched - (rule.after ?? 0);
      if (position <= 0 || position % (rule.every ?? 1) !== 0) continue;
      if (rule.times !== undefined && counted.hits >= rule.times) continue;
      if (
        rule.probability !== undefined &&
        this.random.next() >= rule.probability
      ) {
        continue;
      }
      counted.hits += 1;
      return rule;
    }
    return undefined;
  }

  private insert(rule: AgentRule, position: number): string {
    const id = rule.id ?? `rule-${this.nextId++}`;
    this.clear(id);
    this.rules.splice(position, 0, {
      rule: { ...rule, id },
      matched: 0,
      hits: 0,
    });
    return id;
  }
}
