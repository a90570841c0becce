// After a namespace or an override was changed everything that follows from it is asked for again.
import { useQueryClient } from '@tanstack/react-query';

const paths = ['/v2/orgs/{org}/namespaces', '/v2/orgs/{org}/catalog-overrides', '/v2/orgs/{org}/catalog', '/v2/orgs/{org}/catalog/{namespace}', '/v2/orgs/{org}/settings'] as const;

export function useChanged(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(paths.map((path) => queryClient.invalidateQueries({ queryKey: ['get', path] })));
  };
}
