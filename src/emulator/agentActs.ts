import type { Outcome } from './desk.ts';
import type { Route, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import { isRecord } from './record.ts';

const textLimit = 10_000;
const statuses = { missing: 404, refused: 409, full: 429 };

/** A route by which a page of this server, or a program on this machine, does something: a POST with an object. */
export function act(
  pattern: string,
  answer: (request: ServiceRequest, body: Record<string, unknown>) => void,
): Route {
  return {
    method: 'POST',
    pattern: `/console/api${pattern}`,
    audience: 'own',
    area: 'site',
    answer: (request) => {
      if (!isRecord(request.body)) throw new RequestProblem(400, 'The body has to be an object.');
      answer(request, request.body);
      return { status: 204 };
    },
  };
}

export function insist(outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw new RequestProblem(statuses[outcome.why], outcome.problem);
}

export function flagOf(body: Record<string, unknown>, key: string): boolean {
  const value = body[key];
  if (typeof value !== 'boolean') throw new RequestProblem(400, `"${key}" has to be true or false.`);
  return value;
}

export function textOf(body: Record<string, unknown>, key: string): string {
  const value = body[key];
  if (typeof value !== 'string' || value.trim() === '' || value.length > textLimit) {
    throw new RequestProblem(400, `"${key}" has to be a text of 1 to ${String(textLimit)} characters.`);
  }
  return value;
}
