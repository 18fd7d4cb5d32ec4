/** The parameters by which advertisements mark a click, in the order in which they are looked for. */
export const clickIds = [
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'msclkid',
  'fbclid',
  'ttclid',
  'li_fat_id',
  'twclid',
] as const;
