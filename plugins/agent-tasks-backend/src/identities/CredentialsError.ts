import { CustomErrorBase } from '@backstage/errors';
import { describeQuarantine, QuarantineCode } from './quarantines';

/** Why there is no token to send a request with. Never holds a token. */
export class CredentialsError extends CustomErrorBase {
  name = 'CredentialsError' as const;

  /** What an administrator can do; nothing where it passes by itself. */
  readonly nextStep?: string;

  /** The identity is out of use until an administrator helps. */
  static permanent(code: QuarantineCode): CredentialsError {
    const { message, nextStep } = describeQuarantine(code);
    return new CredentialsError(message, { code, nextStep });
  }

  /** It passes: GitHub or another replica is being waited for. */
  static passing(message: string): CredentialsError {
    return new CredentialsError(message, {});
  }

  readonly code?: QuarantineCode;

  private constructor(
    message: string,
    options: { code?: QuarantineCode; nextStep?: string },
  ) {
    super(message);
    this.code = options.code;
    this.nextStep = options.nextStep;
  }
}
