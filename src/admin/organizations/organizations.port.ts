// Organizations beside the first one, which the first start makes.
import type { Act } from '../../audit/activity.port.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';

export interface NewOrganization {
  readonly name: string;
  readonly settings: OrganizationSettings;
  /** Becomes its owner. */
  readonly founder: { readonly id: string; readonly name: string };
  readonly atMs: number;
}

export interface OrganizationStore {
  /** When it was made, in milliseconds since the Unix epoch; undefined: there is none of that name. */
  organizationMadeAt(name: string): Promise<number | undefined>;
  /**
   * The organization, revision 1 of its settings and its owner's membership, all or nothing. The name must be free among
   * organizations and people alike; `not-owner-of-all`: the founder does not own every organization that is there already.
   */
  createOrganization(organization: NewOrganization, act: Act): Promise<'created' | 'name-taken' | 'not-owner-of-all'>;
}
