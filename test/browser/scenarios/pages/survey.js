/* global window, Microsoft */

// Everybody is invited, and asked a few things first.
window.addEventListener('lcw:ready', function () {
  Microsoft.Omnichannel.LiveChatWidget.SDK.startProactiveChat('Something broken? Tell us about it.', true);
});
