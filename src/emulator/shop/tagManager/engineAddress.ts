const pinned =
  /^https:\/\/cdn\.jsdelivr\.net\/npm\/lcw-proactive-chat@([^/]+)\/dist\/(proactive-chat[\w.-]*\.js)$/;

/**
 * Where the shop has a file of the package that a template asks jsDelivr for. A version that is not the shop's own, as the
 * second container has, gets the same file under an address of its own; any other address stays as it is.
 */
export function engineAddress(url: string, ownVersion: string): string {
  const [, version, file] = pinned.exec(url) ?? [];
  if (version === undefined || file === undefined) return url;
  return version === ownVersion ? `/tag/${file}` : `/tag/${file}?version=${version}`;
}

/** The template as another release of it would be: the same, with another version of the engine. */
export function ofVersion(templateText: string, ownVersion: string, version: string): string {
  return templateText.replaceAll(`lcw-proactive-chat@${ownVersion}/`, `lcw-proactive-chat@${version}/`);
}
