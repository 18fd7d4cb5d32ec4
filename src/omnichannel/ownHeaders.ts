import Constants from '@microsoft/ocsdk/lib/Common/Constants';

/**
 * Gives every request of Microsoft's client headers of its own. The client adds to one object that all its requests
 * share, so that after a signed-in visitor's chat the token would go out with everything a stranger does on the same
 * page, also to another organisation.
 */
export function giveRequestsOwnHeaders(): void {
  const { defaultHeaders } = Constants;
  const headers = Object.freeze({ ...defaultHeaders });
  Object.defineProperty(Constants, 'defaultHeaders', { get: () => ({ ...headers }) });
}
