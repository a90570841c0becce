// What a new owner does first, with a real docker: switch image access on, see a pull refused, find it, allow it, see it pass. And what the member sees of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocker } from '../clients/docker.ts';
import { dockerdObstacle, startDockerd } from '../clients/dockerd.ts';
import { obstacle } from '../clients/tool.ts';
import { startUpstream, upstreamObstacle } from '../upstream/start.ts';
import { needsChromium, openPage, startChromium } from './chromium.ts';
import { people, startConsole } from './console.ts';
import { settled } from './settled.ts';

const community = 'someuser/custom-image';
const skip = [needsChromium, dockerdObstacle(), obstacle(upstreamObstacle())].find((reason) => reason !== false) ?? false;

test('an owner switches image access on, sees a docker pull refused, allows it from there, and it passes; the member reads the same', { skip }, async (t) => {
  const upstream = await startUpstream();
  t.after(() => upstream.stop());
  const [browser, target, dockerd] = await Promise.all([startChromium(t), startConsole(t, { upstreams: { 'docker.io': upstream.address } }), startDockerd()]);
  t.after(() => dockerd.stop());
  const docker = createDocker(dockerd);
  const { host, member } = target.gateway;
  assert.ok(member !== undefined);
  assert.equal(await docker.login(host, member).then((result) => result?.status), 0);

  const page = await openPage(t, browser, { console: target, path: '/' });
  await page.getByLabel('User name').fill(people.owner.username);
  await page.getByLabel('Password').fill(people.owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Image access', exact: true }).first().click();
  await settled(page, 'Image access');
  await page.locator('label').filter({ has: page.getByRole('switch', { name: 'Image access' }) }).click();
  const publishers = page.getByRole('switch', { name: 'Docker Verified Publisher images' });
  if (await publishers.isChecked()) await page.locator('label').filter({ has: publishers }).click();
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^Saved as revision \d+/).waitFor();

  assert.equal((await docker.pull(`${host}/library/nginx:latest`)).status, 0);
  const refused = await docker.pull(`${host}/${community}:latest`);
  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /image access denied: community images not allowed \(someuser\/custom-image, organization acme\)/);

  await page.getByRole('link', { name: 'Pulls', exact: true }).click();
  await settled(page, 'Pulls');
  const row = page.getByRole('row').filter({ hasText: community });
  await row.first().waitFor();
  await row.first().press('Enter');
  const opened = page.getByRole('dialog');
  await opened.getByText('image access denied: community images not allowed').waitFor();
  await opened.getByRole('link', { name: 'Can I pull this?' }).click();
  await settled(page, 'Can I pull this?');
  await page.getByRole('main').getByText('Refused').first().waitFor();
  await page.getByRole('link', { name: 'Allow it' }).click();
  await settled(page, 'Image access');
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  // That it was saved before may stand there still.
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const allowed = await docker.pull(`${host}/${community}:latest`);
  assert.equal(allowed.status, 0, allowed.stderr);

  const reader = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/acme/image-access' });
  await settled(reader, 'Image access');
  await reader.getByRole('main').getByText(community).first().waitFor();
  assert.equal(await reader.getByRole('switch', { name: 'Image access' }).isChecked(), true);
  await reader.locator('label').filter({ has: reader.getByRole('switch', { name: 'Image access' }) }).click();
  assert.equal(await reader.getByRole('switch', { name: 'Image access' }).isChecked(), true);
  assert.equal(await reader.getByRole('button', { name: 'Review and save' }).count(), 0);
  const write = await reader.context().request.put(`${target.address}/v2/orgs/acme/settings`, { data: { restricted_images: { enabled: false } }, headers: { Origin: target.address } });
  assert.equal(write.status(), 403);
});
