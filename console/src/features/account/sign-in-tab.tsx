// What I sign in with: the password, the second factor, an identity provider.
import { PasswordSection } from './password-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SingleSignOnSection } from './single-sign-on-section.tsx';

export function SignInTab() {
  return (
    <>
      <PasswordSection />
      <SecondFactorSection />
      <SingleSignOnSection />
    </>
  );
}
