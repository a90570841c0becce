// A whole admin plane on a free port of this machine, for the command line to talk to.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { openInstallation, password } from '../admin/installation.ts';
import type { Installation, InstallationOptions } from '../admin/installation.ts';
import { openCommandLine } from './command-line.ts';
import type { CommandLine } from './command-line.ts';

export interface ServedInstallation extends Installation {
  /** `http://127.0.0.1:PORT` */
  readonly server: string;
  /** Signs in with the password as `owner`, unless it is told otherwise. */
  readonly cli: CommandLine;
}

/** Serves the organization acme of test/admin/installation.ts, at the time of the machine's clock. */
export async function serveInstallation(t: TestContext, options: InstallationOptions = {}): Promise<ServedInstallation> {
  const installation = await openInstallation(t, options);
  installation.clock.nowMs = Date.now();
  const answer = getRequestListener((request) => installation.admin.fetch(request));
  const listener = createServer((request, response) => void answer(request, response));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  t.after(() => {
    listener.close();
    listener.closeAllConnections();
  });
  const server = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return { ...installation, server, cli: openCommandLine(t, { server, username: 'owner', password }) };
}
