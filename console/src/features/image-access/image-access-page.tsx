// Image access
import { Page } from '../../ui/page.tsx';

export function ImageAccessPage() {
  return <Page title="Image access">{null}</Page>;
}
