import type { CustomContext } from '../core/customContext.ts';
import type { ContextProvider, LiveChatSdk } from '../core/sdkPort.ts';

/**
 * Puts the computed context of an invitation beside what the page provides: the page's provider is asked first and
 * ours wins where both name the same variable. The returned function gives the page its provider back, unless the page
 * has set another one in the meantime.
 */
export function shareContext(sdk: LiveChatSdk, context: CustomContext): () => void {
  const pageProvider = sdk.getContextProvider();
  const provider: ContextProvider = () => ({ ...pageProvider?.(), ...context });
  sdk.setContextProvider(provider);
  let isShared = true;
  return () => {
    if (!isShared) return;
    isShared = false;
    if (sdk.getContextProvider() !== provider) return;
    if (pageProvider === null) sdk.removeContextProvider();
    else sdk.setContextProvider(pageProvider);
  };
}
