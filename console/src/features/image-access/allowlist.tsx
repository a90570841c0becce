// Repositories that may be pulled whatever they count as: those in force, page by page, and what the draft does to them.
import { ClipboardPaste } from 'lucide-react';
import { memo, useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';
import { AddEntry } from './add-entry.tsx';
import { setAllowlistEnabled } from './allowlist-draft.ts';
import { AllowlistEntries } from './allowlist-entries.tsx';
import type { AllowlistPartProps } from './allowlist-part.ts';
import { PasteDialog } from './paste-dialog.tsx';
import styles from './allowlist.module.css';

export const Allowlist = memo(function Allowlist(part: AllowlistPartProps) {
  const [isPasting, setPasting] = useState(false);
  const { allowlist: { enabled, repositories }, isEditable, edit } = part;
  const paste = (
    <Button size="small" icon={<ClipboardPaste aria-hidden="true" />} onPress={() => setPasting(true)}>
      Paste many
    </Button>
  );
  return (
    <Section title="Allowlist" description="Repositories and namespaces that may be pulled whatever their category." actions={isEditable ? paste : undefined} isFlush>
      <div className={styles['head']}>
        <div className={styles['switch']}>
          <Switch
            isSelected={enabled}
            isReadOnly={!isEditable}
            onChange={(on) => edit(setAllowlistEnabled(on))}
            description={enabled ? 'On: what is listed here is allowed.' : 'Off: what is listed here is not looked at.'}
          >
            Use the allowlist
          </Switch>
          <Badge>{repositories.length === 1 ? '1 entry' : `${formatNumber(repositories.length)} entries`}</Badge>
        </div>
        {isEditable && <AddEntry {...part} />}
      </div>
      <AllowlistEntries {...part} />
      {isPasting && <PasteDialog {...part} onClose={() => setPasting(false)} />}
    </Section>
  );
});
