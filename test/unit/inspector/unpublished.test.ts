import {
  fetchOffer,
  offerIn,
  prepare,
  readOffer,
  withoutPreview,
} from '../../../src/inspector/unpublished.ts';

const page = 'https://shop.example/pricing?plan=pro';
const ruleSet = { formatVersion: 1, id: 'draft', version: '2', rules: [] };
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const refuse: Window['fetch'] = () => Promise.reject(new Error('Nothing may be fetched.'));

describe('the address', () => {
  it.each([
    ['#lcw-preview', null],
    ['#lcw-preview=/rules/draft.json', '/rules/draft.json'],
    ['#lcw-preview=https%3A%2F%2Fcdn.example%2Fa.json%3Fv%3D1', 'https://cdn.example/a.json?v=1'],
    ['#section&lcw-preview=eyJh', 'eyJh'],
    ['#/cart?lcw-preview=/a.json&x=1', '/a.json'],
    ['#my-lcw-preview=/a.json', null],
    ['#lcw-preview=%E0%A4', '%E0%A4'],
  ])('%s offers %s', (hash, offer) => {
    expect(offerIn(hash)).toBe(offer);
  });

  it.each([
    [`${page}#lcw-preview`, page],
    [`${page}#lcw-preview=/rules/draft.json`, page],
    [`${page}#faq&lcw-preview=abc`, `${page}#faq`],
    [`${page}#/cart?lcw-preview=/a.json&x=1`, `${page}#/cart?x=1`],
    [`${page}#/cart?x=1&lcw-preview`, `${page}#/cart?x=1`],
    [`${page}#faq`, `${page}#faq`],
    [page, page],
  ])('%s is passed on as %s', (href, clean) => {
    expect(withoutPreview(href)).toBe(clean);
  });
});

describe('an offer', () => {
  it.each([
    ['/rules/draft.json', 'this site, https://shop.example/rules/draft.json'],
    ['https://shop.example/draft.json', 'this site, https://shop.example/draft.json'],
    ['https://cdn.example/draft.json', 'https://cdn.example/draft.json'],
    ['//cdn.example/draft.json', 'https://cdn.example/draft.json'],
    [encode(ruleSet), 'the link itself, so whoever has made the link'],
  ])('%s says that it comes from %s', (offer, from) => {
    expect(readOffer(offer, page)).toMatchObject({ from });
  });

  it.each([
    'http://cdn.example/draft.json',
    'javascript:alert(1)',
    'data:application/json,{}',
    'blob:https://shop.example/1',
    'https://',
    'AAAAA',
  ])('%s is refused', (offer) => {
    expect(readOffer(offer, page)).toMatchObject({ kind: 'refused' });
  });

  it('in the link is read without asking anybody', async () => {
    const offer = readOffer(encode({ ...ruleSet, id: 'été' }), page);
    if (offer.kind === 'refused') throw new Error(offer.why);
    expect(JSON.parse(await fetchOffer(offer, refuse))).toMatchObject({ id: 'été' });
  });

  it('by address is fetched without cookies and without saying from where', async () => {
    const asked: RequestInit[] = [];
    const offer = readOffer('https://cdn.example/draft.json', page);
    if (offer.kind === 'refused') throw new Error(offer.why);
    await fetchOffer(offer, (_, init = {}) => {
      asked.push(init);
      return Promise.resolve(new Response(JSON.stringify(ruleSet)));
    });
    expect(asked).toEqual([expect.objectContaining({ credentials: 'omit', referrerPolicy: 'no-referrer' })]);
  });

  it('that cannot be fetched says what may be the matter', async () => {
    const offer = readOffer('/draft.json', page);
    if (offer.kind === 'refused') throw new Error(offer.why);
    await expect(fetchOffer(offer, refuse)).rejects.toThrow('connect-src');
    const missing = (): Promise<Response> => Promise.resolve(new Response('', { status: 404 }));
    await expect(fetchOffer(offer, missing)).rejects.toThrow('https://shop.example/draft.json answered 404.');
  });
});

describe('what is tried', () => {
  it('says in its version that it is not published', () => {
    expect(JSON.parse(prepare(JSON.stringify(ruleSet)))).toEqual({ ...ruleSet, version: '2 unpublished' });
  });

  it('brings no picture, wherever one is named', () => {
    const agentPictureUrl = { en: 'https://evil.example/face.png' };
    const invitation = {
      message: 'Hello',
      agentPictureUrl,
      variants: [{ id: 'a', agentPictureUrl: '/a.png' }],
    };
    const prepared = prepare(JSON.stringify({ ...ruleSet, rules: [{ id: 'r', invitation }] }));
    expect(prepared).toContain('Hello');
    expect(prepared).not.toContain('png');
  });

  it.each(['', '{', '[]', '"text"', 'null', `{"id":"${'x'.repeat(300_000)}"}`])('is not %.10s', (text) => {
    expect(() => prepare(text)).toThrow(/^The rule set is/);
  });
});
