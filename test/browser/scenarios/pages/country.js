/* global window, document, Microsoft */

// Visitors in Norway are offered help with customs. Where they are is asked of the browser, and of a service that
// knows which country a place is in.
(function () {
  const offeredIn = 'Norway';

  function tell(text) {
    document.getElementById('country').textContent = text;
  }

  function offerChat(country) {
    const sdk = Microsoft.Omnichannel.LiveChatWidget.SDK;
    sdk.setContextProvider(function () {
      return {
        'Proactive Chat': { value: 'True', isDisplayable: true },
        Country: { value: country, isDisplayable: true },
        'Page URL': { value: window.location.href, isDisplayable: true },
      };
    });
    sdk.startProactiveChat({ message: 'Questions about customs? We ship to Norway every day.' }, false);
  }

  function onPosition(position) {
    const place = new URLSearchParams({
      latitude: position.coords.latitude,
      longitude: position.coords.longitude,
    });
    fetch('/reverse-geocode?' + place)
      .then(function (response) {
        return response.json();
      })
      .then(function (answer) {
        tell('We deliver to ' + answer.country + '.');
        if (answer.country === offeredIn) offerChat(answer.country);
      });
  }

  window.addEventListener('lcw:ready', function () {
    navigator.geolocation.getCurrentPosition(onPosition, function () {
      tell('We could not find out where you are.');
    });
  });
})();
