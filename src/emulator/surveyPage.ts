import { createHash } from 'node:crypto';
import type { ServiceReply } from './httpServer.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 30rem; padding: 1rem; }
h1 { font-size: 1.25rem; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; }
label { display: block; padding: .35rem 0; }
textarea { box-sizing: border-box; font: inherit; min-height: 5rem; padding: .5rem; width: 100%; }
button { font: inherit; margin-top: 1rem; min-height: 44px; padding: 0 1.25rem; }
`;

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  // A chat window on any page may show it; nothing else is allowed, and there is no script.
  'Content-Security-Policy':
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
    "form-action 'self'; base-uri 'none'; frame-ancestors *",
  // Without a referrer at all, the form would come from nowhere.
  'Referrer-Policy': 'same-origin',
};

const ratings = ['Very good', 'Good', 'Neither good nor bad', 'Bad', 'Very bad'];

const page = (title: string, body: string): ServiceReply => ({
  status: 200,
  headers,
  text:
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${title}</title><style>${style}</style></head><body><main>${body}</main></body></html>`,
});

/** The survey: a form that is sent to its own address. */
export const surveyForm = page(
  'How was your chat?',
  '<h1>How was your chat?</h1><form method="post"><fieldset><legend>Your rating</legend>' +
    ratings
      .map(
        (words, index) =>
          `<label><input type="radio" name="rating" value="${String(ratings.length - index)}" required> ${words}</label>`,
      )
      .join('') +
    '</fieldset><label for="comment">Anything to add?</label>' +
    '<textarea id="comment" name="comment" maxlength="2000"></textarea><button>Send</button></form>',
);

/** What comes after it. */
export const surveyThanks = page('Thank you', '<h1>Thank you for your answer.</h1>');
