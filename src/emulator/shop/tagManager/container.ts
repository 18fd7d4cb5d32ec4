import { installTemplate } from '../../../gtm/sandboxRun.ts';
import type { Template } from '../../../gtm/template.ts';
import { createLivePage } from './livePage.ts';
import type { LivePagePorts } from './livePage.ts';

export type FiringStatus = 'running' | 'succeeded' | 'failed';

/** One firing of the tag, as preview mode shows it. */
export interface Firing {
  readonly number: number;
  readonly containerId: string;
  readonly status: FiringStatus;
  /** Lines that the template has written to the console, and the error that ended it if one did. */
  readonly lines: readonly string[];
  /** What the code found on `data`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Consent types and whether each counted as granted. */
  readonly consent: Readonly<Record<string, boolean>>;
}

export interface Container {
  /** Runs the template's code; `onChange` hears of the firing at once and of every change. */
  fire(data: Firing['data'], onChange: (firing: Firing) => void): void;
}

/** Consent types that the template reads. */
export const consentTypes = [
  'functionality_storage',
  'personalization_storage',
  'analytics_storage',
] as const;

/** A container with one tag of a template on this page: what Tag Manager's own script would be on a site. */
export function createContainer(template: Template, ports: Omit<LivePagePorts, 'onLog'>): Container {
  const { containerId, consent } = ports;
  let count = 0;
  /** Takes the lines of the firing that came last: what a template writes carries no mark of where it is from. */
  let addLine: (line: string) => void = () => undefined;
  const page = createLivePage({ ...ports, onLog: (values) => addLine(values.map(String).join(' ')) });
  const installed = installTemplate(template, page);

  return {
    fire: (data, onChange) => {
      count += 1;
      let firing: Firing = {
        number: count,
        containerId,
        status: 'running',
        lines: [],
        data,
        consent: Object.fromEntries(consentTypes.map((type) => [type, consent.isGranted(type)])),
      };
      const change = (changes: Partial<Firing>): void => {
        firing = { ...firing, ...changes };
        onChange(firing);
      };
      // Only the first completion counts.
      const end = (status: FiringStatus): void => {
        if (firing.status === 'running') change({ status });
      };
      addLine = (line) => change({ lines: [...firing.lines, line] });
      onChange(firing);
      const { error } = installed.fire(data, (completion) =>
        end(completion === 'success' ? 'succeeded' : 'failed'),
      );
      if (error) {
        addLine(error.message);
        end('failed');
      }
    },
  };
}
