// Stands in the place of a page that the API answers owners alone.
import { Lock } from 'lucide-react';
import { Empty } from './states.tsx';

/** `what`: `invitations`. */
export function OwnersOnly({ organization, what }: { readonly organization: string; readonly what: string }) {
  return (
    <Empty title={`Only owners of ${organization} see its ${what}`} icon={<Lock aria-hidden="true" />}>
      The members page says who they are.
    </Empty>
  );
}
