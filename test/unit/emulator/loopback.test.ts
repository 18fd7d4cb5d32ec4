import {
  isForLoopbackHost,
  isFromSameOrigin,
  isLoopbackOrigin,
  loopbackOrigin,
} from '../../../src/emulator/loopback.ts';

const request = (localPort: number, host: string, origin?: string) => ({
  headers: { host, ...(origin !== undefined && { origin }) },
  socket: { localPort },
});

it.each([
  [4101, '127.0.0.1:4101', true],
  [4101, 'LocalHost:4101', true],
  [4101, '[::1]:4101', true],
  [4101, '127.0.0.1', false],
  [4101, '127.0.0.1:80', false],
  [4101, 'shop.example:4101', false],
  // Browsers leave the port out where it is that of the scheme.
  [80, '127.0.0.1', true],
  [80, 'localhost', true],
  [80, '[::1]', true],
  [80, 'localhost:80', true],
  [80, 'shop.example', false],
  [80, '127.0.0.1.shop.example', false],
  [80, '', false],
])('what comes in at port %i for the host %j is for us: %j', (port, host, expected) => {
  expect(isForLoopbackHost(request(port, host))).toBe(expected);
});

it.each([
  [80, '127.0.0.1', 'http://127.0.0.1', true],
  [80, '127.0.0.1:80', 'http://127.0.0.1', true],
  [80, '127.0.0.1', 'http://localhost', false],
  [4101, 'LOCALHOST:4101', 'http://localhost:4101', true],
  [4101, 'localhost:4101', 'http://localhost', false],
  [4101, 'localhost:4101', 'https://localhost:4101', false],
  [4101, 'localhost:4101', undefined, false],
])(
  'at port %i, a request for %s from a page of %s is from the same origin: %j',
  (port, host, origin, expected) => {
    expect(isFromSameOrigin(request(port, host, origin))).toBe(expected);
  },
);

it('pages of loopback hosts are known by their origin, that of port 80 too', () => {
  expect([loopbackOrigin(80), loopbackOrigin(4101)]).toEqual(['http://127.0.0.1', 'http://127.0.0.1:4101']);
  expect(isLoopbackOrigin(loopbackOrigin(80))).toBe(true);
  expect(isLoopbackOrigin('http://shop.example')).toBe(false);
});
