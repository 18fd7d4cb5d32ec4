import { isEmbeddedService, serviceBase } from '../../../src/omnichannel/serviceAddress.ts';

describe('the address of the service', () => {
  it.each([
    'http://127.0.0.1:4100',
    'http://localhost:4100/',
    'http://[::1]:4100',
    'http://shop.localhost:4100',
  ])('is that of the embedded service: %s', (orgUrl) => {
    expect(isEmbeddedService(orgUrl)).toBe(true);
  });

  it.each([
    'https://m-shop.eu.omnichannelengagementhub.com',
    'https://127.0.0.1:4100',
    'http://shop.example',
    'http://127.0.0.1.shop.example',
    'http://localhost.shop.example',
    'http://localhost@shop.example',
    'not an address',
    '',
  ])('is not: %s', (orgUrl) => {
    expect(isEmbeddedService(orgUrl)).toBe(false);
  });

  it('has no slash at its end, since paths are appended', () => {
    expect(serviceBase({ appId: 'a', orgId: 'o', orgUrl: 'https://shop.example//' })).toBe(
      'https://shop.example',
    );
  });
});
