// Where members may push, namespace by namespace.
import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../api/organization.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './remaining-namespaces.module.css';

export interface RemainingNamespacesProps {
  /** Besides the organization's own name. */
  readonly namespaces: readonly string[];
  readonly isPersonalAllowed: boolean;
}

export function RemainingNamespaces({ namespaces, isPersonalAllowed }: RemainingNamespacesProps) {
  const { name: org } = useOrganization();
  return (
    <Section
      title="Where members may push"
      description={`The namespaces of ${org}${isPersonalAllowed ? ', and their own' : ''}. Members of several organizations push to the namespaces of each. Every push needs a password, or a token that may write.`}
      actions={
        <Link to="/orgs/$org/catalog" params={{ org }} className={buttonClass()}>
          Namespaces
        </Link>
      }
    >
      <ul className={styles['list']} aria-label="Where members may push">
        <Namespace name={`docker.io/${org}/`} why="the organization's own name" />
        {namespaces.map((name) => (
          <Namespace key={name} name={fullName(name)} why="added by an owner" />
        ))}
        {isPersonalAllowed && <Namespace name="docker.io/NAME/" why="the own name of whoever pushes" />}
      </ul>
    </Section>
  );
}

function Namespace({ name, why }: { readonly name: string; readonly why: string }) {
  return (
    <li>
      <code>{name}</code> <span className={styles['why']}>{why}</span>
    </li>
  );
}

/** `acme-labs` is Docker Hub's; those of other registries begin with their address. */
function fullName(namespace: string): string {
  return namespace.includes('/') ? `${namespace}/` : `docker.io/${namespace}/`;
}
