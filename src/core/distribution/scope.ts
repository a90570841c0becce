// Scopes of the token service: what a token is asked for (distribution, "Token Scope Documentation").

/** `repository:library/nginx:pull,push`. */
export interface Scope {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

const scopeLengthMax = 1024;
// resourcetype, with the class in parentheses that distribution still documents: repository(plugin).
const typeGrammar = /^[a-z0-9]+(\([a-z0-9]+\))?$/;
const nameGrammar = /^[A-Za-z0-9](?:[A-Za-z0-9._:/-]*[A-Za-z0-9_])?$/;
const actionsGrammar = /^(?:[a-z*]+(?:,[a-z*]+)*)?$/;

/** Reads one scope; undefined when it is malformed. The name may hold colons (`repository:localhost:5000/a:pull`), so type and actions are cut from the ends. */
export function parseScope(text: string): Scope | undefined {
  const afterType = text.indexOf(':');
  const beforeActions = text.lastIndexOf(':');
  if (text.length > scopeLengthMax || afterType === beforeActions) return undefined;
  const type = text.slice(0, afterType);
  const name = text.slice(afterType + 1, beforeActions);
  const actions = text.slice(beforeActions + 1);
  if (!typeGrammar.test(type) || !nameGrammar.test(name) || !actionsGrammar.test(actions)) return undefined;
  return { type, name, actions: actions === '' ? [] : actions.split(',') };
}

/** Reads the space-separated scopes of one `scope` parameter. Malformed ones are left out: the token specification has no error for them. */
export function parseScopes(text: string): readonly Scope[] {
  return text.split(' ').flatMap((part) => {
    const scope = parseScope(part);
    return scope === undefined ? [] : [scope];
  });
}

/** The scope as a `scope` parameter carries it. */
export function formatScope(scope: Scope): string {
  return `${scope.type}:${scope.name}:${scope.actions.join(',')}`;
}

/** The scope that pushing to a repository takes. */
export function pushScope(repository: string): Scope {
  return { type: 'repository', name: repository, actions: ['pull', 'push'] };
}

/** Deleting has an action of its own. */
export function deleteScope(repository: string): Scope {
  return { type: 'repository', name: repository, actions: ['delete'] };
}

/** The scope that reading a repository takes. */
export function pullScope(repository: string): Scope {
  return { type: 'repository', name: repository, actions: ['pull'] };
}
