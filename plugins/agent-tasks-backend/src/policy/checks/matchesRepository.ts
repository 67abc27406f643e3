import { minimatch } from 'minimatch';

/** Whether a glob over `owner/name` or `host/owner/name` means a repository. */
export function matchesRepository(
  repository: { host: string; owner: string; name: string },
  glob: string,
): boolean {
  const name = `${repository.owner}/${repository.name}`;
  return [name, `${repository.host}/${name}`].some(text =>
    minimatch(text, glob, {
      nocase: true,
      dot: true,
      nocomment: true,
      nonegate: true,
    }),
  );
}
