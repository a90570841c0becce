// The clients that Pullgate knows how to set up, and the one way to make their texts.
import { buildkit } from './buildkit.ts';
import type { SetupChoice, SetupClient } from './client-setup.ts';
import { containerd } from './containerd.ts';
import { criO } from './cri-o.ts';
import { dockerCli } from './docker-cli.ts';
import { dockerDesktop } from './docker-desktop.ts';
import { dockerEngine } from './docker-engine.ts';
import { SetupObstacle } from './facts.ts';
import type { SetupFacts } from './facts.ts';
import { k3s } from './k3s.ts';
import { kubernetes } from './kubernetes.ts';
import { podman } from './podman.ts';

/** By name, in the order in which they are listed. */
export const setupClients: Readonly<Record<string, SetupClient>> = {
  'docker-engine': dockerEngine,
  'docker-cli': dockerCli,
  'docker-desktop': dockerDesktop,
  containerd,
  podman,
  'cri-o': criO,
  buildkit,
  k3s,
  kubernetes,
};

export interface SetupQuestion {
  readonly client: string;
  readonly os?: string | undefined;
  readonly variant?: string | undefined;
}

export type ChosenSetup =
  | { readonly kind: 'chosen'; readonly client: SetupClient; readonly choice: SetupChoice }
  | { readonly kind: 'unknown'; readonly field: 'client' | 'os' | 'variant'; readonly known: readonly string[] };

/** Puts the first system and the first fitting variant where none is named. */
export function chooseSetup({ client: name, os, variant }: SetupQuestion): ChosenSetup {
  const client = Object.hasOwn(setupClients, name) ? setupClients[name] : undefined;
  if (client === undefined) return { kind: 'unknown', field: 'client', known: Object.keys(setupClients) };
  const chosenOs = os ?? client.systems[0];
  if (!client.systems.includes(chosenOs)) return { kind: 'unknown', field: 'os', known: client.systems };
  const fitting = Object.entries(client.variants).filter(([, { systems }]) => systems?.includes(chosenOs) ?? true).map(([each]) => each);
  const chosenVariant = variant ?? fitting[0];
  if (chosenVariant === undefined || !fitting.includes(chosenVariant)) return { kind: 'unknown', field: 'variant', known: fitting };
  return { kind: 'chosen', client, choice: { os: chosenOs, variant: chosenVariant } };
}

/** What keeps a client's first choice from being made with these facts; undefined when nothing does. */
export function obstacleOf(name: string, facts: SetupFacts): string | undefined {
  const chosen = chooseSetup({ client: name });
  if (chosen.kind === 'unknown') return undefined;
  try {
    chosen.client.make(facts, chosen.choice);
    return undefined;
  } catch (error) {
    if (error instanceof SetupObstacle) return error.message;
    throw error;
  }
}

