// Whose acts are shown: completed from the members; whoever has left can be typed.
import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { $api } from '../../api/client.ts';
import { ComboBox } from '../../ui/combo-box.tsx';

export interface ActorFieldProps {
  readonly org: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

const completionsMax = 8;

export function ActorField({ org, value, onChange }: ActorFieldProps) {
  const [typed, setTyped] = useState(value);
  const wanted = useDeferredValue(typed.trim());
  const { data } = $api.useQuery(
    'get',
    '/v2/orgs/{org}/members',
    { params: { path: { org }, query: { type: 'member', search: wanted, page_size: completionsMax } } },
    { enabled: wanted !== '' && wanted !== value, placeholderData: keepPreviousData },
  );
  const type = (text: string): void => {
    setTyped(text);
    if (text === '' && value !== '') onChange('');
  };
  const completions = wanted === '' || wanted === value ? [] : (data?.results ?? []).map(({ username, full_name: fullName }) => ({ value: username, ...(fullName !== '' && { description: fullName }) }));
  return <ComboBox label="Who" placeholder="User name" value={typed} onChange={type} completions={completions} onSubmit={(name) => onChange(name.trim())} />;
}
