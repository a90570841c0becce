// The cookie that binds a sign-in to the browser that began it: its attributes, wherever a sign-in begins.
import assert from 'node:assert/strict';
import test from 'node:test';
import { attemptLifetimeSeconds } from '../../src/admin/single-sign-on/attempts.ts';
import { type Scene, connectionPath, openScene, startPath } from './scene.ts';

const hostOverTls = 'https://admin.example.test';

/** Each attribute once, in lower case, without the value of the cookie. */
function attributesOf(header: string | null): { readonly name: string; readonly attributes: readonly string[] } {
  const [pair = '', ...attributes] = (header ?? assert.fail('no cookie')).split(/;\s*/);
  return { name: pair.slice(0, pair.indexOf('=')), attributes: attributes.map((each) => each.toLowerCase()).toSorted() };
}

const always = ['httponly', `max-age=${attemptLifetimeSeconds}`, 'path=/', 'samesite=lax'];

/** Each way in which a sign-in begins, at the origin that was asked. */
const ways: Readonly<Record<string, (scene: Scene, origin: string) => Promise<string | null>>> = {
  'of a browser': async ({ anonymous }, origin) => (await anonymous('GET', `${origin}${startPath}?return_to=/people`)).headers.get('set-cookie'),
  'of a command line tool': async ({ anonymous }, origin) => (await anonymous('GET', `${origin}${startPath}?code_challenge=${'a'.repeat(43)}`)).headers.get('set-cookie'),
  'that links an account': async ({ as }, origin) => (await (await as('developer'))('POST', `${origin}${connectionPath}/link`, {})).headers.get('set-cookie'),
};

for (const [name, begin] of Object.entries(ways)) {
  test(`the cookie of a sign-in ${name} is out of reach of scripts and other sites, and for TLS and this host alone where there is TLS`, async (t) => {
    const scene = await openScene(t);
    assert.deepEqual(attributesOf(await begin(scene, scene.server)), { name: 'pullgate_sign_in', attributes: always });
    // The __Host- of RFC 6265bis section 4.1.3.2 wants Secure, Path=/ and no Domain.
    assert.deepEqual(attributesOf(await begin(scene, hostOverTls)), { name: '__Host-pullgate_sign_in', attributes: [...always, 'secure'].toSorted() });
  });
}
