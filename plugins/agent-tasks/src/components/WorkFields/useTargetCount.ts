import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';

/** Typing is one question. */
const REST_MS = 400;

/** How many entities a filter finds, as the reader may see them. */
export function useTargetCount(
  filter: Record<string, string | string[]> | undefined,
): { value?: number; error?: Error } {
  const catalog = useApi(catalogApiRef);
  const [result, setResult] = useState<{
    key?: string;
    value?: number;
    error?: Error;
  }>({});
  const key = filter && JSON.stringify(filter);
  useEffect(() => {
    if (key === undefined) {
      setResult({});
      return undefined;
    }
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const { totalItems } = await catalog.queryEntities({
          filter: JSON.parse(key),
          limit: 0,
        });
        if (current) {
          setResult({ key, value: totalItems });
        }
      } catch (error) {
        if (current) {
          setResult({ key, error: error as Error });
        }
      }
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [catalog, key]);
  return result.key === key ? result : {};
}
