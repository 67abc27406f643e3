const PREFIX = 'schedule:';

/** Who asks for the tasks of a schedule: itself, nobody's name. */
export function scheduleActor(id: string): string {
  return `${PREFIX}${id}`;
}

/** The schedule that an actor is; undefined where it is none. */
export function scheduleIdOf(actor: string): string | undefined {
  return actor.startsWith(PREFIX) ? actor.slice(PREFIX.length) : undefined;
}
