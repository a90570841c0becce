// docs/api.md, made of the route table and the examples of the contract. `npm run docs:api` writes it; test/docs/api.test.ts runs what it says.
import { chapters } from '../src/contract/examples.ts';
import type { Example } from '../src/contract/example.ts';
import { curlOf } from '../src/contract/examples/curl.ts';
import { describeCaller } from '../src/contract/openapi/describe-operation.ts';
import { groups } from '../src/contract/openapi/groups.ts';
import type { Route } from '../src/contract/route.ts';
import { routes } from '../src/contract/routes.ts';

const introduction = `# The admin API

<!-- Written by \`npm run docs:api\` from src/contract: change it there. -->

The admin API answers under Docker Hub's own paths where Docker Hub has them, so that its clients (Docker's Terraform provider, hub-tool, scripts) work with another address and nothing else; what
Docker Hub lacks is beside it under the same habits. The server describes it in OpenAPI 3.1 at \`/openapi.json\`, and readably at \`/docs\`.

The examples are run by a test as they stand here, one after the other, with these variables:

| variable | what it is |
| --- | --- |
| \`$ADMIN\` | the address of the admin API: \`http://127.0.0.1:8080\` |
| \`$ORG\` | the organization |
| \`$USERNAME\`, \`$PASSWORD\` | an owner of it, and for the chapter on the installation of every organization |
| \`$TOKEN\` | the token of the sign-in: the first example makes it |
| \`$CODE\` | what an authenticator app shows |
| \`$NEW_PASSWORD\` | any other password of 8 characters or more |
| \`$ISSUER\`, \`$CLIENT_ID\`, \`$CLIENT_SECRET\` | an identity provider, and the client that it knows Pullgate as |

## Habits

- A path works with and without a slash at its end. A HEAD is answered wherever a GET is. Bodies are JSON of at most 1 MiB.
- Lists come in pages: \`page\` counts from 1, \`page_size\` is at most 100, \`next\` and \`previous\` are whole addresses and null at the ends. A page past the end is empty; of repositories and tags it is a 404, as at Docker Hub.
- A problem is \`{"detail": ..., "message": ...}\` with the same sentence twice, because Docker Hub's clients look now here, now there. A 400 names every problem at once, by field, in \`fields\`. Nothing is changed by a request that is refused.
- \`not found\` stands in a 404 and nowhere else. An organization that is not there and one that is not the caller's answer alike.
- What has a revision has it as its \`ETag\`, and other things have a tag of their content. With \`If-Match\` they are changed only where it names that tag: else the answer is 412, and nothing is changed. Whatever has no \`ETag\` (an invitation, a session, actions such as
  a test of a webhook) is not changed with any \`If-Match\` but \`*\`: no write leaves the header unread. Docker's clients send none.
- A PUT and a DELETE can be repeated: the second PUT changes nothing more, the second DELETE answers 404.
- Each account has 600 requests a minute with all of its tokens and sessions together, and each address 120 for whoever is not signed in ([settings](config.md): \`admin.rate_limit_per_minute\`,
  \`admin.anonymous_rate_limit_per_minute\`). \`X-RateLimit-Limit\`, \`-Remaining\` and \`-Reset\` (a Unix time) are on every answer but health, which is never counted. A 429 has \`Retry-After\` in seconds, and \`X-Retry-After\` as a Unix time as Docker Hub has it.
- Every answer has \`X-Request-Id\`, which finds it in the log of the server.
`;

/** The whole page. */
export function apiPage(): string {
  const parts = [introduction];
  for (const { name, description } of groups) {
    const examples = chapters[name] ?? [];
    if (examples.length === 0) continue;
    parts.push(`## ${name}\n\n${description}\n`, ...examples.map(section));
  }
  return parts.join('\n');
}

function section(example: Example): string {
  const route: Route = routes[example.operation];
  const { method, path, summary, description } = route;
  const said = [sentence(summary), description, describeCaller(route)].filter((text) => text !== undefined).join(' ');
  return `### \`${method} ${path}\`\n\n${said}\n\n\`\`\`sh\n${curlOf(example, route)}\n\`\`\`\n\n${outcome(example, route)}\n`;
}

function outcome({ status, keeps = {}, note }: Example, route: Route): string {
  const kept = Object.entries(keeps).map(([variable, field]) => `\`$${variable}\` is its \`${field}\``);
  const answers = `Answers ${status ?? route.status}${kept.length === 0 ? '' : `; ${kept.join(', ')}`}.`;
  return note === undefined ? answers : `${answers} ${note}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
