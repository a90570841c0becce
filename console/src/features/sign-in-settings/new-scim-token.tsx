// A SCIM token's secret, the one time that it is shown, with what else the identity provider asks for.
import type { Answer } from '../../api/operation-types.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface NewScimTokenProps {
  /** undefined: none was made just now. */
  readonly created: Answer<'createScimToken'> | undefined;
  readonly onClose: () => void;
}

export function NewScimToken({ created, onClose }: NewScimTokenProps) {
  if (created === undefined) return null;
  const done = (
    <Button look="primary" onPress={onClose}>
      I have copied it
    </Button>
  );
  return (
    <Dialog title="The SCIM token" isOpen isDismissable={false} onClose={onClose} actions={done}>
      <Banner tone="warning">The token is shown this once. Enter both at your identity provider.</Banner>
      <h3>Base address (Entra ID: Tenant URL)</h3>
      <CodeBlock text={created.base_url} label="the base address" />
      <h3>Token (Entra ID: Secret Token)</h3>
      <CodeBlock text={created.token} label="the token" />
    </Dialog>
  );
}
