/** GitHub's windows for requests of one user that create something. */
const windows = [
  { seconds: 60, requests: 80 },
  { seconds: 3_600, requests: 500 },
  // 900 points a minute, 5 for a POST
  { seconds: 60, requests: 180 },
  { seconds: 3_600, requests: 5_000 },
];

/**
 * The least time, in seconds, in which one user can create `count` tasks: each
 * is sent as soon as every sliding window has room for it, and takes no time.
 */
export function optimumSeconds(count) {
  const sentAt = [];
  for (let at = 0; sentAt.length < count; ) {
    for (const { seconds, requests } of windows) {
      if (sentAt.length >= requests) {
        at = Math.max(at, sentAt[sentAt.length - requests] + seconds);
      }
    }
    sentAt.push(at);
  }
  return sentAt.at(-1);
}
