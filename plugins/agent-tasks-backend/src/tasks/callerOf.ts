import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Caller } from './TaskService';

/**
 * Who asks, by their credentials. What a user belongs to is asked for once, and
 * only where somebody wants to know.
 */
export function callerOf(
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >,
  userInfo: UserInfoService,
  requestId: string,
): Caller {
  const { principal } = credentials;
  if (principal.type === 'service') {
    return { credentials, requestId, actor: principal.subject };
  }
  const { userEntityRef } = principal;
  let refs: Promise<string[]> | undefined;
  return {
    credentials,
    requestId,
    actor: userEntityRef,
    userRef: userEntityRef,
    ...(principal.actor && { via: principal.actor.subject }),
    memberships: () => {
      refs ??= userInfo
        .getUserInfo(credentials)
        .then(({ ownershipEntityRefs }) => [
          ...new Set([userEntityRef, ...ownershipEntityRefs]),
        ]);
      return refs;
    },
  };
}
