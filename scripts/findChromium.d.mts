export declare function findChromium(options?: { readonly isWhole?: boolean }): string | null;
