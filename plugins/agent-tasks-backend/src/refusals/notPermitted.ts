import type { Permission } from '@backstage/plugin-permission-common';
import { createRefusal } from './Refusal';

/** The caller lacks a permission. */
export function notPermitted(permission: Permission): Error {
  return createRefusal('forbidden', [
    {
      code: 'permission-missing',
      message: `You do not have the permission '${permission.name}' for this.`,
      nextStep: 'Ask an administrator of the portal for it.',
    },
  ]);
}
