// The user name of a member, completed from the members of the organization; a name that is none of theirs may be typed as well.
import { keepPreviousData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { $api } from '../api/client.ts';
import { useOrganization } from '../api/organization.ts';
import { ComboBox } from '../ui/combo-box.tsx';

const offered = 8;

export interface PersonFieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (username: string) => void;
  readonly onSubmit?: (username: string) => void;
  readonly errors?: readonly string[] | undefined;
}

export function PersonField({ value, ...props }: PersonFieldProps) {
  const { name: org } = useOrganization();
  const search = value.trim();
  const members = $api.useQuery('get', '/v2/orgs/{org}/members', { params: { path: { org }, query: { page_size: offered, ...(search !== '' && { search }) } } }, { placeholderData: keepPreviousData });
  const completions = (members.data?.results ?? [])
    .filter(({ username, full_name: fullName }) => `${username} ${fullName}`.toLowerCase().includes(search.toLowerCase()))
    .map(({ username, full_name: fullName, role }) => ({ value: username, description: fullName === '' ? role : `${fullName}, ${role}` }));
  return <ComboBox {...props} value={value} completions={completions} />;
}
