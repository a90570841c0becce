// A page whose code or data is on its way.
import { Loading } from '../ui/states.tsx';

export function PageLoading() {
  return <Loading lines={6} label="Loading the page" />;
}
