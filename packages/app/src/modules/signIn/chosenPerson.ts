import type { IdentityApi } from '@backstage/core-plugin-api';

const KEY = 'demo.person';

/** Who was chosen, so that reloading a page does not ask again. */
export const chosenPerson = {
  get: () => localStorage.getItem(KEY) ?? undefined,
  set: (name: string) => localStorage.setItem(KEY, name),
  clear: () => localStorage.removeItem(KEY),
};

/** The identity, which is asked for anew after signing out. */
export function untilSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      chosenPerson.clear();
      await identity.signOut();
    },
  };
}
