import { SecretScanner } from './SecretScanner';

// put together here, so that no scanner of this repository stumbles over them
const gitHubToken = ['ghp', '0123456789abcdefghijklmnopqrstuvwxyz'].join('_');
const slackToken = [
  'xoxb',
  '123456789012',
  '1234567890123',
  'abcdefghijklmnopqrstuvwx',
].join('-');

describe('SecretScanner', () => {
  const scanner = new SecretScanner();

  it('says what it is and where, never the secret', async () => {
    const found = await scanner.scan(
      `Migrate.\nUse ${gitHubToken} to push,\nand\n${slackToken} to tell.`,
    );
    expect(found).toEqual([
      { kind: 'GITHUB_TOKEN', line: 2 },
      { kind: 'SLACK_TOKEN', line: 4 },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/ghp_|xoxb-/);
  });

  it('finds nothing in words about secrets', async () => {
    expect(
      await scanner.scan(
        'Read the token from GITHUB_TOKEN, never write ghp_… into a file.',
      ),
    ).toEqual([]);
  });
});
