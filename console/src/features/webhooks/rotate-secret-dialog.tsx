// Another secret, shown this once; for a day the one before signs as well.
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import type { Webhook } from './webhook.ts';

export interface RotateSecretDialogProps {
  readonly org: string;
  readonly webhook: Webhook;
  readonly onRotated: () => Promise<void>;
  readonly onClose: () => void;
}

export function RotateSecretDialog({ org, webhook: { id, url }, onRotated, onClose }: RotateSecretDialogProps) {
  const rotate = useMutation({
    gcTime: 0, // nothing keeps the secret once the dialog is closed
    mutationFn: async () => {
      const { data } = await api.PATCH('/v2/orgs/{org}/webhooks/{id}', { params: { path: { org, id } }, body: { rotate_secret: true } });
      await onRotated();
      return data?.secret;
    },
  });
  const forADay = 'For a day deliveries are signed with both, so that your server can take the new one whenever it suits.';
  if (rotate.data !== undefined) {
    return (
      <SecretDialog title="The webhook's new secret" secret={rotate.data} label="the secret" onClose={onClose}>
        <p>{forADay}</p>
      </SecretDialog>
    );
  }
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button look="primary" isPending={rotate.isPending} onPress={() => rotate.mutate()}>
        Create another
      </Button>
    </>
  );
  return (
    <Dialog title="Create another secret?" isOpen onClose={onClose} actions={actions}>
      <p>
        Deliveries to {url} get a new secret. {forADay}
      </p>
      {rotate.isError && <Banner tone="danger">{toFailure(rotate.error).message}</Banner>}
    </Dialog>
  );
}
