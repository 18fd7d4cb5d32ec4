const svgNamespace = 'http://www.w3.org/2000/svg';

const shapes = {
  /** A speech bubble that smiles. */
  chat: [
    'M12 3.75c-4.97 0-9 3.4-9 7.6 0 2.4 1.3 4.53 3.34 5.93-.1 1.02-.5 2-1.2 2.8-.2.24-.04.6.27.58 1.8-.08 3.4-.67 4.6-1.66.64.1 1.3.15 1.99.15 4.97 0 9-3.4 9-7.8s-4.03-7.6-9-7.6Z',
    'M8.6 11.9c.8 1.15 2 1.8 3.4 1.8s2.6-.65 3.4-1.8',
  ],
  close: ['m6.5 6.5 11 11', 'm17.5 6.5-11 11'],
} as const;

/** A line drawing in the colour of the text around it, hidden from assistive technology. */
export function icon(document: Document, name: keyof typeof shapes): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const shape of shapes[name]) {
    const path = document.createElementNS(svgNamespace, 'path');
    path.setAttribute('d', shape);
    svg.append(path);
  }
  return svg;
}
