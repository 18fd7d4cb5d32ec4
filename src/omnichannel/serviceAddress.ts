import type { WidgetIdentity } from '../core/chatPort.ts';

/**
 * Who the requests say they come from, in front of what Microsoft's client says of itself. Both halves of this
 * room send the same, so that the service sees one client.
 */
export const clientAgent = 'lcw-proactive-chat';

/** Base address of the service without trailing slashes: paths are appended to it. */
export function serviceBase(identity: WidgetIdentity): string {
  return identity.orgUrl.replace(/\/+$/, '');
}

/**
 * Whether the address is that of the embedded service: plain `http` on a loopback host. Browsers treat such a host
 * as trustworthy, and no organisation of Microsoft's is ever reached this way.
 */
export function isEmbeddedService(orgUrl: string): boolean {
  let url;
  try {
    url = new URL(orgUrl);
  } catch {
    return false;
  }
  return (
    url.protocol === 'http:' && /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  );
}
