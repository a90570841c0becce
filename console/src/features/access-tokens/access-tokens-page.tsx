// Access tokens
import { Page } from '../../ui/page.tsx';

export function AccessTokensPage() {
  return <Page title="Access tokens">{null}</Page>;
}
