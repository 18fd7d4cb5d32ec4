/* global window, document, Microsoft */

// Who comes from our comparison of plans has a decision to make.
(function () {
  const comparison = window.location.origin + '/plans/compare';
  const waitMs = 15000;

  window.addEventListener('lcw:ready', function () {
    const lastPage = document.referrer;
    Microsoft.Omnichannel.LiveChatWidget.SDK.setContextProvider(function () {
      return {
        'Proactive Chat': { value: 'True', isDisplayable: true },
        'Page URL': { value: window.location.href, isDisplayable: true },
        'Last Page URL': { value: lastPage, isDisplayable: true },
      };
    });
    if (lastPage !== comparison) return;
    window.setTimeout(function () {
      Microsoft.Omnichannel.LiveChatWidget.SDK.startProactiveChat(
        { message: 'Not sure which plan fits? We compare them with you.' },
        false,
      );
    }, waitMs);
  });
})();
