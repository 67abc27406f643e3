import { alertApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

/** How long a confirmation stays, milliseconds. */
const TIMEOUT_MS = 6_000;

/**
 * Confirms what was done, or says that it was not: as a toast, or as an alert
 * in an app without them.
 */
export function useNotify(): (title: string, failed?: boolean) => void {
  const apis = useApiHolder();
  return useCallback(
    (title, failed) => {
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({
          title,
          status: failed ? 'danger' : 'success',
          timeout: TIMEOUT_MS,
        });
        return;
      }
      apis.get(alertApiRef)?.post({
        message: title,
        severity: failed ? 'error' : 'success',
        display: 'transient',
      });
    },
    [apis],
  );
}
