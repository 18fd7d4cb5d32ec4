import { readContent } from '../../../src/chat/rich/content.ts';
import { parseBlocks } from '../../../src/chat/rich/blocks.ts';
import { examples } from '../../../src/emulator/console/examples.ts';

it('the ready messages of the console are what the chat window draws', () => {
  const kinds = [...examples.values()].map((text) => {
    const { text: words, attachments, suggestions } = readContent(text);
    return [
      ...attachments.map(({ kind }) => kind),
      ...(suggestions.length > 0 ? ['suggestions'] : []),
      ...parseBlocks(words).map(({ kind }) => kind),
    ];
  });
  expect(kinds).toEqual([
    ['paragraph', 'list', 'paragraph'],
    ['adaptive'],
    ['plain'],
    ['suggestions', 'paragraph'],
  ]);
});
