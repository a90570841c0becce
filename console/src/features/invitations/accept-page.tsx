// Invitation
import { Page } from '../../ui/page.tsx';

export function AcceptPage() {
  return <Page title="Invitation">{null}</Page>;
}
