const kinds = {
  text: 'text',
  number: 'number',
  boolean: 'true or false',
  list: 'list of texts',
  record: 'record of texts',
  any: 'text, number, true or false',
};

const scopes = { page: 'page view', visit: 'visit', visitor: 'visitor' };

/** docs/facts.md: what a rule can ask for, a table for each group of facts. */
export function factPage(factTable) {
  const groups = new Map();
  for (const [name, fact] of Object.entries(factTable)) {
    const [group] = name.split('.');
    groups.set(group, [...(groups.get(group) ?? []), [name, fact]]);
  }
  const tables = [...groups].map(([group, facts]) => {
    const rows = facts.map(([name, fact]) => row(name, fact)).join('\n');
    return `## ${group}\n\n| Fact | Value | Lasts for | Consent | Signal | What it says |\n|---|---|---|---|---|---|\n${rows}\n`;
  });
  return `<!-- Made by scripts/generate.mjs. Do not edit. -->

# Facts

What a condition, a text or a context item can ask for. A fact is unknown until it has been observed, and an unknown fact
never satisfies a condition, negated or not; only \`isKnown\` asks for that. Nothing is observed that no loaded rule asks for.

*Lasts for*: a fact of the page view begins anew with a load, a soft navigation and a return from the back/forward
cache; what the page has told (\`cart\`, \`dataLayer\`, \`custom\`) stays known until the next load, a cart until a return
from that cache too. A soft navigation is another path or query, or another route in the fragment; where a page puts an
address in the place of the one before, as a list that notes how far it has been scrolled, another query alone is none.
*Consent*: the purpose without which the fact stays unknown; \`none\` is never stored. *Signal*: the file of the tag, and
the part of it, that observes the fact. A value marked ↑ never falls while it lasts; a count with \`withinSeconds\` does.

${tables.join('\n')}`;
}

function row(name, { description, example, params = {}, meanings = {}, ...fact }) {
  const asked = Object.entries(params).map(
    ([param, { required, values }]) =>
      `<br>\`${param}\`${required ? '' : ' (optional)'}: ${meanings[param]}${values ? ` One of ${values.map(code).join(', ')}.` : ''}`,
  );
  const cells = [
    code(name),
    valueOf(fact),
    scopes[fact.scope],
    code(fact.purpose),
    code(fact.owner.replace(/^signals-/, '')),
    `${description} Example: ${code(JSON.stringify(example))}.${asked.join('')}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function valueOf({ type, unit, range, values, members, grows }) {
  if (values !== undefined) return values.map(code).join(', ');
  if (members === 'any') return 'record of texts, numbers, true or false';
  if (type !== 'number') return kinds[type];
  const most = range[1] >= 1e6 ? '' : `, ${range[0]} to ${range[1]}`;
  return `${unit ?? kinds[type]}${most}${grows ? ' ↑' : ''}`;
}

const code = (text) => `\`${text}\``;
