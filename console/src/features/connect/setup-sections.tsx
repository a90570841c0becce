// Files, commands and notes for the chosen client, and the way back; or what the server must be given first.
import { $api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Banner } from '../../ui/banner.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import type { SetupChoice } from './choose-setup.ts';
import { CommandList } from './command-list.tsx';
import { SetupFileBlock } from './setup-file-block.tsx';
import styles from './connect.module.css';

const needsSetting = 409;

export function SetupSections({ choice: { entry, os, variant } }: { readonly choice: SetupChoice }) {
  const setup = $api.useQuery('get', '/v2/client-setup/{client}', { params: { path: { client: entry.client }, query: { os, variant } } }, { staleTime: 60_000 });
  if (setup.isError && toFailure(setup.error).status === needsSetting) {
    return (
      <Banner tone="warning" title="The server must be given something first">
        {toFailure(setup.error).message}. Ask whoever runs Pullgate.
      </Banner>
    );
  }
  return (
    <Loaded query={setup} failure="The setup could not be loaded" lines={8}>
      {({ files, commands, notes, undo }) => (
        <>
          {files.length > 0 && (
            <Section title="3. Put the files in place">
              {files.map((file) => (
                <SetupFileBlock key={file.path} file={file} />
              ))}
            </Section>
          )}
          <Section title={files.length > 0 ? '4. Then run' : '3. Run'}>
            <CommandList commands={commands} />
          </Section>
          {notes.length > 0 && (
            <Section title="To know">
              <ul className={styles['notes']}>
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </Section>
          )}
          <Section title="The way back" description="Takes everything away again.">
            <CommandList commands={undo} />
          </Section>
        </>
      )}
    </Loaded>
  );
}
