// Looks one namespace up: what it counts as, why, since when.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { CategoryBadge } from '../../policy/category-badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Form } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { CatalogSearch } from './catalog-search.ts';
import styles from './look-up.module.css';
import { namespaceOf } from './namespace-of.ts';
import { SourceWords } from './source-words.tsx';

export interface LookUpProps {
  readonly org: string;
  readonly search: CatalogSearch;
  /** Opens the form that sets what it counts as; left out: the reader may not. */
  readonly onOverride?: ((namespace: string) => void) | undefined;
}

const badges = { official: 'Docker Official Images', 'verified-publisher': 'Verified publisher', 'sponsored-open-source': 'Sponsored open source' } as const;

export function LookUp({ org, search, onOverride }: LookUpProps) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.namespace ?? '');
  const lookUp = (): void => void navigate({ to: '/orgs/$org/catalog', params: { org }, search: { ...search, namespace: namespaceOf(typed) } });
  return (
    <Section title="Look a namespace up">
      <Form onSubmit={lookUp}>
        <div className={styles['line']}>
          <TextField label="Namespace of Docker Hub" isLabelHidden placeholder="grafana, or grafana/loki" isCode value={typed} onChange={setTyped} />
          <Button type="submit" isDisabled={namespaceOf(typed) === ''}>
            Look up
          </Button>
        </div>
      </Form>
      {search.namespace !== undefined && <Found org={org} namespace={search.namespace} onOverride={onOverride} />}
    </Section>
  );
}

function Found({ org, namespace, onOverride }: { readonly org: string; readonly namespace: string; readonly onOverride: LookUpProps['onOverride'] }) {
  const entry = $api.useQuery('get', '/v2/orgs/{org}/catalog/{namespace}', { params: { path: { org, namespace } } });
  return (
    <Loaded query={entry} failure={`${namespace} could not be looked up`} lines={3}>
      {({ namespace: name, category, badge, source }) => (
        <>
          <Facts
            facts={[
              ['Namespace', <code key="namespace">{name}</code>],
              ['Counts as', <CategoryBadge key="category" category={category} />],
              ['Because', <SourceWords key="source" source={source} />],
              ['Badge at Docker Hub', badge === null ? 'None that is known' : badges[badge]],
              ...(source.evidence === undefined ? [] : [['Evidence', source.evidence] as const]),
            ]}
          />
          {onOverride !== undefined && source.kind !== 'organization-namespace' && source.kind !== 'library' && (
            <div>
              <Button onPress={() => onOverride(name)}>{source.kind === 'override' ? 'Change the override' : 'Count it as something else'}</Button>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}
