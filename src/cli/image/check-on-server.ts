// Asks the server what its policy says of images, as the caller or as another person.
import { checkImagesMax, checkResponse } from '../../contract/check.ts';
import type { CheckResult } from '../../contract/check.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { chooseOrganization } from '../organization.ts';

interface ServerCheckOptions extends ConnectionOptions {
  readonly org?: string;
  readonly user?: string;
  readonly push?: true;
}

/** One result an image, in their order. */
export async function checkOnServer(context: CliContext, images: readonly string[], options: ServerCheckOptions): Promise<readonly CheckResult[]> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const path = pathOf(paths.check, { org: organization });
  const username = options.user === undefined ? {} : { username: options.user };
  const action = options.push === true ? ({ action: 'push' } as const) : {};
  const results: CheckResult[] = [];
  for (let start = 0; start < images.length; start += checkImagesMax) {
    const body = { images: images.slice(start, start + checkImagesMax), ...username, ...action };
    results.push(...(await session.api.call({ method: 'POST', path, body, answer: checkResponse })).results);
  }
  return results;
}
