import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { EncryptionKey } from '../config/AgentTasksConfig';
import { CredentialsError } from './CredentialsError';

const FORMAT = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what the broker has to store of tokens, with AES-256-GCM.
 *
 * A sealed text is `v1.<key id>.<base64url of IV, tag and ciphertext>`. What it
 * belongs to is authenticated with it, so that a text which was copied into
 * another row opens nothing there.
 *
 * Not promised: protection from whoever has both the database and the
 * configuration, or the memory of a running backend.
 */
export class TokenCipher {
  /** @param keys - the first one seals, all of them open */
  static create(keys: EncryptionKey[]): TokenCipher {
    return new TokenCipher(
      keys[0]?.id,
      new Map(keys.map(({ id, secret }) => [id, derive(secret)])),
    );
  }

  private constructor(
    private readonly currentId: string | undefined,
    private readonly keys: Map<string, Buffer>,
  ) {}

  /** @param context - what the text belongs to, e.g. an identity's id */
  seal(text: string, context: string): string {
    const key = this.currentId && this.keys.get(this.currentId);
    if (!key) {
      throw CredentialsError.permanent('encryption-key-missing');
    }
    const head = `${FORMAT}.${this.currentId}`;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(Buffer.from(`${head}.${context}`));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const body = Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    return `${head}.${body.toString('base64url')}`;
  }

  /**
   * @throws CredentialsError with the code `token-unreadable` where the text
   *   was changed or belongs elsewhere, `encryption-key-missing` where its key
   *   is not configured.
   */
  open(sealed: string, context: string): string {
    const [format, keyId, body, ...rest] = sealed.split('.');
    const bytes = Buffer.from(body ?? '', 'base64url');
    if (
      format !== FORMAT ||
      rest.length ||
      bytes.length < IV_BYTES + TAG_BYTES
    ) {
      throw CredentialsError.permanent('token-unreadable');
    }
    const key = this.keys.get(keyId);
    if (!key) {
      throw CredentialsError.permanent('encryption-key-missing');
    }
    try {
      const decipher = createDecipheriv(
        'aes-256-gcm',
        key,
        bytes.subarray(0, IV_BYTES),
      );
      decipher.setAAD(Buffer.from(`${format}.${keyId}.${context}`));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      // what the crypto library says helps nobody but an attacker
      throw CredentialsError.permanent('token-unreadable');
    }
  }

  /** Whether a text was sealed with a key that is not the first one any more. */
  isOutdated(sealed: string): boolean {
    return sealed.split('.')[1] !== this.currentId;
  }
}

/** A secret of any length as 256 bits; it is random already, and not a password. */
function derive(secret: string): Buffer {
  return Buffer.from(
    hkdfSync('sha256', secret, '', 'agent-tasks tokens at rest', 32),
  );
}
