// Loads the code of a page, and tells apart that it did not come: the server is away, or was upgraded and has other files than the open page knows.

export class PageNotLoaded extends Error {
  override readonly name = 'PageNotLoaded';
}

/** Also when a page is only fetched ahead, because a link is pointed at: so nothing but the page's own place acts on it. @throws PageNotLoaded */
export async function loadPage<Module>(importPage: () => Promise<Module>): Promise<Module> {
  try {
    return await importPage();
  } catch (error) {
    throw new PageNotLoaded('the page could not be loaded: load it again', { cause: error });
  }
}
