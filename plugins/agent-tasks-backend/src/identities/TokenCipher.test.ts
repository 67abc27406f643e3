import { testKey } from '../__testUtils__/AppHarness';
import { CredentialsError } from './CredentialsError';
import { describeQuarantine, quarantineCodes } from './quarantines';
import { TokenCipher } from './TokenCipher';

const [one, two] = [testKey('one'), testKey('two')];

function problemOf(work: () => unknown) {
  try {
    return work();
  } catch (error) {
    return error instanceof CredentialsError ? error.code : error;
  }
}

describe('T9: TokenCipher', () => {
  it('opens what it has sealed, never twice the same, and nowhere else', () => {
    const cipher = TokenCipher.create([one]);
    const [a, b] = [cipher.seal('ghu_x', 'a'), cipher.seal('ghu_x', 'a')];
    expect(a).not.toBe(b);
    expect(a).toMatch(/^v1\.one\.[\w-]+$/);
    expect(cipher.open(a, 'a')).toBe('ghu_x');
    expect(problemOf(() => cipher.open(a, 'b'))).toBe('token-unreadable');
  });

  it('notices any change', () => {
    const cipher = TokenCipher.create([one, two]);
    const sealed = cipher.seal('ghu_x', 'a');
    const at = sealed.lastIndexOf('.') + 1;
    for (let index = at; index < sealed.length - 1; index++) {
      const changed = `${sealed.slice(0, index)}${
        sealed[index] === 'A' ? 'B' : 'A'
      }${sealed.slice(index + 1)}`;
      expect(problemOf(() => cipher.open(changed, 'a'))).toBe(
        'token-unreadable',
      );
    }
    for (const text of ['', 'v1', 'v1.one.AAAA', `${sealed}.x`, 'ghu_plain']) {
      expect(problemOf(() => cipher.open(text, 'a'))).toBe('token-unreadable');
    }
    // another key's name does not make it another key's text
    expect(
      problemOf(() => cipher.open(sealed.replace('.one.', '.two.'), 'a')),
    ).toBe('token-unreadable');
  });

  it('opens with every key and seals with the first', () => {
    const old = TokenCipher.create([one]).seal('ghu_x', 'a');
    const turned = TokenCipher.create([two, one]);
    expect(turned.open(old, 'a')).toBe('ghu_x');
    expect(turned.isOutdated(old)).toBe(true);
    const next = turned.seal('ghu_x', 'a');
    expect(turned.isOutdated(next)).toBe(false);
    expect(TokenCipher.create([two]).open(next, 'a')).toBe('ghu_x');
    expect(problemOf(() => TokenCipher.create([two]).open(old, 'a'))).toBe(
      'encryption-key-missing',
    );
    expect(problemOf(() => TokenCipher.create([]).seal('x', 'a'))).toBe(
      'encryption-key-missing',
    );
  });
});

describe('describeQuarantine', () => {
  it.each(quarantineCodes)('says what to do about %s', code => {
    const { message, nextStep } = describeQuarantine(code);
    expect(message).toMatch(/\.$/);
    expect(nextStep).toMatch(/^[A-Z].*(restart the backend|refresh token)\.$/);
  });
});
