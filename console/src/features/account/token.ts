// A personal access token as the API lists it.
import type { Answer } from '../../api/operation-types.ts';

export type Token = Answer<'listAccessTokens'>['results'][number];
