// What the first start prints, once: every command stands on a line of its own, ready to be pasted.
import type { FirstStart } from './first-start.ts';

export interface WelcomeAddresses {
  /** `127.0.0.1:5000`, as people type it before an image's name. */
  readonly gatewayHost: string;
  /** `http://127.0.0.1:8080`. */
  readonly adminUrl: string;
}

/** The CLI's own default: named in the command only where it differs. */
const cliDefaultServer = 'http://127.0.0.1:8080';

export function welcome({ organization, owner, member }: FirstStart, { gatewayHost, adminUrl }: WelcomeAddresses): string {
  const server = adminUrl === cliDefaultServer ? '' : ` --server ${adminUrl}`;
  const password = owner.generatedPassword === undefined ? '' : `PULLGATE_PASSWORD='${owner.generatedPassword}' `;
  return [
    `This is the first start: organization ${organization} was made. What follows is shown once.`,
    '',
    '1. Open the console, and sign in as the owner: it leads through the rest.',
    '',
    `Console:   ${adminUrl}`,
    `Owner:     ${owner.name}`,
    `Password:  ${owner.generatedPassword ?? 'as you set it'}`,
    '',
    `2. Sign docker in as the member ${member.name}. The password is this personal access token:`,
    '',
    member.personalAccessToken,
    '',
    `docker login ${gatewayHost} -u ${member.name}`,
    '',
    '3. Switch image access on, in the console or as the owner here: Docker Official Images only.',
    '',
    `${password}npx pullgate policy set --enabled --official --no-verified-publishers --username ${owner.name}${server}`,
    '',
    '4. Pull. The first passes, the second is refused.',
    '',
    `docker pull ${gatewayHost}/library/nginx`,
    `docker pull ${gatewayHost}/someuser/custom-image`,
    '',
  ].join('\n');
}
