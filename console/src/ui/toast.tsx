// Says for a moment that something was done. What failed is said where it was tried, and stays.
import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { Button as AriaButton, Text, UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components';
import styles from './toast.module.css';

interface Notice {
  readonly words: string;
  readonly action?: { readonly label: string; readonly onPress: () => void };
  readonly tone: 'good' | 'warning';
}

const shownMs = 6000;
const queue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** `Saved as revision 12`; with an action such as Undo where there is one. `warning`: such an action could not be done. */
export function notify(words: string, action?: Notice['action'], tone: Notice['tone'] = 'good'): void {
  queue.add({ words, tone, ...(action && { action }) }, { timeout: shownMs });
}

/** Stands once in the page. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className={styles['region'] ?? ''} aria-label="Messages">
      {({ toast }) => (
        <AriaToast toast={toast} className={styles['toast'] ?? ''}>
          {toast.content.tone === 'good' ? <CircleCheck className={styles['icon']} aria-hidden="true" /> : <TriangleAlert className={styles['icon']} data-tone="warning" aria-hidden="true" />}
          <ToastContent className={styles['words'] ?? ''}>
            <Text slot="title">{toast.content.words}</Text>
          </ToastContent>
          {toast.content.action !== undefined && (
            <AriaButton
              className={styles['action'] ?? ''}
              onPress={() => {
                toast.content.action?.onPress();
                queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </AriaButton>
          )}
          <AriaButton slot="close" className={styles['close'] ?? ''} aria-label="Close">
            <X aria-hidden="true" />
          </AriaButton>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
