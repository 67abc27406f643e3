import type { GraphQLResolveInfo } from 'graphql';
import { isoTime } from '../../clock';
import { CommitInfo } from '../../git/parseGit';
import { accountOfEmail } from '../../rest/present/presentCommit';
import { Repository } from '../../state/types';
import { connection, ConnectionArgs } from '../connection';
import { View } from './View';
import type { Views } from './Views';

/** A commit. */
export function commitView(
  views: Views,
  repository: Repository,
  commit: CommitInfo,
): View {
  const url = `${views.urls.web}/${views.world.fullName(repository)}/commit/${
    commit.sha
  }`;
  const person = (who: CommitInfo['author']) => ({
    name: who.name,
    email: who.email,
    date: isoTime(who.at),
    user: () => {
      const found = accountOfEmail(views.world, who.email);
      return found?.type === 'User' ? views.account(found) : null;
    },
  });
  return {
    __typename: 'Commit',
    id: Buffer.from(`C:${commit.sha}`).toString('base64url'),
    oid: commit.sha,
    abbreviatedOid: commit.sha.slice(0, 7),
    message: commit.message,
    messageHeadline: commit.message.split('\n')[0],
    messageBody: commit.message.split('\n').slice(2).join('\n'),
    url,
    commitUrl: url,
    committedDate: isoTime(commit.committer.at),
    authoredDate: isoTime(commit.author.at),
    author: person(commit.author),
    committer: person(commit.committer),
    statusCheckRollup: () => views.rollup(repository, commit.sha),
    checkSuites: (
      args: ConnectionArgs,
      _c: unknown,
      info: GraphQLResolveInfo,
    ) =>
      connection(
        views.world.runsOf(repository.id, commit.sha),
        args,
        info,
        views.checkSuite,
      ),
  };
}

/** A branch. */
export function refView(
  views: Views,
  repository: Repository,
  name: string,
  sha: string,
): View {
  const short = name.replace(/^refs\/heads\//, '');
  return {
    __typename: 'Ref',
    id: Buffer.from(`REF:${repository.id}:${short}`).toString('base64url'),
    name: short,
    prefix: 'refs/heads/',
    target: () => views.commitOf(repository, sha),
    repository: () => views.repository(repository),
  };
}

/** A commit, a blob or a tree, by git's expression for it. */
export async function gitObject(
  views: Views,
  repository: Repository,
  expression: string,
): Promise<View | null> {
  const { git } = views.world;
  const sha = await git.resolve(repository.id, expression);
  if (!sha) return null;
  const type = (await git.run(repository.id, ['cat-file', '-t', sha]))
    .toString()
    .trim();
  if (type === 'commit') return views.commitOf(repository, sha);
  if (type === 'blob') {
    const bytes = await git.blob(repository.id, sha);
    return {
      __typename: 'Blob',
      id: Buffer.from(`B:${sha}`).toString('base64url'),
      oid: sha,
      byteSize: bytes.length,
      isBinary: bytes.includes(0),
      isTruncated: false,
      text: bytes.includes(0) ? null : bytes.toString(),
    };
  }
  const entries = await git.tree(repository.id, sha);
  return {
    __typename: 'Tree',
    id: Buffer.from(`T:${sha}`).toString('base64url'),
    oid: sha,
    entries: entries.map(entry => ({
      name: entry.path,
      path: entry.path,
      type: entry.type,
      oid: entry.sha,
      size: entry.size ?? 0,
      object: () => gitObject(views, repository, entry.sha),
    })),
  };
}
