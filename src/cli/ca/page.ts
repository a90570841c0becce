// The certificate authority as a page to read.
import type { AuthorityCertificate, CertificateAuthority } from '../../contract/certificate-authority.ts';
import { formatFields, printable } from '../columns.ts';
import type { CliContext } from '../context.ts';
import { showTime } from '../moment.ts';

const dayMs = 86_400_000;
const endIsNearMs = 90 * dayMs;

export function formatAuthority({ terminal, now }: Pick<CliContext, 'terminal' | 'now'>, authority: CertificateAuthority): string {
  const leftMs = Date.parse(authority.not_after) - now();
  const end = leftMs <= 0 ? terminal.tone('red', ' (ended: run pullgate ca rotate)') : leftMs < endIsNearMs ? terminal.tone('yellow', ' (soon: run pullgate ca rotate)') : '';
  const { hosts_not_permitted: refused, former } = authority;
  const missing = `${printable(refused.join(', '))}: refused, until pullgate ca rotate makes one that permits them and clients trust it`;
  return formatFields([
    ['Authority', printable(authority.subject)],
    ['SHA-256', printable(authority.fingerprint_sha256)],
    ['Valid', `${showTime(authority.not_before)} to ${showTime(authority.not_after)}${end}`],
    ['Permits', `${printable(authority.permitted_hosts.join(', '))}, and what is below them`],
    ...(refused.length === 0 ? [] : [['Missing', terminal.tone('red', missing)] as const]),
    ...former.map((each, at) => [at === 0 ? 'Old ones' : '', formatFormer(each)] as const),
  ]);
}

function formatFormer({ subject, not_after: end }: AuthorityCertificate): string {
  return `${printable(subject)}: clients that trust it are served until ${showTime(end)}`;
}
