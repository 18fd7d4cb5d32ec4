/** Tables of docs/analytics.md and docs/privacy.md, by the name that stands between their marks. */
export function documentTables({
  analyticsParameters,
  dataLayerName,
  goalDoc,
  GOAL_EVENT,
  outcomeDocs,
  outcomeEvent,
  parameterDocs,
  sdkEventDocs,
  storageDocs,
  storageKeys,
}) {
  const code = (text) => `\`${text}\``;
  const table = (head, rows) =>
    [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const windowEvent = (name) => code(`proactive-chat:${name}`);
  const lifetime = (days) => (days === 0 ? 'seconds' : days === 1 ? '1 day' : `${days} days`);
  return {
    events: table(
      ['Event', 'When', 'Event on `window`'],
      [
        ...Object.entries(outcomeDocs).map(([outcome, when]) => [
          code(outcomeEvent(outcome)),
          when,
          windowEvent(outcome),
        ]),
        [code(GOAL_EVENT), goalDoc, windowEvent('goal')],
        ...Object.entries(sdkEventDocs).map(([name, when]) => [code(dataLayerName(name)), when, code(name)]),
      ],
    ),
    parameters: table(
      ['Parameter', 'What it says', 'Example', 'GA4 dimension to register (scope: event)'],
      analyticsParameters.map((name) => {
        const { says, example, dimension } = parameterDocs[name];
        return [code(name), says, code(example), dimension ?? 'none'];
      }),
    ),
    storage: table(
      ['Key', 'What is kept', 'Why', 'Purpose', 'At most'],
      Object.entries(storageKeys).map(([name, { key, purpose, days }]) => [
        code(key),
        storageDocs[name].what,
        storageDocs[name].why,
        purpose,
        lifetime(days),
      ]),
    ),
  };
}

/** The text with each table between `<!-- table: name -->` and `<!-- end -->` made anew. Throws if a mark is wrong. */
export function withTables(text, tables) {
  return text.replace(/<!-- table: (\w+) -->[\s\S]*?<!-- end -->/g, (_, name) => {
    if (!(name in tables)) throw new Error(`There is no table ${name}.`);
    return `<!-- table: ${name} -->\n\n${tables[name]}\n\n<!-- end -->`;
  });
}
