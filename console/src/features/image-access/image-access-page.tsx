// Image access: which images of Docker Hub the members may pull, set as one revision.
import { useOrganization } from '../../api/organization.ts';
import { ReadOnlyLine } from '../../policy/read-only-line.tsx';
import { useSettings } from '../../policy/use-settings.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { ImageAccess } from './image-access.tsx';

export function ImageAccessPage() {
  const { name } = useOrganization();
  const query = useSettings(name);
  return (
    <Page title="Image access" description={`Which images of Docker Hub the members of ${name} may pull. Owners pull every image, whatever is set here.`}>
      <ReadOnlyLine />
      <Loaded query={query} failure="The settings could not be loaded" lines={8}>
        {(settings) => <ImageAccess key={name} settings={settings} />}
      </Loaded>
    </Page>
  );
}
