// The exact line that pulls an image through Pullgate.
import { $api } from '../../api/client.ts';
import { CodeBlock } from '../../ui/copy.tsx';
import { pullReference } from './pull-reference.ts';
import type { CheckResult } from './use-check.ts';

export function PullLine({ result }: { readonly result: CheckResult }) {
  const setup = $api.useQuery('get', '/v2/client-setup', {}, { staleTime: Infinity });
  if (setup.data === undefined) return null;
  return <CodeBlock text={`docker pull ${setup.data.gateway_host}/${pullReference(result)}`} label={`the line that pulls ${result.image}`} />;
}
