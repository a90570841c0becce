// The proof that nothing goes around the gateway.
import { useUser } from '../../api/organization.ts';
import { CodeBlock } from '../../ui/copy.tsx';
import { Section } from '../../ui/page.tsx';

export function VerifySection() {
  const { username } = useUser();
  const login = `pullgate login --server ${globalThis.location.origin} -u ${username}`;
  return (
    <Section title="See that it holds" description="pullgate doctor pulls what the policy allows and what it refuses with every client that is installed, tries the ways around the gateway, and prints what leaks with the line that closes it.">
      <CodeBlock text={login} label={login} />
      <CodeBlock text="pullgate doctor" label="pullgate doctor" />
    </Section>
  );
}
