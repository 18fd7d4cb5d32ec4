import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const dir = resolve('test/browser/scenarios/pages');
const files = readdirSync(dir).filter((file) => /\.(?:html|js)$/.test(file));

it('there is a page for each documented scenario and one for the shop module', () => {
  expect(files.filter((file) => file.endsWith('.js'))).toHaveLength(9);
});

it.each(files)('%s is written against the documented interface alone', (file) => {
  const text = readFileSync(`${dir}/${file}`, 'utf8');
  const withoutAddress = text.replace(/\bsrc="\/chat\/proactive-chat\.js"/, '');
  expect(withoutAddress).not.toMatch(/lcwProactiveChat|proactive-chat/);
  const members = [...text.matchAll(/(?:\bSDK|\bsdk)\.(\w+)/g)].map(([, name]) => name);
  expect(['setContextProvider', 'startProactiveChat']).toEqual(expect.arrayContaining(members));
});
