// What stands around every page for whoever is signed in: the menu, the organization, the person.
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useSessionHasEnded } from '../api/session-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Toasts } from '../ui/toast.tsx';
import { Brand } from './brand.tsx';
import { PageLoading } from './page-loading.tsx';
import { ServerAway } from './server-away.tsx';
import { SideMenu } from './side-menu.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import styles from './shell.module.css';

export function Shell() {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const hasEnded = useSessionHasEnded();
  const main = useFocusOnNavigation();
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#main">
        Skip to the page
      </a>
      <aside className={styles['side']}>
        <Brand />
        <SideMenu />
      </aside>
      <header className={styles['top']}>
        <Brand />
        <Button look="quiet" aria-label="Open the menu" icon={<MenuIcon aria-hidden="true" />} onPress={() => setMenuOpen(true)} />
      </header>
      <Dialog title="Menu" place="side" isOpen={isMenuOpen} onClose={() => setMenuOpen(false)}>
        <SideMenu onNavigate={() => setMenuOpen(false)} />
      </Dialog>
      <main id="main" ref={main} tabIndex={-1} className={styles['main']}>
        <ServerAway />
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      <Toasts />
      {hasEnded && <SignInAgain />}
    </div>
  );
}

/** After a change of page the keyboard and the screen reader begin at the new one, not where the old one's link was. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== undefined && before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return main;
}
