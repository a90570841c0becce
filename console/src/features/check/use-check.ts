// Asks the policy what it says of images, in as many requests as there must be. What is no image's name is told apart, so that the others are answered.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';

export type CheckResult = Answer<'checkImages'>['results'][number];

export interface Checked {
  readonly image: string;
  /** Or what is wrong with the name. */
  readonly result: CheckResult | { readonly problem: string };
}

/** For whom is asked: a person, anybody with a role, or the reader. */
export interface Subject {
  readonly username?: string;
  readonly role?: 'member';
}

/** The API's most in one request. */
const imagesMax = 100;

export function useCheck(org: string, images: readonly string[], subject: Subject) {
  return useQuery({
    queryKey: ['check', org, images, subject],
    queryFn: async ({ signal }) => {
      const checked: Checked[] = [];
      for (let start = 0; start < images.length; start += imagesMax) checked.push(...(await check({ org, images: images.slice(start, start + imagesMax), subject, signal })));
      return checked;
    },
    enabled: images.length > 0,
    // The policy may have changed a moment ago, in this very console.
    staleTime: 0,
    gcTime: 0,
  });
}

interface Asking {
  readonly org: string;
  readonly images: readonly string[];
  readonly subject: Subject;
  readonly signal: AbortSignal;
}

async function check({ org, images, subject, signal }: Asking): Promise<readonly Checked[]> {
  const ask = async (asked: readonly string[]) => (asked.length === 0 ? [] : ((await api.POST('/v2/orgs/{org}/check', { params: { path: { org } }, body: { images: [...asked], ...subject }, signal })).data?.results ?? []));
  let problems: ReadonlyMap<number, string> = new Map();
  let results: readonly CheckResult[];
  try {
    results = await ask(images);
  } catch (error) {
    problems = problemsOf(error);
    if (problems.size === 0) throw error;
    results = await ask(images.filter((_, index) => !problems.has(index)));
  }
  const remaining = results.values();
  return images.flatMap((image, index): readonly Checked[] => {
    const problem = problems.get(index);
    if (problem !== undefined) return [{ image, result: { problem } }];
    const { value } = remaining.next();
    return value === undefined ? [] : [{ image, result: value }];
  });
}

/** By the place of the image; empty where something else is wrong. */
function problemsOf(error: unknown): ReadonlyMap<number, string> {
  const entries = Object.entries(toFailure(error).fields);
  if (!entries.every(([name]) => /^images\.\d+$/.test(name))) return new Map();
  return new Map(entries.map(([name, messages]) => [Number(name.slice('images.'.length)), messages.join('; ')]));
}
