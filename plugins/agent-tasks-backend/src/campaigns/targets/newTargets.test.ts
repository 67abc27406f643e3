import type { MergedTarget } from './mergeTargets';
import { newTargets } from './newTargets';

const target = (key: string): MergedTarget => {
  const [path, ref] = key.split(' ');
  const [host, owner, name] = path.split('/');
  return {
    key,
    entityRefs: ref ? [ref] : [],
    repository: { host, owner, name, url: `https://${path}` },
    parameters: {},
    excluded: false,
  };
};

describe('newTargets', () => {
  const web = 'github.com/acme/web';
  const api = 'github.com/acme/api';
  it.each<[string, string[], string[], string[]]>([
    ['what it does not have', [web], [web, api], [api]],
    ['each once', [], [api, api], [api]],
    [
      'a component beside another one',
      [`${web} c:1`],
      [`${web} c:2`],
      [`${web} c:2`],
    ],
    ['no component of a repository that takes part', [web], [`${web} c:1`], []],
    ['no repository whose component takes part', [`${web} c:1`], [web], []],
    ['nor both at once', [], [web, `${web} c:1`], [web]],
    ['what only begins alike', [`${web}2 c:1`], [web], [web]],
  ])('%s', (_, known, wanted, expected) => {
    expect(newTargets(known, wanted.map(target)).map(({ key }) => key)).toEqual(
      expected,
    );
  });
});
