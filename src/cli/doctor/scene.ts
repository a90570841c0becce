// One client being tried: each pull is made once, however many ways look at its answer.
import type { ImageReference } from '../../core/image/reference.ts';
import { readAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Canaries } from './canaries.ts';
import type { Client, ClientSettings, Manner } from './client.ts';
import type { Finding, Verdict, Way } from './finding.ts';
import { fullName } from './image-name.ts';

export interface Scene {
  readonly client: Client;
  readonly canaries: Canaries;
  readonly settings: ClientSettings;
  /** What this pull is answered. */
  readonly ask: (image: ImageReference, manner?: Manner) => Promise<Answer>;
  /** Whether anything answered when the allowed image was asked for: without that, silence proves nothing. */
  readonly isConnected: () => Promise<boolean>;
}

/** Tries one way: no finding where the client has no such way. */
export type TryWay = (scene: Scene) => Promise<readonly Finding[]>;

/** Sets the scene. `showProgress` is told what is being pulled. */
export async function openScene(client: Client, canaries: Canaries, showProgress: (text: string) => void): Promise<Scene> {
  const answers = new Map<string, Promise<Answer>>();
  const pull = async (image: ImageReference, manner: Manner): Promise<Answer> => {
    showProgress(`${client.name}: ${fullName(image)}`);
    return readAnswer(await client.pull(image, manner), image);
  };
  const ask = (image: ImageReference, manner: Manner = {}): Promise<Answer> => {
    const key = JSON.stringify([fullName(image), manner]);
    const answer = answers.get(key) ?? pull(image, manner);
    answers.set(key, answer);
    return answer;
  };
  // The gateway and Docker Hub refuse a sign-in in the same words: the one who answers without it is the one who refused it.
  const askWhoever = async (image: ImageReference, manner: Manner = {}): Promise<Answer> => {
    const answer = await ask(image, manner);
    if (answer.kind !== 'sign-in-refused' || manner.isSignedOut === true || !client.hasSignIns) return answer;
    const { kind } = await ask(image, { ...manner, isSignedOut: true });
    return kind === 'gateway' || kind === 'origin' ? { kind, line: answer.line } : answer;
  };
  const isConnected = async (): Promise<boolean> => ['pulled', 'gateway', 'permitted'].includes((await askWhoever(canaries.allowed)).kind);
  return { client, canaries, settings: await client.settings(), ask: askWhoever, isConnected };
}

/** Makes a finding of this scene's client. `close` is kept where there is something to close. */
export function findingOf({ client }: Scene, way: Way, found: { readonly target: string; readonly verdict: Verdict; readonly close: string }): Finding {
  const { target, verdict, close } = found;
  return { client: client.name, way, target, ...verdict, close: verdict.result === 'leaks' ? close : null };
}
