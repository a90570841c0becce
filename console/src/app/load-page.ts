// Loads the code of a page. Where it does not come, the server is away, or was upgraded and has other files than the open page knows: when it answers again, everything is loaded anew.
import { api } from '../api/client.ts';

const key = 'pullgate-loaded-anew';
const pauseMs = 30_000;
const askAgainMs = 2000;

/** Once in half a minute at most: a file that is missing from the newer build as well is told as an error. */
export async function loadPage<Module>(importPage: () => Promise<Module>): Promise<Module> {
  try {
    return await importPage();
  } catch (error) {
    await untilServerAnswers();
    if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < pauseMs) throw error;
    sessionStorage.setItem(key, String(Date.now()));
    globalThis.location.reload();
    return new Promise(() => undefined); // this page is over
  }
}

/** The client tells the rest of the page meanwhile that the server is away. */
async function untilServerAnswers(): Promise<void> {
  const isAnswered = await api.GET('/healthz').then(
    () => true,
    () => false,
  );
  if (isAnswered) return;
  await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  return untilServerAnswers();
}
