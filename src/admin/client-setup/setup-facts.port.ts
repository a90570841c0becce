// What the server itself contributes to the texts for clients. The composition root hands it in.
import type { SetupFacts } from '../../client-setup/facts.ts';

export type ServerSetupFacts = Omit<SetupFacts, 'organizations' | 'username'>;

/** Asked with every call: the authority may be a new one. */
export type ReadServerSetupFacts = () => Promise<ServerSetupFacts>;
