import type { ComponentChildren } from 'preact';
import { Mark, Tree } from './tree.tsx';
import type { InspectorView, RuleView, SuppressingRuleView } from './view.ts';
import { missingText, timeText } from './words.ts';

/** How a rule looks: it invites, it waits, or it may not. */
function toneOf({ outcome, reason }: RuleView): 'good' | 'open' | 'bad' | 'calm' {
  if (outcome === 'invited' || outcome === 'accepted') return 'good';
  if (outcome === 'waiting') return reason === 'not_matched' ? 'calm' : 'open';
  return outcome === 'suppressed' || outcome === 'failed' || outcome === 'held_out' ? 'bad' : 'calm';
}

const outcomeLabels: Readonly<Record<RuleView['outcome'], string>> = {
  waiting: 'Waiting',
  suppressed: 'Suppressed',
  held_out: 'Held out',
  invited: 'Invited',
  accepted: 'Accepted',
  declined: 'Declined',
  dismissed: 'Dismissed',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  failed: 'Failed',
};

interface FoldProps {
  /** Whether all that a rule asks is shown; it is drawn only then. */
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly refused: InspectorView['refused'];
}

interface RuleProps extends FoldProps {
  readonly rule: RuleView;
  readonly now: number;
}

/** One rule that invites: what became of it and why, and with one press everything it asks. */
export function Rule({ rule, refused, now, ...fold }: RuleProps) {
  const { conditions, withdrawWhen, gate, until, last, variantId } = rule;
  const missing = missingText(rule);
  const words = `${missing === '' ? rule.words : `Waits for ${missing}.`}${
    until === null ? '' : ` Until ${timeText(until, now)}.`
  }`;
  return (
    <Fold
      {...fold}
      {...{ rule, words }}
      tone={toneOf(rule)}
      label={outcomeLabels[rule.outcome]}
      about={
        <>
          , priority {rule.priority}
          {variantId !== null && (
            <>
              , variant <code>{variantId}</code>
            </>
          )}
        </>
      }
      standing={
        <>
          <dt>{gate === null ? 'Gate' : 'Stopped at'}</dt>
          <dd>
            {gate === null ? (
              'passed all it has been asked'
            ) : (
              <>
                {gate} (<code>{rule.reason}</code>)
              </>
            )}
          </dd>
          {last !== null && (
            <>
              <dt>Last time</dt>
              <dd>
                {outcomeLabels[last.outcome]}, {timeText(last.at, now)}
              </dd>
            </>
          )}
        </>
      }
    >
      {conditions !== null && (
        <>
          <h4>Conditions</h4>
          <Tree trace={conditions} refused={refused} />
        </>
      )}
      {withdrawWhen !== null && (
        <>
          <h4>Withdrawn when</h4>
          <Tree trace={withdrawWhen} refused={refused} />
        </>
      )}
    </Fold>
  );
}

interface SuppressingRuleProps extends FoldProps {
  readonly rule: SuppressingRuleView;
}

/** One rule of kind `suppress`. */
export function SuppressingRule({ rule, refused, ...fold }: SuppressingRuleProps) {
  return (
    <Fold
      {...fold}
      rule={rule}
      words={rule.words}
      tone={rule.isInForce ? 'bad' : 'calm'}
      label={rule.isInForce ? 'In force' : 'Not in force'}
      about={
        <>
          , kind <code>suppress</code>
        </>
      }
    >
      <h4>Conditions</h4>
      <Tree trace={rule.conditions} refused={refused} />
    </Fold>
  );
}

interface FoldedProps extends Omit<FoldProps, 'refused'> {
  readonly rule: { readonly id: string; readonly title: string };
  readonly words: string;
  readonly tone: string;
  readonly label: string;
  /** Behind the id. */
  readonly about: ComponentChildren;
  readonly standing?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Fold({ rule, words, tone, label, about, standing, isOpen, onToggle, children }: FoldedProps) {
  return (
    <details
      class="rule"
      data-rule={rule.id}
      open={isOpen}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary>
        <span class="rule-head">
          <span class="rule-title">{rule.title}</span>
          <span class={`outcome is-${tone}`}>{label}</span>
        </span>
        <span class="rule-words">{words}</span>
      </summary>
      {isOpen && (
        <>
          <dl class="about">
            <dt>Rule</dt>
            <dd>
              <code>{rule.id}</code>
              {about}
            </dd>
            {standing}
          </dl>
          {children}
        </>
      )}
    </details>
  );
}

/** Whether a purpose is granted. */
export function Purpose({ name, answer }: { readonly name: string; readonly answer: string }) {
  const holds = answer === 'granted';
  return (
    <span class="purpose">
      <Mark holds={holds} />
      {name}
      {!holds && ` (${answer === 'missing' ? 'not granted' : 'Global Privacy Control'})`}
    </span>
  );
}
