// Registry access
import { Page } from '../../ui/page.tsx';

export function RegistryAccessPage() {
  return <Page title="Registry access">{null}</Page>;
}
