// A webhook as the API lists it.
import type { Answer } from '../../api/operation-types.ts';

export type Webhook = Answer<'listWebhooks'>['results'][number];
