// Signing in: with a password, or with the identity provider of an organization.
import { useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi, useRouter } from '@tanstack/react-router';
import { sessionState } from '../../api/session-state.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Welcome } from '../../ui/welcome.tsx';
import { localPath } from './local-path.ts';
import { PasswordForm } from './password-form.tsx';
import { SingleSignOnForm } from './single-sign-on-form.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next, way } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const path = localPath(next);
  const goOn = async (): Promise<void> => {
    // Nothing of whoever was signed in before is shown to whoever is now.
    queryClient.clear();
    sessionState.begin();
    await router.navigate({ href: path });
  };
  const isPassword = way === undefined;
  return (
    <Welcome title="Sign in">
      {isPassword ? <PasswordForm next={path} onSignedIn={goOn} /> : <SingleSignOnForm next={path} />}
      <Link to="/sign-in" search={{ ...(next !== undefined && { next }), ...(isPassword && { way: 'single-sign-on' }) }} replace className={buttonClass({ look: 'quiet' })}>
        {isPassword ? 'Use single sign-on' : 'Use a password'}
      </Link>
    </Welcome>
  );
}
