// Whether sign-in asks for a code of an authenticator app, and what changes it.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { notify } from '../../ui/toast.tsx';
import { NewCodesDialog } from './new-codes-dialog.tsx';
import { ProveBothDialog } from './prove-both-dialog.tsx';
import { SwitchOnDialog } from './switch-on-dialog.tsx';
import styles from './account.module.css';

const codesFew = 3;

export function SecondFactorSection() {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'on' | 'off' | 'codes'>();
  const query = $api.useQuery('get', '/v2/user/totp', {});
  const refresh = async (): Promise<void> => {
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['get', '/v2/user/totp'] }), queryClient.invalidateQueries({ queryKey: ['get', '/v2/sessions'] })]);
  };
  const close = (): void => setOpen(undefined);
  const switchOff = async (proof: { readonly password: string; readonly code: string }): Promise<void> => {
    await api.DELETE('/v2/user/totp', { body: proof });
    await refresh();
    close();
    notify('Two-factor sign-in is off');
  };
  return (
    <Section title="Two-factor sign-in" description="Signing in with your password asks for a code of an authenticator app as well. Access tokens need no code; docker signs in with a token alone.">
      <Loaded query={query} lines={2} failure="Two-factor sign-in could not be loaded">
        {({ enabled, recovery_codes_left: left }) => (
          <>
            <p className={styles['named']}>
              {enabled ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>}
              {enabled && `${formatCount(left, 'recovery code')} left`}
            </p>
            {enabled && left <= codesFew && <Banner tone="warning">Create new recovery codes: without them, a lost phone locks you out.</Banner>}
            <div className={styles['buttons']}>
              {enabled && <Button onPress={() => setOpen('codes')}>Create new recovery codes</Button>}
              <Button look={enabled ? 'secondary' : 'primary'} onPress={() => setOpen(enabled ? 'off' : 'on')}>
                {enabled ? 'Switch off' : 'Switch on'}
              </Button>
            </div>
          </>
        )}
      </Loaded>
      {open === 'on' && <SwitchOnDialog onDone={refresh} onClose={close} />}
      {open === 'codes' && <NewCodesDialog onDone={refresh} onClose={close} />}
      {open === 'off' && (
        <ProveBothDialog title="Switch two-factor sign-in off?" action="Switch off" isDanger onProven={switchOff} onClose={close}>
          <p>Your password alone signs you in from then on. Your recovery codes are lost, and your other sessions end.</p>
        </ProveBothDialog>
      )}
    </Section>
  );
}
