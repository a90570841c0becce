// Step three of inviting: the links that no mail brings, shown once.
import { Banner } from '../../ui/banner.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Verdict } from './invite-draft.ts';
import styles from './invitations.module.css';

export function HandOver({ sent, onClose }: { readonly sent: readonly Verdict[]; readonly onClose: () => void }) {
  const invited = sent.flatMap(({ invitee, invite }) => (invite === undefined ? [] : [{ invitee, link: invite.link }]));
  const links = invited.flatMap(({ invitee, link }) => (link === undefined ? [] : [`${invitee} ${link}`]));
  const actions = (
    <>
      {links.length > 1 && <CopyButton text={links.join('\n')} label="all links" />}
      <Button look="primary" onPress={onClose}>
        I have kept them
      </Button>
    </>
  );
  return (
    <Dialog title="Hand over the links" width="wide" isOpen isDismissable={false} onClose={onClose} actions={actions}>
      <Banner tone="warning">Copy them now: they are not shown again. Each works once, for 7 days, for whoever has it.</Banner>
      <ul className={styles['verdicts']} tabIndex={0} aria-label="The links">
        {invited.map(({ invitee, link }) => (
          <li key={invitee} className={styles['verdict']}>
            <span className={styles['invitee']}>{invitee}</span>
            {link === undefined ? <Badge>Gets a mail</Badge> : <CopyButton text={link} label={`the link for ${invitee}`} />}
            {link !== undefined && <code className={styles['link']}>{link}</code>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
