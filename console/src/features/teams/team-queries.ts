// A team as the API gives it, and what is asked for again after a change of one.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Answer } from '../../api/operation-types.ts';

export type Team = Answer<'showTeam'>;
export type TeamMember = Answer<'listTeamMembers'>['results'][number];

const paths = ['/v2/orgs/{org}/groups', '/v2/orgs/{org}/groups/{team}', '/v2/orgs/{org}/groups/{team}/members', '/v2/orgs/{org}/members', '/v2/orgs/{org}/members/{username}'] as const;

export function useRefreshTeams(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await Promise.all(paths.map(async (path) => queryClient.invalidateQueries({ queryKey: ['get', path] })));
  }, [queryClient]);
}
