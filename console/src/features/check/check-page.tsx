// Can I pull this?
import { Page } from '../../ui/page.tsx';

export function CheckPage() {
  return <Page title="Can I pull this?">{null}</Page>;
}
