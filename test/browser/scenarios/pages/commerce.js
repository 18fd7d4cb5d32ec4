/* global window, document, Microsoft */

// The rules of the shop module: tried in this order, the first that holds makes the one offer of the page view.
(function () {
  function readJson(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  const request = readJson('request');
  const parameters = readJson('proactive-parameters');

  /** The cart comes from the shop's server in real life, so it is waited for. */
  function readCart() {
    return Promise.resolve(readJson('cart'));
  }

  function listOf(text) {
    return (text || '')
      .split(',')
      .map(function (part) {
        return part.trim();
      })
      .filter(Boolean);
  }

  /** Local midnight of a dd/mm/yyyy; null where nothing is set. */
  function readDay(text) {
    if (!text) return null;
    const parts = text.split('/').map(Number);
    return new Date(parts[2], parts[1] - 1, parts[0]);
  }

  /** Both ends belong to it; one that is 0 or missing is not set, and without either it never holds. */
  function isWithin(number, minimum, maximum) {
    if (!minimum && !maximum) return false;
    return (!minimum || number >= minimum) && (!maximum || number <= maximum);
  }

  function countVisit() {
    if (!request.hasCookieConsent) return 0;
    const name = encodeURIComponent('visits ' + window.location.host + window.location.pathname);
    const found = document.cookie.split('; ').find(function (cookie) {
      return cookie.startsWith(name + '=');
    });
    const count = (found ? Number(found.split('=')[1]) : 0) + 1;
    document.cookie = name + '=' + count + '; max-age=31536000; path=/; samesite=lax';
    return count;
  }

  const visits = countVisit();

  /** Each answers the context it adds, or null where it does not hold. */
  const rules = [
    {
      name: 'dateRange',
      test: function (set) {
        const now = new Date();
        const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
        const start = readDay(set.startDate);
        const end = readDay(set.endDate);
        if (start === null && end === null) return null;
        if ((start !== null && today < start) || (end !== null && today > end)) return null;
        return {
          eCommerceCustProactiveFromDate: set.startDate || '',
          eCommerceCustProactiveToDate: set.endDate || '',
        };
      },
    },
    {
      name: 'specificPage',
      test: function (set) {
        const here = window.location.pathname;
        return listOf(set.pages).includes(here)
          ? { eCommerceCustProactivePageUrl: window.location.href }
          : null;
      },
    },
    {
      name: 'fromPage',
      test: function (set) {
        const listed = listOf(set.pages).some(function (page) {
          return document.referrer.includes(page);
        });
        return listed ? { eCommerceCustProactiveCameFromPage: document.referrer } : null;
      },
    },
    {
      name: 'pageVisits',
      test: function (set) {
        if (!set.visits || visits < set.visits) return null;
        return { eCommerceCustProactiveNumberOfVisits: visits };
      },
    },
    {
      name: 'country',
      test: function (set) {
        if (!set.countryCode || !set.countryCode.includes(request.market)) return null;
        return { eCommerceCustProactiveCountryCode: request.market };
      },
    },
    {
      name: 'cartAmount',
      test: function (set, cart) {
        if (cart.lines.length === 0 || !isWithin(cart.amount, set.minimum, set.maximum)) return null;
        return { eCommerceCustProactiveShoppingCartAmount: cart.amount };
      },
    },
    {
      name: 'cartCount',
      test: function (set, cart) {
        const count = cart.lines.reduce(function (sum, line) {
          return sum + line.quantity;
        }, 0);
        if (count === 0 || !isWithin(count, set.minimum, set.maximum)) return null;
        return { eCommerceCustProactiveShoppingCartNumberOfItems: count };
      },
    },
    {
      name: 'cartProduct',
      test: function (set, cart) {
        const listed = listOf(set.products);
        const line = cart.lines.find(function (candidate) {
          return listed.includes(candidate.productId);
        });
        return line ? { eCommerceCustProactiveShoppingCartSpecificProduct: line.productId } : null;
      },
    },
    {
      name: 'waitTime',
      test: function (set) {
        return set.seconds ? { eCommerceCustProactiveTimeOnPage: set.seconds * 1000 } : null;
      },
    },
  ];

  function offerWhenReady(rule, set, extra) {
    const items = Object.assign(
      { eCommerceCustIsProactiveChat: 'True', eCommerceCustProactiveType: rule.name },
      extra,
    );
    const context = {};
    Object.keys(items).forEach(function (key) {
      context[key] = { value: items[key], isDisplayable: true };
    });
    const greeting = { message: set.greeting || parameters.greeting };

    window.addEventListener('lcw:ready', function () {
      const sdk = Microsoft.Omnichannel.LiveChatWidget.SDK;
      sdk.setContextProvider(function () {
        return context;
      });
      function offer() {
        sdk.startProactiveChat(greeting, false);
      }
      if (rule.name === 'waitTime') window.setTimeout(offer, set.seconds * 1000);
      else offer();
    });
  }

  if (!parameters.enabled) return;
  readCart().then(function (cart) {
    for (const rule of rules) {
      const set = parameters.rules[rule.name] || {};
      const extra = rule.test(set, cart);
      if (extra !== null) {
        offerWhenReady(rule, set, extra);
        return;
      }
    }
  });
})();
