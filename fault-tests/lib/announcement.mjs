/** How a replica tells on its output that it is at an armed point. */
const PREFIX = 'fault-tests:';

export const announce = (arm, what) => `\n${PREFIX} ${arm} ${what}\n`;

/** @returns {{ arm: string, what: 'reached' | 'passed' } | undefined} */
export function readAnnouncement(line) {
  const [prefix, arm, what] = line.split(' ');
  return prefix === PREFIX ? { arm, what } : undefined;
}
