import type { CustomContext } from '../core/customContext.ts';
import type { ContextProvider, LiveChatSdk, PageContext } from '../core/sdkPort.ts';

/**
 * Puts the computed context of an invitation beside what the page provides: the page's provider is asked first and
 * ours wins where both name the same variable; if the page's throws, ours is still sent. The returned function gives
 * the page its provider back, unless the page has set another one in the meantime. It never throws.
 */
export function shareContext(sdk: LiveChatSdk, context: CustomContext): () => void {
  const pageProvider = sdk.getContextProvider();
  let isShared = true;
  const provider: ContextProvider = () => {
    let provided: PageContext = {};
    try {
      provided = pageProvider?.() ?? {};
    } catch (error) {
      if (!isShared) throw error;
    }
    // A page that has put a provider of its own around this one may ask it for ever.
    return isShared ? { ...provided, ...context } : provided;
  };
  sdk.setContextProvider(provider);
  return () => {
    if (!isShared) return;
    isShared = false;
    try {
      if (sdk.getContextProvider() !== provider) return;
      if (pageProvider == null) sdk.removeContextProvider();
      else sdk.setContextProvider(pageProvider);
    } catch {
      // Microsoft's loader runs a provider as soon as it is set, and the page's may fail.
    }
  };
}
