// Examples: signing in, and what people have of their own.
import type { Example } from '../example.ts';


export const signingIn: readonly Example[] = [
  { operation: 'createAuthToken', body: { identifier: '$USERNAME', secret: '$PASSWORD' }, keeps: { TOKEN: 'access_token' }, note: 'The token is good for ten minutes. A personal access token does in place of the password, and for CI an organization access token with the name of its organization as `identifier`.' },
  { operation: 'login', body: { username: '$USERNAME', password: '$PASSWORD' }, note: "Under Docker Hub's older names, as its Terraform provider signs in." },
  { operation: 'openSession', body: { username: '$USERNAME', password: '$PASSWORD' }, note: "For browsers: the session is in a cookie that no script can read. What changes something must then come from the admin API's own pages." },
  { operation: 'listSessions', keeps: { SESSION_ID: 'results.0.id' } },
  { operation: 'endSession', params: { id: '$SESSION_ID' } },
  { operation: 'endOtherSessions' },
  { operation: 'signOut' },
];

export const account: readonly Example[] = [
  { operation: 'showUser' },
  { operation: 'updateUser', body: { full_name: 'Olivia Owner', email: 'olivia@example.com' } },
  { operation: 'listUserOrganizations', query: { page_size: 25 } },
  { operation: 'showTotp' },
  { operation: 'beginTotp', body: { password: '$PASSWORD' }, keeps: { TOTP_SECRET: 'secret' }, note: 'An authenticator app takes the secret, or `uri` as a QR code. Nothing asks for a code before the next step.' },
  { operation: 'confirmTotp', body: { code: '$CODE' }, note: '`$CODE` is what the app shows. Keep the recovery codes: they are shown this once.' },
  { operation: 'login', body: { username: '$USERNAME', password: '$PASSWORD' }, status: 401, keeps: { LOGIN_2FA_TOKEN: 'login_2fa_token' }, note: 'From now on the password is the first of two steps.' },
  { operation: 'finishLogin', body: { login_2fa_token: '$LOGIN_2FA_TOKEN', code: '$CODE' }, keeps: { TOKEN: 'token' } },
  { operation: 'createRecoveryCodes', body: { password: '$PASSWORD', code: '$CODE' } },
  { operation: 'removeTotp', body: { password: '$PASSWORD', code: '$CODE' } },
  { operation: 'createAuthToken', body: { identifier: '$USERNAME', secret: '$PASSWORD' }, keeps: { TOKEN: 'access_token' }, note: 'The tokens of the sign-ins before are good for nothing any more.' },
  { operation: 'changePassword', body: { current_password: '$PASSWORD', new_password: '$NEW_PASSWORD' }, note: 'All other sessions end, and so do tokens of sign-ins with the old password.' },
  { operation: 'createAuthToken', body: { identifier: '$USERNAME', secret: '$NEW_PASSWORD' }, keeps: { TOKEN: 'access_token' } },
];

export const accessTokens: readonly Example[] = [
  { operation: 'createAccessToken', body: { token_label: 'laptop', scopes: ['repo:read'], expires_at: '2029-12-31T23:59:59Z' }, keeps: { UUID: 'uuid' }, note: '`token` is the secret, shown this once: `docker login` takes it as the password.' },
  { operation: 'listAccessTokens', query: { page: 1, page_size: 25 } },
  { operation: 'showAccessToken', params: { uuid: '$UUID' } },
  { operation: 'updateAccessToken', params: { uuid: '$UUID' }, body: { token_label: 'old laptop', is_active: false } },
  { operation: 'revokeAccessToken', params: { uuid: '$UUID' } },
];

export const organizationTokens: readonly Example[] = [
  {
    operation: 'createOrganizationAccessToken',
    body: { label: 'ci', description: 'builds', resources: [{ type: 'TYPE_REPO', path: '$ORG/*', scopes: ['scope-image-pull'] }, { type: 'TYPE_ORG', path: '$ORG', scopes: ['scope-member-read'] }] },
    keeps: { TOKEN_ID: 'id' },
    note: '`token` is the secret, shown this once.',
  },
  { operation: 'listOrganizationAccessTokens' },
  { operation: 'showOrganizationAccessToken', params: { id: '$TOKEN_ID' } },
  { operation: 'updateOrganizationAccessToken', params: { id: '$TOKEN_ID' }, body: { label: 'ci of the platform team' } },
  { operation: 'revokeOrganizationAccessToken', params: { id: '$TOKEN_ID' } },
];
