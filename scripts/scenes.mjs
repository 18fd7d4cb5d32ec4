/** What is said in each language. */
export const words = {
  en: {
    title: 'Northwind Garden',
    invitation: [
      'Choosing a rain barrel?',
      'I know which one fits under your gutter. Shall we look together?',
    ],
    agent: 'Mira Okafor',
    queued: ['You are number 3 in line.', 'The average wait is about 6 minutes.'],
    said: [
      ['visitor', 'Hello! Does the 200 litre barrel fit under a gutter at 1.1 m?'],
      ['agent', 'Hello, and thanks for asking.'],
      ['agent', 'It does: with its stand it is 1.04 m high. You would have 6 cm to spare.'],
      ['visitor', 'Perfect. Can you deliver on Saturday?'],
    ],
    unsent: 'And is the tap included?',
    offer: {
      text: 'We can. Here is what I have for you, **tap included**:',
      title: 'Delivery on Saturday',
      facts: [
        ['Barrel', '200 litres, with stand'],
        ['Price', '€ 89.00'],
      ],
      question: 'When would suit you?',
      choices: ['In the morning, 8 to 12', 'In the afternoon, 12 to 5'],
      submit: 'Choose this time',
      note: 'Add a note',
      noteLabel: 'Where should we leave it?',
      submitNote: 'Choose with this note',
    },
    rating: ['How was your chat?', 'Your rating', 'Anything to add?', 'Send'],
    suggestion: ['Shall I put one aside for you?', ['Yes, please', 'No, thanks', 'How can I pay?']],
    survey: ['Your name', 'What is it about?', ['An order', 'A plant', 'Something else'], 'Your message'],
  },
  ar: {
    title: 'حديقة الشمال',
    invitation: ['هل تختارون برميلًا لماء المطر؟', 'أعرف أيّها يناسب مكانكم. هل نبحث معًا؟'],
    agent: 'ميرا',
    queued: ['أنتم في المرتبة 3 في قائمة الانتظار.', 'متوسط الانتظار نحو 6 دقائق.'],
    said: [
      ['visitor', 'مرحبًا! هل يناسب البرميل سعة 200 لتر ارتفاع 1.1 متر؟'],
      ['agent', 'أهلًا بكم، وشكرًا لسؤالكم.'],
      ['agent', 'نعم، ارتفاعه مع القاعدة 1.04 متر، فيبقى لكم 6 سم.'],
      ['visitor', 'ممتاز. هل يمكنكم التوصيل يوم السبت؟'],
    ],
    unsent: 'وهل الصنبور مرفق؟',
    offer: {
      text: 'نعم يمكننا ذلك. إليكم التفاصيل، **والصنبور مرفق**:',
      title: 'التوصيل يوم السبت',
      facts: [
        ['البرميل', '200 لتر مع القاعدة'],
        ['السعر', '89 يورو'],
      ],
      question: 'متى يناسبكم؟',
      choices: ['صباحًا، من 8 إلى 12', 'بعد الظهر، من 12 إلى 5'],
      submit: 'اختيار هذا الموعد',
      note: 'إضافة ملاحظة',
      noteLabel: 'أين نترك الطلب؟',
      submitNote: 'اختيار مع هذه الملاحظة',
    },
    rating: ['كيف كانت محادثتكم؟', 'تقييمكم', 'هل تودّون إضافة شيء؟', 'إرسال'],
    suggestion: ['هل أحجز لكم واحدًا؟', ['نعم من فضلكم', 'لا، شكرًا', 'ما طرق الدفع؟']],
    survey: ['الاسم', 'ما موضوع سؤالكم؟', ['طلب', 'نبات', 'أمر آخر'], 'رسالتكم'],
  },
};

/** When the pictures are taken. */
export const now = new Date(2026, 4, 12, 15, 10);
const nextOpening = new Date(2026, 4, 13, 9, 0).toISOString();

const at = (minute) => new Date(2026, 4, 12, 15, minute).toISOString();
const entry = ([role, text], place, more = {}) => ({
  key: `e${place}`,
  role,
  text,
  senderName: '',
  sentAt: at(place),
  delivery: 'sent',
  tags: [],
  answersCard: false,
  ...more,
});
const entriesOf = ({ said, agent }) =>
  said.map(([role, text], place) =>
    entry([role, text], place, role === 'agent' ? { senderName: agent } : {}),
  );
const cardOf = ({ survey: [name, topic, topics, message] }) =>
  JSON.stringify({
    type: 'AdaptiveCard',
    version: '1.3',
    body: [
      { type: 'Input.Text', id: 'name', label: name, isRequired: true },
      {
        type: 'Input.ChoiceSet',
        id: 'topic',
        label: topic,
        style: 'expanded',
        value: '0',
        choices: topics.map((title, value) => ({ title, value: String(value) })),
      },
      { type: 'Input.Text', id: 'message', label: message, isMultiline: true },
    ],
  });

