// Which client, system and variant the page shows: what the address bar asks for as far as there is such a thing, else the first that fits.
import type { ClientSetupEntry } from '../../../../src/contract/client-setup.ts';
import type { ConnectSearch } from './connect-search.ts';

export interface SetupChoice {
  readonly entry: ClientSetupEntry;
  readonly os: string;
  readonly variant: string;
}

/** A client that can be set up now comes before one that the server is not ready for. Undefined where there is none at all. */
export function chooseSetup(clients: readonly ClientSetupEntry[], { client, os: wantedOs, variant: wantedVariant }: ConnectSearch): SetupChoice | undefined {
  const entry = clients.find((each) => each.client === client) ?? clients.find(({ problem }) => problem === null) ?? clients[0];
  const os = entry?.systems.find((each) => each === wantedOs) ?? entry?.systems[0];
  if (entry === undefined || os === undefined) return undefined;
  const fitting = variantsFor(entry, os);
  const variant = fitting.find(({ name }) => name === wantedVariant) ?? fitting[0];
  return variant && { entry, os, variant: variant.name };
}

export function variantsFor({ variants }: ClientSetupEntry, os: string): ClientSetupEntry['variants'] {
  return variants.filter(({ systems }) => systems.includes(os));
}
