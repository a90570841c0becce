// Account names for people whom another system knows by an e-mail address or a free name: single sign-on and SCIM make the same ones.
import { accountNameGrammar } from '../core/policy/account-name.ts';

const charactersMax = 40;
/** For names that leave nothing to keep. */
const nameless = 'user';

/**
 * Fits `wish`, such as `Zoë.Müller@acme.example`, into the grammar of account names: `zoe.muller`. Of an e-mail address the part before the `@` counts.
 * @param attempt from 1; from 2 on the number stands at the end (`zoe.muller-2`), for names that are taken
 */
export function fitAccountName(wish: string, attempt = 1): string {
  const [local = ''] = wish.slice(0, 1024).split('@');
  const kept = trimEnds(
    local
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .replace(/[^a-z0-9._-]+/g, '-'),
  );
  const suffix = attempt === 1 ? '' : `-${attempt}`;
  const name = trimEnds(kept.slice(0, charactersMax - suffix.length)) + suffix;
  if (accountNameGrammar.test(name) && name !== suffix) return name;
  return kept === '' ? `${nameless}${suffix}` : `${nameless}-${kept}${suffix}`;
}

/** Names begin and end with a letter or a digit. */
function trimEnds(text: string): string {
  return text.replace(/^[._-]+/, '').replace(/[._-]+$/, '');
}
