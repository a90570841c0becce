// Signs in at the gateway as docker does: asks what the challenge names for a token.
import assert from 'node:assert/strict';
import type { ConsoleUnderTest } from './console.ts';

/** Whether the token endpoint of the gateway's challenge takes the name and the secret. */
export async function signsInAtGateway({ gateway }: Pick<ConsoleUnderTest, 'gateway'>, username: string, secret: string): Promise<boolean> {
  const challenge = (await fetch(`${gateway.address}/v2/`)).headers.get('www-authenticate') ?? '';
  const realm = /realm="([^"]+)"/.exec(challenge)?.[1];
  assert.ok(realm, `a challenge with a realm: ${challenge}`);
  const service = /service="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const answer = await fetch(`${realm}?service=${encodeURIComponent(service)}&account=${username}`, { headers: { Authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` } });
  await answer.text();
  return answer.ok;
}
