/** Arms that only delay can be followed by another in the same process. */
const MOST_DELAYS = 2;

const isLethal = arm => arm.startsWith('kill:');

/** Which points are still to be reached, and which process tries for which. */
export class Armoury {
  #frequent;
  #rare;
  #dealt = new Map();
  #reached = new Map();

  /** @param {{ frequent: string[], rare: string[] }} arms */
  constructor({ frequent, rare }) {
    this.#frequent = frequent;
    this.#rare = rare;
  }

  /** Arms for a new process: a few delays, then a death. */
  deal(slot) {
    this.#dealt.delete(slot);
    const taken = new Set([...this.#dealt.values()].flat());
    const open = this.#frequent.filter(
      arm => !this.#reached.has(arm) && !taken.has(arm),
    );
    const chain = [
      ...open.filter(arm => !isLethal(arm)).slice(0, MOST_DELAYS),
      ...open.filter(isLethal).slice(0, 1),
    ];
    this.#dealt.set(slot, chain);
    return { chain, rare: this.#rare.filter(arm => !this.#reached.has(arm)) };
  }

  reach(arm) {
    this.#reached.set(arm, (this.#reached.get(arm) ?? 0) + 1);
  }

  timesReached(arm) {
    return this.#reached.get(arm) ?? 0;
  }

  get missing() {
    return [...this.#frequent, ...this.#rare].filter(
      arm => !this.#reached.has(arm),
    );
  }
}
