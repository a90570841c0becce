// Whether a repository was written to while a question about it was under way: what was asked before is not to be remembered after.

export interface ChangedRepository {
  readonly registry: string;
  readonly repository: string;
}

export interface Changes {
  /** The same number as before: nothing was written since, as far as this process has been told. */
  readonly of: (repository: ChangedRepository) => number;
  readonly note: (repository: ChangedRepository) => void;
}

/** More repositories are not written to while one question is under way. */
const repositoriesMax = 10_000;

export function createChanges(): Changes {
  const changes = new Map<string, number>();
  let last = 0;
  return {
    of: (repository) => changes.get(nameOf(repository)) ?? 0,
    note: (repository) => {
      last += 1;
      const name = nameOf(repository);
      changes.delete(name);
      changes.set(name, last);
      const [oldest] = changes.keys();
      if (changes.size > repositoriesMax && oldest !== undefined) changes.delete(oldest);
    },
  };
}

function nameOf({ registry, repository }: ChangedRepository): string {
  return `${registry}/${repository}`;
}
