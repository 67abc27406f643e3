import type { ActiveCount } from '../database/operations/admission/countActive';
import type { Candidate } from '../database/operations/admission/listCandidates';
import type { ConcurrencyCaps } from '../config/AgentTasksConfig';

const kinds = ['org', 'repository', 'owner', 'template'] as const;

type Place = Pick<Candidate, 'org' | 'repository' | 'owner' | 'template'>;

/**
 * How many tasks more organizations, repositories, owners and templates may
 * have at work. What has no cap, and a task without an owner or template,
 * always has room.
 */
export class Room {
  private readonly used: Record<keyof Place, Map<string, number>> = {
    org: new Map(),
    repository: new Map(),
    owner: new Map(),
    template: new Map(),
  };
  private readonly caps: Record<keyof Place, number>;

  constructor(caps: ConcurrencyCaps, active: ActiveCount[]) {
    this.caps = {
      org: caps.perOrganization ?? Infinity,
      repository: caps.perRepository ?? Infinity,
      owner: caps.perOwner ?? Infinity,
      template: caps.perTemplate ?? Infinity,
    };
    for (const place of active) {
      this.add(place, place.count);
    }
  }

  fits(place: Place): boolean {
    return kinds.every(
      kind =>
        place[kind] === null ||
        (this.used[kind].get(place[kind]) ?? 0) < this.caps[kind],
    );
  }

  take(place: Place): void {
    this.add(place, 1);
  }

  /** Those that have none left. */
  full(kind: keyof Place): string[] {
    return [...this.used[kind]]
      .filter(([, count]) => count >= this.caps[kind])
      .map(([name]) => name);
  }

  private add(place: Place, count: number) {
    for (const kind of kinds) {
      const name = place[kind];
      if (name !== null) {
        this.used[kind].set(name, (this.used[kind].get(name) ?? 0) + count);
      }
    }
  }
}
