// The other names that the organization's images have: its own are always allowed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { rememberNoFurtherNamespaces } from '../../api/set-up-memory.ts';
import { setUpKey } from '../../api/set-up-progress.ts';
import { forgetSettings } from '../../policy/use-settings.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import styles from './set-up.module.css';
import type { StepBodyProps } from './step-body-props.ts';

const shownMax = 100;

export function NamespacesStep({ org, isDone, onDone }: StepBodyProps) {
  const queryClient = useQueryClient();
  const [namespace, setNamespace] = useState('');
  const list = $api.useQuery('get', '/v2/orgs/{org}/namespaces', { params: { path: { org }, query: { page_size: shownMax } } });
  const add = useMutation({
    mutationFn: (added: string) => api.POST('/v2/orgs/{org}/namespaces', { params: { path: { org } }, body: { namespace: added } }),
    onSuccess: async (_, added) => {
      notify(`${added} belongs to ${org} now`);
      // The next one may have been typed meanwhile.
      setNamespace((typed) => (typed.trim() === added ? '' : typed));
      forgetSettings(queryClient, org);
      await Promise.all([['get', '/v2/orgs/{org}/namespaces'], setUpKey(org)].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
  });
  const failure = add.error === null ? undefined : toFailure(add.error);
  const isOfField = failure?.fields['namespace'] !== undefined;
  const goOn = async (): Promise<void> => {
    rememberNoFurtherNamespaces(org);
    onDone();
    await queryClient.invalidateQueries({ queryKey: setUpKey(org) });
  };
  return (
    <>
      <p>
        Images in your own namespaces are always allowed. <code>{org}</code> is one already; add the others that you have at Docker Hub, or elsewhere: <code>ghcr.io/{org}</code>.
      </p>
      <ul className={styles['names']} aria-label="Your namespaces">
        {[org, ...(list.data?.results ?? []).map((each) => each.namespace)].map((name) => (
          <li key={name}>
            <Badge tone="accent">{name}</Badge>
          </li>
        ))}
      </ul>
      <Form onSubmit={() => add.mutate(namespace.trim())} error={isOfField ? undefined : add.error}>
        <div className={styles['line']}>
          <TextField label="Further namespace" isCode value={namespace} onChange={setNamespace} errors={failure?.fields['namespace']} />
          <Button type="submit" isPending={add.isPending} isDisabled={namespace.trim() === ''}>
            Add
          </Button>
        </div>
      </Form>
      <div className={styles['buttons']}>
        {isDone ? (
          <Link to="/orgs/$org/catalog" params={{ org }} search={{ tab: 'namespaces' }}>
            Namespaces and catalog
          </Link>
        ) : (
          <Button onPress={() => void goOn()}>{`${org} is our only one`}</Button>
        )}
      </div>
    </>
  );
}
