import type { ComponentChildren } from 'preact';

/** Stands for the name; no name and no text has a line break in it. */
const place = '\n';

/** A text with a name in it, which keeps its own direction and leaves that of the text alone. */
export function withName(text: (name: string) => string, name: string): ComponentChildren {
  const [before, after] = text(place).split(place);
  return (
    <>
      {before}
      <bdi>{name}</bdi>
      {after}
    </>
  );
}
