// Pulls
import { Page } from '../../ui/page.tsx';

export function PullsPage() {
  return <Page title="Pulls">{null}</Page>;
}
