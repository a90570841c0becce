// The lines that sign a client in at the gateway.
import { Link } from '@tanstack/react-router';
import { useUser } from '../../api/organization.ts';
import { signInLines, useClientSetups } from '../../api/sign-in-lines.ts';
import { CodeBlock } from '../../ui/copy.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import styles from './set-up.module.css';
import type { StepBodyProps } from './step-body-props.ts';

export function ConnectStep({ org, isDone }: StepBodyProps) {
  const { username } = useUser();
  const clients = useClientSetups();
  return (
    <>
      <p>{isDone ? 'Somebody has signed in and pulled. The same lines again:' : 'Sign docker in at the gateway. It is done once somebody who is signed in has pulled something.'}</p>
      <Loaded query={clients} failure="The gateway’s address could not be loaded">
        {(setups) => (
          <>
            {signInLines(setups, username).map(({ line, purpose }) => (
              <div key={line}>
                <p className={styles['soft']}>{purpose}</p>
                <CodeBlock text={line} label="the sign-in line" />
              </div>
            ))}
          </>
        )}
      </Loaded>
      <p>
        The password is an access token from <Link to="/account">My account</Link>, or your own password. The first start printed a member and its token as well: sign in with those to see what a member sees.
      </p>
      <p>
        Other clients, and pulling without renaming images:{' '}
        <Link to="/orgs/$org/connect" params={{ org }}>
          Connect a client
        </Link>
      </p>
    </>
  );
}
