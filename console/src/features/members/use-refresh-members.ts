// After a change of a member: whatever shows members is asked for again.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { memberQueries } from './member-task.ts';

export function useRefreshMembers(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await Promise.all(memberQueries.map(async (queryKey) => queryClient.invalidateQueries({ queryKey: [...queryKey] })));
  }, [queryClient]);
}
