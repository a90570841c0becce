// GET /v2/client-setup/{client}: the files and commands that send it through Pullgate, for who asks.
import { chooseSetup } from '../../client-setup/clients.ts';
import type { SetupClient, SetupChoice, SetupTexts } from '../../client-setup/client-setup.ts';
import { SetupObstacle } from '../../client-setup/facts.ts';
import type { SetupFacts } from '../../client-setup/facts.ts';
import type { Operation } from '../operation.ts';
import { ProblemError, invalidRequest, notFound } from '../problem.ts';
import { setupFactsOf } from './setup-facts-of.ts';
import type { ReadServerSetupFacts } from './setup-facts.port.ts';

export function createShowClientSetup({ readServerSetupFacts }: { readonly readServerSetupFacts: ReadServerSetupFacts }): Operation<'showClientSetup'> {
  return async ({ params, query, caller }) => {
    const chosen = chooseSetup({ client: params.client, ...query });
    if (chosen.kind === 'unknown') {
      const known = chosen.known.join(', ');
      throw chosen.field === 'client' ? notFound(`client (it is one of ${known})`) : invalidRequest({ [chosen.field]: [`must be one of ${known}`] });
    }
    const texts = make(chosen.client, setupFactsOf(await readServerSetupFacts(), caller), chosen.choice);
    return {
      body: {
        client: params.client,
        ...chosen.choice,
        files: texts.files.map(({ isPart, ...file }) => ({ ...file, part: isPart })),
        commands: [...texts.commands],
        undo: [...texts.undo],
        notes: [...texts.notes],
      },
    };
  };
}

/** @throws ProblemError 409 that names the setting which the server lacks */
function make(client: SetupClient, facts: SetupFacts, choice: SetupChoice): SetupTexts {
  try {
    return client.make(facts, choice);
  } catch (error) {
    if (error instanceof SetupObstacle) throw new ProblemError(409, error.message);
    throw error;
  }
}
