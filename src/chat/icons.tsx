const shapes = {
  chat: [
    'M12 3.75c-4.97 0-9 3.4-9 7.6 0 2.4 1.3 4.53 3.34 5.93-.1 1.02-.5 2-1.2 2.8-.2.24-.04.6.27.58 1.8-.08 3.4-.67 4.6-1.66.64.1 1.3.15 1.99.15 4.97 0 9-3.4 9-7.8s-4.03-7.6-9-7.6Z',
    'M8.6 11.9c.8 1.15 2 1.8 3.4 1.8s2.6-.65 3.4-1.8',
  ],
  close: ['m6.5 6.5 11 11', 'm17.5 6.5-11 11'],
  minimize: ['M6 12h12'],
  save: ['M12 4.5v10', 'm7.75 10.5 4.25 4.25 4.25-4.25', 'M5.5 19h13'],
  send: ['M12 19V5.5', 'm5.75 11.5 6.25-6.25 6.25 6.25'],
  moon: ['M20 14.4A8.25 8.25 0 0 1 9.6 4a8.25 8.25 0 1 0 10.4 10.4Z'],
  offline: ['M12 7.75v5', 'M12 16.2v.05', 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z'],
} as const;

/** A line drawing in the colour of the text around it, hidden from assistive technology. */
export function Icon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      {shapes[name].map((shape) => (
        <path key={shape} d={shape} />
      ))}
    </svg>
  );
}
