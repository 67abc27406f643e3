/**
 * The address that a link to GitHub may lead to: http or https, on this host,
 * without a user in it.
 *
 * @param url - as GitHub gave it
 * @param host - of the repository, with its port where it has one
 * @returns undefined where a browser should not be sent there.
 * @public
 */
export function gitHubUrl(
  url: string | undefined,
  host: string,
): string | undefined {
  if (!url || !URL.canParse(url)) {
    return undefined;
  }
  const parsed = new URL(url);
  return /^https?:$/.test(parsed.protocol) &&
    parsed.host === host.toLowerCase() &&
    !parsed.username &&
    !parsed.password
    ? // as it was understood here, so that no browser understands it otherwise
      parsed.href
    : undefined;
}
