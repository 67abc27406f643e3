import { slugOf, titleOf } from './titleOf';

describe('titleOf', () => {
  it.each([
    ['Write the first tests.\nAnd more.', 'Write the first tests'],
    [
      '## Migrate ⟦orders⟧ to ⟦node-24⟧\n\nDetails',
      'Migrate orders to node-24',
    ],
    ['\n---\n> **add** `snake_case_name` ##', 'Add snake_case_name'],
    ['<!-- marker -->\nDo it. Then stop.', 'Do it'],
    [
      'Prepare the release of the payment service with all of its changelogs',
      'Prepare the release of the payment service with all of its',
    ],
    ['x'.repeat(80), `X${'x'.repeat(59)}`],
    ['…', 'Do the requested work'],
  ])('%j is titled %s', (prompt, title) => {
    expect(titleOf(prompt)).toBe(title);
  });
});

describe('slugOf', () => {
  it.each([
    ['Migrate orders to node-24', 'migrate-orders-to-node-24'],
    [
      'Prepare the release of the payment service with all',
      'prepare-the-release-of-the-payment',
    ],
    ['Überprüfen', 'u-berpru-fen'],
    ['…', 'work'],
  ])('%s is named %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});
