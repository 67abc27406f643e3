import { parseGitHubTaskId } from './parseGitHubTaskId';

it.each([
  ['fd59051e-a243-4970-9a54-f94c8a54f700'],
  ['  fd59051e-a243-4970-9a54-f94c8a54f700 '],
  [
    'https://github.com/acme/payments/tasks/fd59051e-a243-4970-9a54-f94c8a54f700',
  ],
  [
    'https://github.com/acme/tasks/tasks/fd59051e-a243-4970-9a54-f94c8a54f700/?session=1#log',
  ],
])('reads the id of a task from %s', text => {
  expect(parseGitHubTaskId(text)).toBe('fd59051e-a243-4970-9a54-f94c8a54f700');
});

it.each([
  '',
  'two words',
  'https://github.com/acme/payments/pull/31',
  'https://github.com/acme/payments/tasks',
  'https://github.com/acme/payments/tasks/a%20b',
])('reads none from %p', text => {
  expect(parseGitHubTaskId(text)).toBeUndefined();
});
