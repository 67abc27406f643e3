import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Asks the catalog; where it fails, nothing is known and nothing is decided.
 *
 * @throws ServiceUnavailableError with the failure as its cause.
 */
export async function askCatalog<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new ServiceUnavailableError(
      'The catalog does not answer; nothing was stored, try again.',
      error,
    );
  }
}
