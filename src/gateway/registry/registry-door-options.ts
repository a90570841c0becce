// What the registry's door works with.
import type { Log } from '../../telemetry/log.ts';
import type { Enforce } from '../enforce.ts';
import type { Pull } from '../pull.ts';
import type { Push } from '../push.ts';
import type { PolicySnapshot } from '../policy-snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import type { UploadSessions } from '../upload-session.ts';
import type { AccessTokens } from './authenticate.ts';

export interface RegistryDoorOptions {
  readonly enforce: Enforce;
  readonly pull: Pull;
  readonly push: Push;
  readonly sessions: UploadSessions;
  readonly tokens: AccessTokens;
  readonly currentSnapshot: () => Snapshot | undefined;
  readonly catchUpWith: PolicySnapshot['catchUpWith'];
  readonly isConfiguredRegistry: (registry: string) => boolean;
  readonly now: () => number;
  readonly log: Log;
}
