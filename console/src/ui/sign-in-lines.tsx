// How to sign docker in with a token, as lines to copy.
import { signInLines, useClientSetups } from '../api/sign-in-lines.ts';
import { CodeBlock } from './copy.tsx';
import { Loaded } from './loaded.tsx';

export interface SignInLinesProps {
  /** A person's name, or an organization's for its tokens. */
  readonly username: string;
  /** `the token`: what docker asks for as the password. */
  readonly password?: string;
}

export function SignInLines({ username, password = 'the token' }: SignInLinesProps) {
  const setups = useClientSetups();
  return (
    <Loaded query={setups} lines={2} failure="The sign-in line could not be loaded">
      {(list) => (
        <>
          <p>Sign in with it: docker asks for a password, which is {password}.</p>
          {signInLines(list, username).map(({ line, purpose }) => (
            <div key={line}>
              <p>{purpose}</p>
              <CodeBlock text={line} label={line} />
            </div>
          ))}
        </>
      )}
    </Loaded>
  );
}
