/* global window, document, Microsoft */

// Who keeps coming back to the same question has not found the answer. Visits are counted in a cookie for one year.
(function () {
  const cookieName = 'timesPageVisited';
  const usualVisits = 2;
  const waitMs = 5000;
  const oneYear = 365 * 24 * 60 * 60;

  function readCount() {
    const found = document.cookie.match(new RegExp('(?:^|; )' + cookieName + '=(\\d+)'));
    return found === null ? 0 : Number(found[1]);
  }

  function writeCount(count, maxAge) {
    document.cookie = cookieName + '=' + count + '; max-age=' + maxAge + '; path=/; samesite=lax';
  }

  const visits = readCount() + 1;
  writeCount(visits, oneYear);

  function offerChat() {
    Microsoft.Omnichannel.LiveChatWidget.SDK.startProactiveChat(
      { message: 'Still looking for an answer? Ask one of us.' },
      false,
    );
    writeCount(0, 0);
  }

  window.addEventListener('lcw:ready', function () {
    Microsoft.Omnichannel.LiveChatWidget.SDK.setContextProvider(function () {
      return {
        'Proactive Chat': { value: 'True', isDisplayable: true },
        'No. of visits': { value: String(usualVisits), isDisplayable: true },
        Forums: { value: document.querySelector('main').dataset.forum, isDisplayable: true },
      };
    });
    if (visits > usualVisits) window.setTimeout(offerChat, waitMs);
  });
})();
