export function bundleClientFromNpm(): Promise<string>;
