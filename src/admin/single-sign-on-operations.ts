// The operations of contract/routes/single-sign-on.ts with what they need: signing in with an identity provider.
import { randomBytes } from 'node:crypto';
import type { singleSignOnRoutes } from '../contract/routes/single-sign-on.ts';
import type { AdminTokens } from '../identity/admin-token.ts';
import { createOidcProvider } from '../identity/oidc/provider.ts';
import type { Sessions } from '../identity/session.ts';
import type { Log } from '../telemetry/log.ts';
import type { OperationsOf } from './operation.ts';
import { createApplyGroups } from './single-sign-on/apply-groups.ts';
import { createAttempts } from './single-sign-on/attempts.ts';
import { createBeginSignIn } from './single-sign-on/begin-sign-in.ts';
import { createEstablishAccount } from './single-sign-on/establish-account.ts';
import { createExchangeCode } from './single-sign-on/exchange-code.ts';
import { createFindOffers } from './single-sign-on/find-offers.ts';
import { createFinishSignIn } from './single-sign-on/finish-sign-in.ts';
import { createLinkAccount } from './single-sign-on/link-account.ts';
import { createLinkExisting } from './single-sign-on/link-existing.ts';
import { createListIdentities } from './single-sign-on/list-identities.ts';
import { createRemoveConnection } from './single-sign-on/remove-connection.ts';
import { createRemoveIdentity } from './single-sign-on/remove-identity.ts';
import { createShowCode } from './single-sign-on/show-code.ts';
import { createShowConnection } from './single-sign-on/show-connection.ts';
import { createStartSignIn } from './single-sign-on/start-sign-in.ts';
import { createToolCodes } from './single-sign-on/tool-codes.ts';
import { createWriteConnection } from './single-sign-on/write-connection.ts';
import type { AdminStores } from './stores.ts';

export interface SingleSignOnOperationsOptions {
  readonly stores: AdminStores;
  readonly sessions: Pick<Sessions, 'open'>;
  readonly adminTokens: Pick<AdminTokens, 'issue'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/** AES-256. */
const attemptKeyBytes = 32;

export function createSingleSignOnOperations({ stores: store, sessions, adminTokens, now, log }: SingleSignOnOperationsOptions): OperationsOf<typeof singleSignOnRoutes> {
  const provider = createOidcProvider({ now });
  const attempts = createAttempts({ key: randomBytes(attemptKeyBytes), now });
  const toolCodes = createToolCodes({ now });
  const begin = createBeginSignIn({ store, provider, attempts });
  const establishAccount = createEstablishAccount({ store, linkExisting: createLinkExisting({ store, now }), now });
  const applyGroups = createApplyGroups({ store, now, log });
  return {
    showSingleSignOn: createShowConnection({ store }),
    writeSingleSignOn: createWriteConnection({ store, provider, now }),
    removeSingleSignOn: createRemoveConnection({ store }),
    linkSingleSignOn: createLinkAccount({ begin }),
    listSingleSignOnIdentities: createListIdentities({ store }),
    removeSingleSignOnIdentity: createRemoveIdentity({ store }),
    findSingleSignOn: createFindOffers({ store }),
    startSingleSignOn: createStartSignIn({ begin }),
    finishSingleSignOn: createFinishSignIn({ store, provider, attempts, establishAccount, applyGroups, sessions, toolCodes, now, log }),
    showSingleSignOnCode: createShowCode(),
    exchangeSingleSignOnCode: createExchangeCode({ store, toolCodes, adminTokens }),
  };
}
