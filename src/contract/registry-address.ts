// The one form in which registries' addresses are compared, for clients that tell a wrong one before it is sent.
export { dockerHub } from '../core/image/reference.ts';
export { normalizeRegistryAddress } from '../core/policy/registry-address.ts';
