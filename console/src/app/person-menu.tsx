// Who is signed in: their account, how the console looks on this device, and the way out.
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { BookOpen, LogOut, Moon, Sun, SunMoon, UserRound } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useUser } from '../api/organization.ts';
import { Button } from '../ui/button.tsx';
import { Menu, type MenuAction } from '../ui/menu.tsx';
import { type Theme, chooseTheme, readTheme } from './theme.ts';
import styles from './side-menu.module.css';
import own from './person-menu.module.css';

const themes = [
  { id: 'system', label: 'As the system', icon: <SunMoon aria-hidden="true" /> },
  { id: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { id: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
] as const satisfies readonly { readonly id: Theme; readonly label: string; readonly icon: unknown }[];

export function PersonMenu({ onNavigate }: { readonly onNavigate?: (() => void) | undefined }) {
  const { username } = useUser();
  const [theme, setTheme] = useState(readTheme);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const choose = (next: Theme): void => {
    chooseTheme(next);
    setTheme(next);
  };
  const signOut = async (): Promise<void> => {
    await api.POST('/v2/sessions/end');
    onNavigate?.();
    await navigate({ to: '/sign-in' });
    queryClient.clear();
  };
  const current = themes.find(({ id }) => id === theme) ?? themes[0];
  const actions: readonly MenuAction[] = themes.map(({ id, label, icon }) => ({ id, label, icon, onAction: () => choose(id) }));
  return (
    <div className={own['person']}>
      <Link to="/account" className={styles['item'] ?? ''} activeProps={{ 'aria-current': 'page', 'data-current': true }} onClick={onNavigate}>
        <UserRound aria-hidden="true" />
        <span className={own['name']}>{username}</span>
      </Link>
      <a className={styles['item']} href="/docs">
        <BookOpen aria-hidden="true" />
        API documentation
      </a>
      <div className={own['buttons']}>
        <Menu label="Appearance" actions={actions} trigger={<Button look="quiet" size="small" aria-label={`Appearance: ${current.label}`} icon={current.icon} />} />
        <Button look="quiet" size="small" icon={<LogOut aria-hidden="true" />} onPress={() => void signOut()}>
          Sign out
        </Button>
      </div>
    </div>
  );
}