const adaptive = 'application/vnd.microsoft.card.adaptive';
const offerOf = ({ offer }) =>
  JSON.stringify({
    text: offer.text,
    attachments: [
      {
        contentType: adaptive,
        content: {
          type: 'AdaptiveCard',
          version: '1.5',
          body: [
            { type: 'TextBlock', text: offer.title, size: 'medium', weight: 'bolder' },
            { type: 'FactSet', facts: offer.facts.map(([title, value]) => ({ title, value })) },
            {
              type: 'Input.ChoiceSet',
              id: 'time',
              label: offer.question,
              style: 'expanded',
              value: '0',
              choices: offer.choices.map((title, value) => ({ title, value: String(value) })),
            },
          ],
          actions: [
            { type: 'Action.Submit', title: offer.submit, style: 'positive', data: { action: 'deliver' } },
            {
              type: 'Action.ShowCard',
              title: offer.note,
              card: {
                type: 'AdaptiveCard',
                body: [{ type: 'Input.Text', id: 'note', label: offer.noteLabel }],
                actions: [{ type: 'Action.Submit', title: offer.submitNote, data: { action: 'deliver' } }],
              },
            },
          ],
        },
      },
    ],
  });
const suggestionOf = ({ suggestion: [text, choices] }) =>
  JSON.stringify({
    text,
    suggestedActions: { actions: choices.map((title) => ({ type: 'imBack', title, value: title })) },
  });
/** What the agent says, after all that is said before it. */
const answered = (text, said) => [...entriesOf(text), entry(['agent', said], 4, { senderName: text.agent })];

const invite = (config) => (page, text) => page.evaluate((given) => window.stage.invite(given), config(text));
const inviteFromAgent = invite(({ invitation: [title, message], agent }) => ({
  title,
  message,
  agentName: agent,
  agentPictureUrl: 'mira.svg',
}));
const show = (view) => (page, text) =>
  page.evaluate((given) => window.stage.show(given), { title: text.title, ...view(text) });

/** Everything a visitor meets: each brings it about on a page that `openStage` has opened. */
export const scenes = {
  invitation: invite(({ invitation: [title, message] }) => ({ title, message })),
  async 'invitation-agent'(page, text) {
    await inviteFromAgent(page, text);
    await page.locator('.mark.has-picture').waitFor({ state: 'attached' });
  },
  survey: show((text) => ({ pane: 'preChat', preChatSurvey: cardOf(text) })),
  earlier: show(() => ({ pane: 'earlier' })),
  loading: show(() => ({ pane: 'loading' })),
  waiting: show((text) => ({
    pane: 'active',
    entries: [
      entry(['system', text.queued[0]], 0, { tags: ['system', 'queueposition'] }),
      entry(['system', text.queued[1]], 1, { tags: ['system', 'averagewaittime'] }),
      entry(text.said[0], 2),
    ],
  })),
  chat: show((text) => ({ pane: 'active', entries: entriesOf(text), agent: text.agent, typing: text.agent })),
  card: show((text) => ({ pane: 'active', agent: text.agent, entries: answered(text, offerOf(text)) })),
  async 'card-opened'(page, text) {
    await scenes.card(page, text);
    await page.locator('.bubble .expandable').click();
  },
  suggestions: show((text) => ({
    pane: 'active',
    agent: text.agent,
    entries: answered(text, suggestionOf(text)),
  })),
  unsent: show((text) => ({
    pane: 'active',
    agent: text.agent,
    entries: [...entriesOf(text), entry(['visitor', text.unsent], 4, { delivery: 'unsent' })],
  })),
  async confirmation(page, text) {
    await show(() => ({ pane: 'active', agent: text.agent, entries: entriesOf(text) }))(page, text);
    await page.locator('.window-head .icon-button').last().click();
  },
  ended: show((text) => ({ pane: 'ended', entries: entriesOf(text) })),
  'survey-after': show((text) => ({
    pane: 'postChat',
    entries: entriesOf(text),
    postChatSurvey: { address: 'https://survey.example/', mode: 'link' },
  })),
  async 'survey-in-window'(page, text) {
    await show(() => ({
      pane: 'postChat',
      postChatSurvey: { address: 'https://stage.test/survey.html', mode: 'embedded' },
    }))(page, text);
    const survey = page.frameLocator('iframe');
    for (const [place, words] of text.rating.entries()) {
      await survey
        .locator('.words')
        .nth(place)
        .evaluate((node, given) => (node.textContent = given), words);
    }
    await survey.locator('html').evaluate((node, dir) => (node.dir = dir), text === words.ar ? 'rtl' : 'ltr');
  },
  closed: show(() => ({ pane: 'outOfOffice', nextOpening })),
  error: show(() => ({ pane: 'error' })),
  'sign-in': show(() => ({ pane: 'error', needsSignIn: true })),
  async unread(page, text) {
    await page.evaluate(() => window.stage.open());
    await page.locator('.window-head .icon-button').nth(-2).click();
    await page.evaluate(([, said]) => window.stage.agentSays(said), text.said[1]);
    await page.evaluate(([, said]) => window.stage.agentSays(said), text.said[2]);
  },
};

/** What only the people who run the site see. */
export const instruments = {
  async inspector(page) {
    await page.evaluate(async () => {
      const response = await fetch('/rules/pricing-hesitation.json');
      await window.stage.inspect(
        await response.json(),
        { 'page.path': '/pricing', 'engagement.engagedSeconds': 14, 'engagement.scrollPercent': 38 },
        { 'pricing-hesitation': 'waiting needs_more' },
      );
    });
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.waitFor();
    // Where the picture is taken, at the end of the line; on a phone there is one corner.
    const move = inspector.getByRole('button', { name: 'Move' });
    if (await move.isVisible()) await move.click();
    await inspector.locator('summary').first().click();
  },
};
