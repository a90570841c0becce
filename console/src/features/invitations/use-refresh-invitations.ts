// After a change of an invitation the list is asked for again.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

export function useRefreshInvitations(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => queryClient.invalidateQueries({ queryKey: ['get', '/v2/orgs/{org}/invites'] }), [queryClient]);
}
