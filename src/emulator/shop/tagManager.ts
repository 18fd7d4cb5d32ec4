/**
 * Entry of the page on which the generated template runs: its form, and a container that fires it on this very page, with
 * the interpreter that also runs its scenarios offline.
 */
import { defaultEntries, toData } from '../../gtm/filledForm.ts';
import type { Entries } from '../../gtm/filledForm.ts';
import { createConsentState } from '../../gtm/pretendPage.ts';
import { runScenarios } from '../../gtm/scenarios.ts';
import { readTemplate } from '../../gtm/template.ts';
import { make } from './elements.ts';
import { createConsentView } from './tagManager/consentView.ts';
import { createContainer } from './tagManager/container.ts';
import { engineAddress, ofVersion } from './tagManager/engineAddress.ts';
import { createFormView } from './tagManager/formView.ts';
import { followConsentCommands } from './tagManager/googleConsent.ts';
import { createPreviewView } from './tagManager/previewView.ts';
import { createVariables, startEntries } from './tagManager/start.ts';
import type { WidgetIds } from './tagManager/start.ts';

declare const __VERSION__: string;

const entriesKey = 'lcw-demo-tag-form';
const otherVersion = `${__VERSION__}-other`;

const find = <Kind extends HTMLElement = HTMLElement>(name: string): Kind => {
  const element = document.querySelector<Kind>(`[data-tm="${name}"]`);
  if (element === null) throw new Error(`The page has no ${name}.`);
  return element;
};

async function read(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response;
}

function keptEntries(): Entries {
  try {
    return JSON.parse(window.sessionStorage.getItem(entriesKey) ?? '{}') as Entries;
  } catch {
    return {};
  }
}

function keepEntries(entries: Entries): void {
  try {
    window.sessionStorage.setItem(entriesKey, JSON.stringify(entries));
  } catch {
    // Full or blocked: after a reload the form is as it was at first.
  }
}

async function start(): Promise<void> {
  const templateText = await (await read('/template.tpl')).text();
  const ids = (await (await read('/widget.json')).json()) as WidgetIds;
  const template = readTemplate(templateText);

  const consent = createConsentState();
  followConsentCommands((window.dataLayer ??= []), consent);
  find('consent').append(createConsentView());

  const variables = createVariables(ids);
  const initial = { ...defaultEntries(template.fields), ...startEntries(ids), ...keptEntries() };
  const form = createFormView(template.fields, initial, [...variables.keys()], keepEntries);
  find('form').replaceChildren(form.element);

  const inPreview = find<HTMLInputElement>('preview');
  const isBlocked = find<HTMLInputElement>('blocked');
  const ports = (containerId: string) => ({
    window,
    containerId,
    consent,
    inPreview: () => inPreview.checked,
    addressOf: (url: string) => (isBlocked.checked ? '/blocked.js' : engineAddress(url, __VERSION__)),
  });
  const first = createContainer(template, ports('GTM-DEMO1'));
  const second = createContainer(
    readTemplate(ofVersion(templateText, __VERSION__, otherVersion)),
    ports('GTM-DEMO2'),
  );

  const show = createPreviewView(find('firings'));
  const wireFire = (name: string, { fire }: typeof first): void =>
    find(name).addEventListener('click', () => {
      if (!form.validate()) return;
      find('nothing').hidden = true;
      fire(toData(template.fields, form.entries(), variables), show);
    });
  wireFire('fire', first);
  wireFire('fire-second', second);
  find('again').addEventListener('click', () => window.location.reload());
  find('reset').addEventListener('click', () => {
    window.sessionStorage.removeItem(entriesKey);
    window.location.reload();
  });

  find('run').addEventListener('click', () => {
    const results = runScenarios(template);
    const failed = results.filter(({ failure }) => failure !== undefined).length;
    find('summary').textContent =
      failed === 0 ? `All ${results.length} passed.` : `${failed} of ${results.length} failed.`;
    find('scenarios').replaceChildren(
      ...results.map(({ name, failure }) => {
        const row = make('li', 'scenario', name, ...(failure === undefined ? [] : [make('p', '', failure)]));
        row.dataset.status = failure === undefined ? 'succeeded' : 'failed';
        return row;
      }),
    );
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>('main button[disabled]')) {
    button.disabled = false;
  }
}

document.addEventListener('DOMContentLoaded', () => {
  start().catch((error: unknown) => {
    find('form').replaceChildren(
      make('p', 'field__error', `The template could not be read. ${String(error)}`),
    );
  });
});
