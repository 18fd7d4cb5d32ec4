/** Stands in for the telemetry client: switched off in the configuration, and here unable to send anything. */
export const AWTLogManager = {
  initialize: (): { readonly logEvent: () => void } => ({ logEvent: () => undefined }),
};
