/* global window, document, Microsoft */

// After 15 seconds, when the pointer leaves the page: once per page load.
(function () {
  const armAfterMs = 15000;
  let isOffered = false;

  function pageContext() {
    return {
      'Proactive Chat': { value: 'True', isDisplayable: true },
      'Page URL': { value: window.location.href, isDisplayable: true },
    };
  }

  function onLeave() {
    if (isOffered) return;
    isOffered = true;
    const sdk = Microsoft.Omnichannel.LiveChatWidget.SDK;
    sdk.setContextProvider(pageContext);
    sdk.startProactiveChat({ message: 'Leaving already? Ask us anything before you go.' }, false);
  }

  window.addEventListener('lcw:ready', function () {
    window.setTimeout(function () {
      document.body.addEventListener('mouseleave', onLeave);
    }, armAfterMs);
  });
})();
