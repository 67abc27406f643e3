import type {
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { randomUUID } from 'crypto';
import { callerOf } from '../tasks/callerOf';
import type { Caller } from '../tasks/TaskService';

// a header may hold control characters, and the audit trail is read on terminals
const printable = /^[\x21-\x7E]{1,100}/;

type AuthRequest = Parameters<HttpAuthService['credentials']>[0];

/** Reads who asks, users and services alike. */
export type ReadCaller = (request: AuthRequest) => Promise<Caller>;

/** {@link ReadCaller} on the platform's credentials. */
export function createReadCaller(
  httpAuth: HttpAuthService,
  userInfo: UserInfoService,
): ReadCaller {
  return async request => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const [requestId] =
      printable.exec(request.header('x-request-id') ?? '') ?? [];
    const gitHubToken = request.header('x-github-token');
    return {
      ...callerOf(credentials, userInfo, requestId ?? randomUUID()),
      ...(gitHubToken !== undefined && { gitHubToken: () => gitHubToken }),
    };
  };
}
