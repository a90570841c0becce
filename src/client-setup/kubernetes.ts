// The pull secret of a namespace: who pulls, for the nodes that go through the gateway.
import { parseAddress } from './address.ts';
import { ownFile } from './client-setup.ts';
import type { SetupClient, SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { yamlString } from './quote.ts';

const name = 'pullgate';
const secretFile = 'pullgate-pull-secret.yaml';
const patchFile = 'pullgate-service-account.yaml';
const tokenPlace = 'PERSONAL_ACCESS_TOKEN';
/** The name of Docker Hub in a pull secret. */
const dockerHubKey = 'https://index.docker.io/v1/';

export const kubernetes: SetupClient = {
  summary: 'Kubernetes: the pull secret of a namespace',
  systems: ['any'],
  variants: { 'pull-secret': { summary: 'a secret, and the service account that uses it' } },
  make: makePullSecret,
};

/** kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry. The token stands nowhere but in the cluster. */
function makePullSecret(facts: SetupFacts): SetupTexts {
  const keys = [...facts.registries.map((registry) => (registry === 'docker.io' ? dockerHubKey : registry)), parseAddress(facts.gatewayUrl, 'gateway.public_url').host];
  const auths = Object.fromEntries(keys.map((key) => [key, { username: facts.username, password: tokenPlace }]));
  const secret = ['apiVersion: v1', 'kind: Secret', 'metadata:', `  name: ${name}`, 'type: kubernetes.io/dockerconfigjson', 'stringData:', `  .dockerconfigjson: ${yamlString(JSON.stringify({ auths }))}`, ''];
  const patch = ['imagePullSecrets:', `  - name: ${name}`, ''];
  return {
    files: [
      ownFile({ path: secretFile, content: secret.join('\n'), purpose: `the pull secret; ${tokenPlace} stands for the token, which a command below puts in` }),
      ownFile({ path: patchFile, content: patch.join('\n'), purpose: 'lets the pods of a service account use it' }),
    ],
    commands: [
      { line: `sed "s/${tokenPlace}/$(pullgate token create --label kubernetes --scope repo:read --quiet)/g" ${secretFile} | kubectl apply -f -`, purpose: 'makes a token for the cluster and the secret in the current namespace' },
      { line: `kubectl patch serviceaccount default --patch-file ${patchFile}`, purpose: 'every new pod of the namespace that names no other service account pulls with it; where the service account has pull secrets already, add them to the file first: the list is replaced' },
    ],
    undo: [
      { line: 'kubectl edit serviceaccount default', purpose: `take ${name} out of imagePullSecrets: no new pod uses it` },
      { line: `kubectl delete secret ${name}`, purpose: 'removes the secret' },
      { line: 'pullgate token revoke kubernetes', purpose: 'ends its token' },
    ],
    notes: ['The nodes go through the gateway by themselves: set up containerd, cri-o or k3s on each.', 'For each namespace.'],
  };
}
