import type { Trace } from '../core/conditions.ts';
import type { InspectorView } from './view.ts';
import { keyOfLeaf } from './view.ts';
import { factText, valueText, wantedText } from './words.ts';

interface TreeProps {
  readonly trace: Trace;
  readonly refused: InspectorView['refused'];
}

/** A condition with all its parts: what each wants, what is there, and whether it holds. */
export function Tree({ trace, refused }: TreeProps) {
  return (
    <ul class="tree">
      <Branch {...{ trace, refused }} />
    </ul>
  );
}

function Branch({ trace, refused }: TreeProps) {
  const { kind, children = [], matched, open } = trace;
  if (kind === 'leaf') {
    return (
      <li class="leaf">
        <Mark holds={open === true ? null : matched} />
        <span>
          <b>{factText(trace)}</b> {wantedText(trace)}
          <span class="actual">{actualText(trace, refused)}</span>
        </span>
      </li>
    );
  }
  return (
    <li>
      <div class="leaf">
        <Mark holds={matched} />
        <span>{kind === 'all' ? 'all of these' : 'any of these'}</span>
      </div>
      <ul>
        {children.map((child, place) => (
          <Branch key={place} trace={child} refused={refused} />
        ))}
      </ul>
    </li>
  );
}

/** `null`: it is not known yet, which is no reason against the rule. */
export function Mark({ holds }: { readonly holds: boolean | null }) {
  const [sign, words] =
    holds === null ? ['?', 'not known yet: '] : holds ? ['✓', 'holds: '] : ['✗', 'does not hold: '];
  return (
    <span class={`sign ${holds === null ? 'is-open' : holds ? 'is-good' : 'is-bad'}`}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen">{words}</span>
    </span>
  );
}

function actualText(trace: Trace, refused: InspectorView['refused']): string {
  const { actual, open } = trace;
  if (open === true) return 'is asked last';
  if (actual !== undefined) return `is ${valueText(actual)}`;
  const purpose = refused[keyOfLeaf(trace)];
  return purpose === undefined ? 'is unknown' : `is unknown without consent for ${purpose}`;
}
