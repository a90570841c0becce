// A server that was upgraded while a page was open has other files than the page knows: what is asked for next is not there, and the page is loaded anew.

const key = 'pullgate-loaded-anew';
const pauseMs = 30_000;

/** Once in half a minute at most: a file that is missing from the newer build as well is told as an error. */
export function loadNewerBuilds(): void {
  globalThis.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(key) ?? 0);
    if (Date.now() - last < pauseMs) return;
    sessionStorage.setItem(key, String(Date.now()));
    event.preventDefault();
    globalThis.location.reload();
  });
}
