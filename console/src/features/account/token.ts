// A personal access token as the API lists it.
import type { Answer } from '../../api/client.ts';

export type Token = Answer<'listAccessTokens'>['results'][number];
