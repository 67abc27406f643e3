import { STATUS_CODES } from 'node:http';

/** One line of a 422 answer. */
export interface ErrorDetail {
  resource?: string;
  field?: string;
  code:
    | 'missing'
    | 'missing_field'
    | 'invalid'
    | 'already_exists'
    | 'unprocessable'
    | 'custom';
  message?: string;
}

/** A refusal in GitHub's shape; thrown anywhere, answered in one place. */
export class GitHubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: {
      errors?: ErrorDetail[];
      code?: string;
      documentationUrl?: string;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.name = 'GitHubError';
  }

  body(): Record<string, unknown> {
    const { errors, code, documentationUrl } = this.details;
    return {
      message: this.message || STATUS_CODES[this.status],
      ...(errors && { errors }),
      ...(code && { code }),
      documentation_url: documentationUrl ?? 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }

  static notFound(): GitHubError {
    return new GitHubError(404, 'Not Found');
  }

  static forbidden(
    message: string,
    headers?: Record<string, string>,
  ): GitHubError {
    return new GitHubError(403, message, { headers });
  }

  static invalid(...errors: ErrorDetail[]): GitHubError {
    return new GitHubError(422, 'Validation Failed', { errors });
  }
}
