import type { Entity } from '@backstage/catalog-model';
import { component } from '../__testUtils__/catalogEntities';
import { checkCatalog } from './checkCatalog';
import { checkFile } from './checkFile';

describe('checkCatalog', () => {
  const look = (value: string, equals: string, entity?: Entity) =>
    checkCatalog(
      { value, equals },
      {
        parameters: { target: 'node-24' },
        entity,
        requester: 'user:default/ada',
        template: { ref: '', title: '', version: '' },
      },
    );
  const shop = component('shop', { 'acme.com/runtime': 'node-22' });
  const runtime = "${{ entity.metadata.annotations['acme.com/runtime'] }}";
  it.each([
    [runtime, 'node-22', 'met', 'The catalog says “node-22”.'],
    [
      runtime,
      '${{ parameters.target }}',
      'not-met',
      'The catalog says “node-22”, not “node-24”.',
    ],
    ['${{ entity.spec.lifecycle }}', ' production ', 'met', /production/],
    // nothing there is not nothing
    ['${{ entity.metadata.annotations.none }}', '', 'unknown', /no value/],
    ["${{ entity.spec.none or 'none' }}", 'x', 'not-met', /“none”/],
    [runtime, '${{ parameters.goal }}', 'unknown', /parameters\.goal/],
    ['${{ entity.spec', 'x', 'unknown', /cannot be rendered/],
  ])('%s = %s: %s', (value, equals, result, message) => {
    expect(look(value, equals, shop)).toEqual({
      result,
      message: expect.stringMatching(message),
    });
  });

  it('knows nothing of what is not in the catalog', () => {
    expect(look(runtime, 'node-22').result).toBe('unknown');
  });
});

describe('checkFile', () => {
  const manifest = JSON.stringify({
    engines: { node: '24' },
    'a/b': { '~': [true] },
    none: null,
    list: [],
  });
  const pom = 'java: &v 1.10\nalso: *v\nyes: on\nnested:\n  - name: "21"\n';
  it.each([
    ['package.json', manifest, '/engines/node', '24', 'met'],
    ['package.json', manifest, '/engines/node', ' 24\n', 'met'],
    ['package.json', manifest, '/engines/node', '22', 'not-met'],
    ['package.json', manifest, '/engines/npm', '', 'not-met'],
    ['package.json', manifest, '/engines', '[object Object]', 'not-met'],
    ['package.json', manifest, '/engines/__proto__', '', 'not-met'],
    ['package.json', manifest, '/a~1b/~0/0', 'true', 'met'],
    ['package.json', '{ "engines": ', '/engines/node', '24', 'unknown'],
    // scalars of YAML stay as they are written
    ['versions.yaml', pom, '/java', '1.10', 'met'],
    ['versions.yaml', pom, '/also', '1.10', 'met'],
    ['versions.yaml', pom, '/yes', 'on', 'met'],
    ['versions.yaml', pom, '/nested/0/name', '21', 'met'],
    ['versions.yaml', 'a: [', '/a', '', 'unknown'],
    ['versions.yaml', '', '/a', '', 'not-met'],
  ])('%s %j at %s is %j: %s', (path, text, pointer, wanted, result) => {
    expect(checkFile({ path, pointer }, text, wanted).result).toBe(result);
  });

  it('says what it saw, with what hides written out', () => {
    const text = JSON.stringify({ v: `\u202e${'x'.repeat(100)}` });
    expect(
      checkFile({ path: 'a.json', pointer: '/v' }, text, '1').message,
    ).toBe(`a.json has “[U+202E]${'x'.repeat(51)}…” at /v, not “1”.`);
  });

  it.each([
    ['(?m)^FROM node:24(\\.\\d+)*(-\\w+)?$', 'met'],
    ['^FROM node:24', 'not-met'],
    ['(?i)NODE:2[0-9]', 'met'],
    ['(', 'unknown'],
    ['node(?=:24)', 'unknown'],
  ])('%s in a Dockerfile: %s', (matches, result) => {
    const text = '# build\nFROM node:24.1-slim\nRUN npm ci\n';
    expect(checkFile({ path: 'Dockerfile', matches }, text, undefined)).toEqual(
      { result, message: expect.any(String) },
    );
  });

  it.each(['(a+)+$', '(a|a)*b', '([ab]*a[ab]{400}){2}c', '(a?){60}a{60}z'])(
    'T11: ends soon whatever the pattern: %s',
    matches => {
      const text = `zbc\n${'ab'.repeat(100_000)}!`;
      const began = performance.now();
      checkFile({ path: 'x', matches }, text, undefined);
      expect(performance.now() - began).toBeLessThan(5_000);
    },
  );

  it('T11: lets no document grow', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, index) => {
        const before = 'abcdefgh'[index];
        return `${name}: &${name} [${Array(9).fill(`*${before}`)}]`;
      }),
    ].join('\n');
    expect(
      checkFile({ path: 'a.yaml', pointer: '/a/0' }, bomb, 'x').result,
    ).toBe('unknown');
  });
});
