// The admin API as the client tests need it: sign in as a person, change settings, make members and tokens.

export interface TokenMade {
  readonly id: string;
  readonly secret: string;
}

export interface AdminClient {
  /** Changes the organization's settings; what is left out stays. */
  changeSettings(restrictedImages: Readonly<Record<string, unknown>>, more?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Makes a member who signs in with `password`. */
  addMember(member: { username: string; password: string; role?: 'member' | 'owner' }): Promise<void>;
  /** Makes a personal access token of the person who is signed in. */
  createPersonalToken(q: { label: string; expiresAt?: string }): Promise<TokenMade>;
  revokePersonalToken(id: string): Promise<void>;
  createOrganizationToken(label: string): Promise<TokenMade>;
  /** Asks anything; a status of 400 or more is an error that shows the body. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** Signs in at the admin API. */
export async function signInAtAdmin(address: string, organization: string, person: { username: string; secret: string }): Promise<AdminClient> {
  const { access_token: token } = (await request(address, { method: 'POST', path: '/v2/auth/token', body: { identifier: person.username, secret: person.secret } })) as { access_token: string };
  const ask = (method: string, path: string, body?: unknown): Promise<unknown> => request(address, { method, path, body, token });
  const made = async (path: string, body: unknown): Promise<TokenMade> => {
    const answer = (await ask('POST', path, body)) as { uuid?: string; id?: string; token: string };
    return { id: answer.uuid ?? answer.id ?? '', secret: answer.token };
  };
  return {
    ask,
    changeSettings: async (restrictedImages, more = {}) => {
      await ask('PUT', `/v2/orgs/${organization}/settings`, { restricted_images: restrictedImages, ...more });
    },
    addMember: async ({ username, password, role = 'member' }) => {
      await ask('POST', `/v2/orgs/${organization}/members`, { username, role, password });
    },
    createPersonalToken: ({ label, expiresAt }) =>
      made('/v2/access-tokens', { token_label: label, scopes: ['repo:read'], ...(expiresAt === undefined ? {} : { expires_at: expiresAt }) }),
    revokePersonalToken: async (id) => {
      await ask('DELETE', `/v2/access-tokens/${id}`);
    },
    createOrganizationToken: (label) =>
      made(`/v2/orgs/${organization}/access-tokens`, { label, resources: [{ type: 'TYPE_REPO', path: '*/*/public', scopes: ['scope-image-pull'] }] }),
  };
}

async function request(address: string, q: { method: string; path: string; body?: unknown; token?: string }): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(q.token === undefined ? {} : { authorization: `Bearer ${q.token}` }) };
  const answer = await fetch(`${address}${q.path}`, { method: q.method, headers, ...(q.body === undefined ? {} : { body: JSON.stringify(q.body) }) });
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`${q.method} ${q.path} answered ${answer.status}: ${text}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
