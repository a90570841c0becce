// An address that is no page, or none of the reader's.
import { Link } from '@tanstack/react-router';
import { FileQuestion } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';

export function PageMissing() {
  const action = (
    <Link to="/" className={buttonClass({ look: 'primary' })}>
      Go to the overview
    </Link>
  );
  return (
    <Page title="Page not found">
      <Empty title="There is no such page" icon={<FileQuestion aria-hidden="true" />} action={action}>
        The address may be misspelt, or it belongs to an organization that you are not in.
      </Empty>
    </Page>
  );
}

/** Where nothing stands around it. */
export function LonePageMissing() {
  return (
    <main>
      <PageMissing />
    </main>
  );
}
