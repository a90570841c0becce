// The first step: something to sign in with.
import { Link } from '@tanstack/react-router';
import { useUser } from '../../api/organization.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { SignInLines } from '../../ui/sign-in-lines.tsx';

export function TokenSection() {
  const { username } = useUser();
  const action = (
    <Link to="/account" search={{ tab: 'access-tokens' }} className={buttonClass()}>
      Create a token
    </Link>
  );
  return (
    <Section title="1. Create a personal access token" description="One for each machine, so that you can end it alone." actions={action}>
      <SignInLines username={username} />
    </Section>
  );
}
