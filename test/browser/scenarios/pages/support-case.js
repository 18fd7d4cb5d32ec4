/* global window, document, Microsoft */

// Whoever looks at a case of theirs that is still open may want to know more. The case is in the address.
(function () {
  const states = { 'CAS-01042': 'open', 'CAS-00871': 'resolved' };
  const caseId = new URLSearchParams(window.location.search).get('case');
  const state = states[caseId];

  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('case-id').textContent = caseId;
    document.getElementById('case-state').textContent = 'This case is ' + state + '.';
  });

  window.addEventListener('lcw:ready', function () {
    if (state !== 'open') return;
    window.setTimeout(function () {
      const sdk = Microsoft.Omnichannel.LiveChatWidget.SDK;
      sdk.setContextProvider(function () {
        return {
          'Proactive Chat': { value: 'True', isDisplayable: true },
          'Case Id': { value: caseId, isDisplayable: true },
        };
      });
      sdk.startProactiveChat({ message: 'Would you like to talk about your case ' + caseId + '?' }, false);
    }, 10000);
  });
})();
