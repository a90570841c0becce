// Namespace access
import { Page } from '../../ui/page.tsx';

export function NamespaceAccessPage() {
  return <Page title="Namespace access">{null}</Page>;
}
