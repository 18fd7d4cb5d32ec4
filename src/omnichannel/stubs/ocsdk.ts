/**
 * Stands in for the entry of `@microsoft/ocsdk`: the same two exports, without making them global under `Microsoft`
 * and raising an event about it. The page may have a global of that name from Microsoft's own widget.
 */
export { default as SDKProvider } from '@microsoft/ocsdk/lib/SDKProvider';
export { uuidv4 } from '@microsoft/ocsdk/lib/Utils/uuid';
