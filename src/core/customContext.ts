/** One item of the custom context, as the service takes it. */
export interface CustomContextItem {
  readonly value: string | number | boolean;
  /** True: the agent sees it in the conversation summary. */
  readonly isDisplayable: boolean;
}

export type CustomContext = Readonly<Record<string, CustomContextItem>>;
