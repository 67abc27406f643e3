import { explainStartFailure } from './explainStartFailure';

describe('explainStartFailure', () => {
  it.each([
    [
      "Failed to connect to the database to make sure that 'backstage_plugin_catalog' exists, Error: connect ECONNREFUSED 127.0.0.1:1",
      'connect ECONNREFUSED 127.0.0.1:1',
    ],
    [
      'Failed to connect to the database to make sure that \'x\' exists, error: password authentication failed for user "me"',
      'password authentication failed for user "me"',
    ],
  ])('names the key for: %s', (message, reason) => {
    const error = new Error('Backend startup failed', {
      cause: new Error(message),
    });
    expect(explainStartFailure(error)).toBe(
      `The backend has no PostgreSQL: correct backend.database.connection (${reason}).`,
    );
  });

  it('says nothing about other failures', () => {
    expect(
      explainStartFailure(new Error('connect ECONNREFUSED 127.0.0.1:7100')),
    ).toBeUndefined();
    expect(explainStartFailure('broken')).toBeUndefined();
  });
});
