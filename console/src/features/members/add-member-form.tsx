// What a new account needs: a name and a role, and how the person signs in.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toFailure } from '../../api/failure.ts';
import { type Role, useOrganization } from '../../api/organization.ts';
import { RoleField } from '../../policy/role-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface NewMember {
  readonly username: string;
  readonly fullName: string;
  readonly email: string;
  readonly role: Role;
  readonly hasPassword: boolean;
}

export interface AddMemberFormProps {
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSubmit: (member: NewMember) => void;
  readonly onClose: () => void;
}

const ways = [
  { value: 'password', label: 'With a generated password', description: 'You are shown it once, to hand over.' },
  { value: 'elsewhere', label: 'Elsewhere', description: 'With single sign-on, or with a Docker ID where the server is set up for it: no password here.' },
] as const;

export function AddMemberForm({ error, isPending, onSubmit, onClose }: AddMemberFormProps) {
  const { name: org } = useOrganization();
  const [username, setUsername] = useState('');
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [way, setWay] = useState<'password' | 'elsewhere'>('password');
  const fields = error === null || error === undefined ? {} : toFailure(error).fields;
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form="add-member" look="primary" isPending={isPending} isDisabled={username.trim() === ''}>
        Add member
      </Button>
    </>
  );
  return (
    <Dialog title="Add a member" isOpen onClose={onClose} actions={actions}>
      <p>
        Creates an account that is in {org} at once. To let people choose their own name and password,{' '}
        <Link to="/orgs/$org/invitations" params={{ org }}>
          invite them
        </Link>
        .
      </p>
      <Form id="add-member" error={error} onSubmit={() => onSubmit({ username: username.trim(), fullName: fullName.trim(), email: email.trim(), role, hasPassword: way === 'password' })}>
        <TextField label="User name" isCode autoFocus autoComplete="off" value={username} onChange={setUsername} errors={fields['username']} />
        <TextField label="Full name (optional)" autoComplete="off" value={fullName} onChange={setFullName} errors={fields['full_name']} />
        <TextField label="E-mail address (optional)" type="email" isCode autoComplete="off" value={email} onChange={setEmail} errors={fields['email']} />
        <RoleField value={role} onChange={setRole} />
        <RadioGroup label="Signs in" options={ways} value={way} onChange={setWay} />
      </Form>
    </Dialog>
  );
}
