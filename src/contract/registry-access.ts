// Registry access management on the wire, as Docker's own Terraform provider sends it.
import { z } from 'zod';
import { registryAddress } from './names.ts';
import { plainText } from './plain-text.ts';

export const customRegistriesMax = 100;

const standardRegistry = z.strictObject({ id: z.literal('DockerHub'), allowed: z.boolean() });
const customRegistry = z.strictObject({ address: z.string().min(1).max(512), friendly_name: z.string().max(200), allowed: z.boolean() });

/** GET /v2/orgs/{org}/settings/registry-access-management: always exactly one standard registry. */
export const registryAccess = z.object({
  enabled: z.boolean(),
  standard_registries: z.array(standardRegistry),
  custom_registries: z.array(customRegistry),
});
export type RegistryAccess = z.infer<typeof registryAccess>;

/** PUT: what is left out stays as it is. */
export const registryAccessChange = z.strictObject({
  enabled: z.boolean().optional(),
  standard_registries: z.array(standardRegistry).max(1, 'DockerHub is the only standard registry').optional(),
  custom_registries: z
    .array(customRegistry.extend({ address: registryAddress, friendly_name: plainText(200).default('') }))
    .max(customRegistriesMax)
    .optional(),
});
export type RegistryAccessChange = z.input<typeof registryAccessChange>;
