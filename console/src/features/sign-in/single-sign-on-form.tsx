// Signing in with an organization's identity provider: finds it by the organization's name or by an e-mail address, and goes there.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '../../api/failure.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { findOffers, startAddress } from './find-offers.ts';

export interface SingleSignOnFormProps {
  /** A path of the console to come back to. */
  readonly next: string;
}

export function SingleSignOnForm({ next }: SingleSignOnFormProps) {
  const [name, setName] = useState('');
  const find = useMutation({
    mutationFn: async () => {
      const offers = await findOffers(name);
      const [offer, another] = offers;
      if (offer === undefined) throw new Failure(`no single sign-on is known for ${name.trim()}: sign in with your password, or ask an owner of your organization`, { status: 404 });
      if (another === undefined) globalThis.location.assign(startAddress(offer, next));
      return offers;
    },
  });
  const several = find.data !== undefined && find.data.length > 1 ? find.data : [];
  return (
    <Form
      onSubmit={() => find.mutate()}
      error={find.error}
      actions={
        several.length === 0 && (
          <Button type="submit" look="primary" isPending={find.isPending || find.isSuccess} isDisabled={name.trim() === ''}>
            Go to your identity provider
          </Button>
        )
      }
    >
      <TextField
        label="Organization or e-mail address"
        name="organization"
        autoComplete="email"
        isCode
        value={name}
        onChange={(typed) => {
          setName(typed);
          find.reset();
        }}
        autoFocus
      />
      {several.map((offer) => (
        <a key={offer.organization} className={buttonClass({ look: 'primary' })} href={startAddress(offer, next)}>
          {`Sign in to ${offer.organization}`}
        </a>
      ))}
    </Form>
  );
}
