// The log as a file, under the filters of the page.
import { getRouteApi } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { filtersOf } from './activity-search.ts';

const route = getRouteApi('/signed-in/orgs/$org/activity');

const formats = [
  { format: 'csv', label: 'CSV, for a spreadsheet' },
  { format: 'jsonl', label: 'JSON Lines, the evidence that can be verified' },
  { format: 'cef', label: 'CEF, for a SIEM' },
] as const;

export function ExportLog({ org }: { readonly org: string }) {
  const search = route.useSearch();
  const actions = formats.map(({ format, label }) => {
    const query = new URLSearchParams({ format, ...filtersOf(search) });
    return { id: format, label, href: `/v2/orgs/${encodeURIComponent(org)}/activity/export?${query.toString()}`, download: `${org}-activity.${format}` };
  });
  const trigger = (
    <Button>
      Export
      <ChevronDown aria-hidden="true" />
    </Button>
  );
  return <Menu label="Export the log" trigger={trigger} actions={actions} />;
}
