// Every field that the tests look for in some answer of the admin API: one that is not there reads undefined, and fails its test.
import type { CacheReport, CacheVerification } from '../../src/contract/cache.ts';
import type { CatalogDrift } from '../../src/contract/catalog.ts';
import type { CertificateAuthority } from '../../src/contract/certificate-authority.ts';
import type { CheckResult } from '../../src/contract/check.ts';
import type { ClassificationSource } from '../../src/contract/classification.ts';
import type { Pull } from '../../src/contract/pulls.ts';
import type { RegistryAccess } from '../../src/contract/registry-access.ts';
import type { PreviewGroup } from '../../src/contract/settings-preview.ts';
import type { Settings } from '../../src/contract/settings.ts';

export interface AnyAnswer extends Settings, RegistryAccess, CacheReport, CacheVerification, CertificateAuthority, Omit<CheckResult, 'source' | 'category' | 'revision' | 'organization'> {
  readonly detail: string;
  readonly message: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;

  readonly token: string;
  readonly access_token: string;
  readonly uuid: string;
  readonly id: string;
  readonly token_label: string;
  readonly scopes: readonly string[];
  readonly expires_at: string | null;
  readonly is_active: boolean;
  readonly last_used: string | null;
  readonly label: string;
  readonly description: string;
  readonly resources: readonly unknown[];

  readonly count: number;
  readonly active_count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly AnyAnswer[];
  readonly pulls: readonly Pull[];
  readonly next_cursor: string | null;
  readonly rolled_back_to: number | null;

  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly type: string;
  readonly orgname: string;
  readonly user_role: string;
  readonly full_name: string;
  readonly groups: readonly string[];
  readonly member_count: number;
  readonly accept_by: string;
  readonly link: string;

  readonly by: string;
  readonly summary: string;
  readonly settings: Settings & { readonly registry_access_management: RegistryAccess };
  readonly namespace: string;
  readonly category: string;
  readonly badge: string | null;
  readonly source: ClassificationSource;

  readonly added: number;
  readonly note: string;
  readonly added_by: string | null;
  readonly added_at: string | null;
  readonly changes: readonly unknown[];
  readonly against: number;
  readonly newly_refused: PreviewGroup;
  readonly newly_permitted: PreviewGroup;
  readonly newly_recorded: PreviewGroup;
  readonly is_complete: boolean;
  readonly records: number;
  readonly outcome: string | null;
  readonly drift: readonly CatalogDrift[];
  readonly drifted: number;
  readonly answered: number;

  readonly refresh_token: string;
  readonly login_2fa_token: string;
  readonly recovery_codes: readonly string[];
  readonly recovery_codes_left: number;
  readonly uri: string;
  readonly user: { readonly username: string };
  readonly current: boolean;
  readonly method: string;
  readonly user_agent: string;
  readonly secret: string;
  readonly enabled: boolean;
  readonly external_id_claim: string | null;
  readonly date_joined: string | null;

  readonly openapi: string;
  readonly info: { readonly version: string };
}
