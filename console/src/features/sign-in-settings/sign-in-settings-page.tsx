// Sign-in
import { Page } from '../../ui/page.tsx';

export function SignInSettingsPage() {
  return <Page title="Sign-in">{null}</Page>;
}
