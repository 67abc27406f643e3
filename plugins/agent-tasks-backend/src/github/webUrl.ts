/**
 * An address of GitHub's that a browser may be sent to: as GitHub gave it, and
 * nothing that a script could hide in. Whose host it is, is for whoever shows it.
 */
export function webUrl(url: string | null | undefined): string | undefined {
  return url &&
    URL.canParse(url) &&
    /^https?:$/.test(new URL(url).protocol) &&
    !/[\s\p{Cc}]/u.test(url)
    ? url
    : undefined;
}
