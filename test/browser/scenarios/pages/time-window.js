/* global window, document, Microsoft */

// While the barista is at the desk. The page asks as soon as it has loaded and does not wait for the chat.
window.addEventListener('load', function () {
  const hours = document.querySelector('main').dataset;
  const from = new Date(hours.from);
  const until = new Date(hours.until);
  const now = new Date();
  if (until < from || now <= from || now >= until) return;

  Microsoft.Omnichannel.LiveChatWidget.SDK.setContextProvider(function () {
    return {
      'Proactive Chat': { value: 'True', isDisplayable: true },
      'Page URL': { value: window.location.href, isDisplayable: true },
    };
  });
  Microsoft.Omnichannel.LiveChatWidget.SDK.startProactiveChat(
    { message: 'Our barista is here right now. Any questions?' },
    false,
  );
});
