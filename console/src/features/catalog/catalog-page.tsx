// Namespaces and catalog
import { Page } from '../../ui/page.tsx';

export function CatalogPage() {
  return <Page title="Namespaces and catalog">{null}</Page>;
}
