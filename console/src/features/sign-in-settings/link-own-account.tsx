// Links the reader's own account to whom they are at the identity provider: for accounts that a first sign-in there does not find by itself.
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useOrganization, useUser } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './single-sign-on.module.css';

export function LinkOwnAccount() {
  const { name: org } = useOrganization();
  const { username } = useUser();
  const link = useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/v2/orgs/{org}/single-sign-on/link', { params: { path: { org } }, body: { return_to: globalThis.location.pathname } });
      if (data !== undefined) globalThis.location.assign(data.authorization_url);
    },
  });
  return (
    <div className={styles['link']}>
      <Button isPending={link.isPending} onPress={() => link.mutate()}>
        Link my account
      </Button>
      <p>{`So that signing in with the identity provider opens ${username}, and no second account is created. You sign in there once.`}</p>
      {link.isError && <Banner tone="danger">{toFailure(link.error).message}</Banner>}
    </div>
  );
}
