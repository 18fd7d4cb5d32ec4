/** Stands in for a package that the chat client names but, in a browser and with this configuration, never uses. */
export {};
