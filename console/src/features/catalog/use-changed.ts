// After a namespace or an override was changed everything that follows from it is asked for again.
import { useQueryClient } from '@tanstack/react-query';
import { isConflict } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { forgetSettings } from '../../policy/use-settings.ts';

const paths = ['/v2/orgs/{org}/namespaces', '/v2/orgs/{org}/catalog-overrides', '/v2/orgs/{org}/catalog', '/v2/orgs/{org}/catalog/{namespace}', '/v2/orgs/{org}/settings'] as const;

export interface Changed {
  /** From here: whoever goes on at once does so from the settings that come of it, and not from those before, which would look as if another owner had changed them. */
  readonly changed: () => Promise<void>;
  /** Where it failed because others changed something: what is shown stays until what is there now has come. */
  readonly lookAgain: (failure: unknown) => Promise<void>;
}

export function useChanged(): Changed {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const refresh = async (): Promise<void> => {
    await Promise.all(paths.map((path) => queryClient.invalidateQueries({ queryKey: ['get', path] })));
  };
  return {
    changed: async () => {
      forgetSettings(queryClient, org);
      await refresh();
    },
    lookAgain: async (failure) => {
      if (isConflict(failure)) await refresh();
    },
  };
}
