/**
 * The offline runner for Google Tag Manager templates, as a library: for tests that go further than the scenarios inside a
 * template can, such as consent that is given five seconds later, a script that never arrives, or two firings in a row.
 */
export { checkTemplate } from './gtm/crossChecks.ts';
export type { CheckOptions } from './gtm/crossChecks.ts';
export { checkMetadata } from './gtm/metadataCheck.ts';
export type { Commit, FindCommit } from './gtm/metadataCheck.ts';
export { createPretendPage } from './gtm/pretendPage.ts';
export type { PretendPage, PretendPageOptions, Resource, ResourceKind } from './gtm/pretendPage.ts';
export { describeProblem } from './gtm/problem.ts';
export type { Problem } from './gtm/problem.ts';
export type { ConsentState, ContainerInfo, SandboxPage } from './gtm/sandboxPage.ts';
export { installTemplate } from './gtm/sandboxRun.ts';
export type { Calls, Completion, InstalledTemplate, Run } from './gtm/sandboxRun.ts';
export { runScenarios } from './gtm/scenarios.ts';
export type { ScenarioResult } from './gtm/scenarios.ts';
export { readTemplate } from './gtm/template.ts';
export type { Scenario, Template } from './gtm/template.ts';
