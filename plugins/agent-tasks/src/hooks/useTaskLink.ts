import { useRouteRef } from '@backstage/core-plugin-api';
import { taskRouteRef } from '../routes';

/** The address of a task's page. */
export function useTaskLink(): (id: string) => string {
  const link = useRouteRef(taskRouteRef);
  return id => link({ id });
}
