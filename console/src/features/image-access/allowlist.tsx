// Repositories that may be pulled whatever they count as: those in force, page by page, and what the draft does to them.
import { ClipboardPaste } from 'lucide-react';
import { useState } from 'react';
import type { Draft } from '../../policy/use-draft.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';
import { AddEntry } from './add-entry.tsx';
import { setAllowlistEnabled } from './allowlist-draft.ts';
import { AllowlistEntries } from './allowlist-entries.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import styles from './allowlist.module.css';

export function Allowlist({ draft }: { readonly draft: Draft }) {
  const [isPasting, setPasting] = useState(false);
  const { enabled, repositories } = draft.value.restricted_images.allowlist;
  const paste = (
    <Button size="small" icon={<ClipboardPaste aria-hidden="true" />} onPress={() => setPasting(true)}>
      Paste many
    </Button>
  );
  return (
    <Section title="Allowlist" description="Repositories and namespaces that may be pulled whatever their category." actions={draft.isEditable ? paste : undefined} isFlush>
      <div className={styles['head']}>
        <div className={styles['switch']}>
          <Switch
            isSelected={enabled}
            isReadOnly={!draft.isEditable}
            onChange={(on) => draft.edit(setAllowlistEnabled(on))}
            description={enabled ? 'On: what is listed here is allowed.' : 'Off: what is listed here is not looked at.'}
          >
            Use the allowlist
          </Switch>
          <Badge>{repositories.length === 1 ? '1 entry' : `${formatNumber(repositories.length)} entries`}</Badge>
        </div>
        {draft.isEditable && <AddEntry draft={draft} />}
      </div>
      <AllowlistEntries draft={draft} />
      {isPasting && <PasteDialog draft={draft} onClose={() => setPasting(false)} />}
    </Section>
  );
}
