/* global window, Microsoft */

// Who has read for 20 seconds is asked whether they want advice.
(function () {
  const waitMs = 20000;

  window.addEventListener('lcw:ready', function () {
    const sdk = Microsoft.Omnichannel.LiveChatWidget.SDK;
    sdk.setContextProvider(function () {
      return {
        'Proactive Chat': { value: 'True', isDisplayable: true },
        'Time On Page': { value: waitMs, isDisplayable: true },
        'Page URL': { value: window.location.href, isDisplayable: true },
      };
    });
    window.setTimeout(function () {
      sdk.startProactiveChat({ message: 'Shall we help you choose a grinder?' }, false);
    }, waitMs);
  });
})();
