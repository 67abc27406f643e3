import { parsePullRequest } from './parsePullRequest';

describe('parsePullRequest', () => {
  it.each([
    [
      'https://github.com/acme/web/pull/12',
      { host: 'github.com', owner: 'acme', name: 'web', number: 12 },
    ],
    [
      'http://localhost:7100/acme/web/pull/12/files#diff',
      { host: 'localhost:7100', owner: 'acme', name: 'web', number: 12 },
    ],
    [' acme/web.js#7 ', { owner: 'acme', name: 'web.js', number: 7 }],
    ['#7', { number: 7 }],
    ['7', { number: 7 }],
    ['acme/web7', undefined],
    ['acme/web', undefined],
    ['https://github.com/acme/web/issues/12', undefined],
    ['0', undefined],
    ['99999999999', undefined],
    ["7' or 1=1", undefined],
    ['', undefined],
  ])('reads %j', (text, expected) => {
    expect(parsePullRequest(text)).toEqual(expected);
  });
});
