import type { ComponentChildren } from 'preact';
import type { KeptPreview } from './host.ts';
import { Purpose, Rule, SuppressingRule } from './rules.tsx';
import type { Offer } from './unpublished.ts';
import type { InspectorView } from './view.ts';
import { availabilityText } from './words.ts';

export interface PanelProps {
  readonly view: InspectorView;
  readonly kept: KeptPreview;
  /** The places in the list of the rules of which all is shown. */
  readonly opened: ReadonlySet<string>;
  readonly offer: Offer | null;
  /** What came of the last press, for whoever cannot see it. */
  readonly notice: string;
  /** The report, for a browser that does not let it be copied. */
  readonly report: string | null;
  readonly now: number;
  readonly acts: PanelActs;
}

export interface PanelActs {
  collapse(isCollapsed: boolean): void;
  move(): void;
  close(): void;
  tryOffer(): void;
  dropOffer(): void;
  /** Gives up the unpublished rule set. */
  publish(): void;
  reset(): void;
  pause(isPaused: boolean): void;
  copy(): void;
  open(place: string, isOpen: boolean): void;
}

/** The whole of the inspector. */
export function Panel(props: PanelProps) {
  const { view, kept, notice, acts } = props;
  const { isCollapsed } = kept;
  return (
    <aside class="panel" data-place={kept.place} aria-label="Inspector of the invitations">
      <div class="head">
        <h2>
          <button
            type="button"
            class="title"
            aria-expanded={!isCollapsed}
            aria-controls="inspector-body"
            onClick={() => acts.collapse(!isCollapsed)}
          >
            <span class="chevron" aria-hidden="true">
              ▾
            </span>
            Why not?
            <span class="count">{summaryOf(view)}</span>
          </button>
        </h2>
        <button type="button" class="tool move" aria-label="Move to the other corner" onClick={acts.move}>
          <span aria-hidden="true">⇄</span>
        </button>
        <button type="button" class="tool" aria-label="Close the inspector" onClick={acts.close}>
          <span aria-hidden="true">×</span>
        </button>
      </div>
      {kept.ruleSet !== undefined && <InUse source={kept.source ?? ''} onPublish={acts.publish} />}
      <div id="inspector-body" class="body" hidden={isCollapsed}>
        <Body {...props} />
      </div>
      <p class="notice" role="status">
        {notice}
      </p>
    </aside>
  );
}

function Body({ view, offer, report, opened, now, acts }: PanelProps) {
  // A rule with a mistake may have the id of another.
  const fold = (place: string) => ({
    isOpen: opened.has(place),
    onToggle: (isOpen: boolean) => acts.open(place, isOpen),
    refused: view.refused,
  });
  return (
    <>
      <div class="scroll" tabIndex={0} role="group" aria-label="Rules">
        {offer !== null && <OfferBox {...{ offer, acts }} />}
        <dl class="about">
          <Line name="Rule set">
            {view.ruleSetId === null ? (
              'none has come yet'
            ) : (
              <>
                <code>{view.ruleSetId || 'none'}</code>{' '}
                {view.ruleSetVersion && `version ${view.ruleSetVersion}`}
              </>
            )}
          </Line>
          <Line name="Consent">
            {Object.entries(view.consent).map(([name, answer]) => (
              <Purpose key={name} {...{ name, answer }} />
            ))}
          </Line>
          <Line name="Availability">{availabilityText(view.availability, now)}</Line>
          <Line name="Chat">{view.chat}</Line>
        </dl>
        {view.failure !== null && <p class="failure">{view.failure}</p>}
        <h3>Rules, in the order in which they are asked</h3>
        {view.rules.length === 0 && <p class="none">There is none that could invite.</p>}
        {view.rules.map((rule, place) => (
          <Rule key={`${place} ${rule.id}`} {...fold(`${place} ${rule.id}`)} {...{ rule, now }} />
        ))}
        {view.suppressing.length > 0 && <h3>Rules that suppress</h3>}
        {view.suppressing.map((rule) => (
          <SuppressingRule key={rule.id} {...fold(`suppress ${rule.id}`)} rule={rule} />
        ))}
        {report !== null && (
          <label class="report">
            The browser does not let it be copied. Here it is:
            <textarea readOnly rows={6} value={report} />
          </label>
        )}
      </div>
      <div class="foot">
        <button type="button" onClick={acts.reset}>
          Reset visitor
        </button>
        <button type="button" onClick={() => acts.pause(!view.isPausedByPage)}>
          {view.isPausedByPage ? 'Resume' : 'Pause'}
        </button>
        <button type="button" onClick={acts.copy}>
          Copy as JSON
        </button>
      </div>
    </>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function summaryOf({ rules, isPaused, failure }: InspectorView): string {
  if (failure !== null) return 'no rule set';
  if (isPaused) return 'paused';
  const invited = rules.find(({ outcome }) => outcome === 'invited');
  if (invited !== undefined) return `${invited.id} invites`;
  return rules.length === 1 ? '1 rule' : `${rules.length} rules`;
}

/** Nothing of what a stranger may have written is shown or fetched before somebody has agreed to it. */
function OfferBox({ offer, acts }: Pick<PanelProps, 'acts'> & { readonly offer: Offer }) {
  const isRefused = offer.kind === 'refused';
  return (
    <section class="offer" aria-label="Unpublished rule set">
      <h3>A link offers an unpublished rule set</h3>
      {isRefused ? (
        <p>{offer.why}</p>
      ) : (
        <>
          <p>
            It comes from <b class="from">{offer.from}</b>
          </p>
          <p>
            Try it only if you know who made it: invitations would then say on this page, in this tab,
            whatever that person has written. If somebody you do not know has sent you the link, leave it.
          </p>
        </>
      )}
      <div class="choices">
        <button type="button" onClick={acts.dropOffer}>
          {isRefused ? 'All right' : 'Leave it'}
        </button>
        {!isRefused && (
          <button type="button" onClick={acts.tryOffer}>
            I know it, try it in this tab
          </button>
        )}
      </div>
    </section>
  );
}

function InUse({ source, onPublish }: { readonly source: string; readonly onPublish: () => void }) {
  return (
    <div class="in-use">
      <p>
        <b>Unpublished rules</b>, in this tab only. What invitations say comes from{' '}
        <span class="from">{source}</span>, not from this site.
      </p>
      <button type="button" onClick={onPublish}>
        Back to the published rules
      </button>
    </div>
  );
}
