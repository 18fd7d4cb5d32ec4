const transform = {
  '^.+\\.(t|j)sx?$|\\.mjs$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

/** ESM-only packages that have to go through the transform. */
const shared = {
  transform,
  transformIgnorePatterns: ['/node_modules/(?!(web-vitals|preact|adaptivecards|@noble/hashes)/)'],
  restoreMocks: true,
};

/**
 * Microsoft's client in Node. It ends by itself once everything has been let go of; run with --forceExit all the same, for a
 * realtime channel that is let go of while it is still connecting leaves retries behind, with pauses of up to 50 seconds,
 * that nothing public stops, as a page would by going away.
 */
const client = {
  ...shared,
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/client/nodePage.ts'],
  // Objects of jsdom are used until the end.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  // Where a bundler for browsers finds Microsoft's client: for Node there is no realtime channel in it.
  moduleNameMapper: {
    '^@azure/communication-chat$': '<rootDir>/node_modules/@azure/communication-chat/dist-esm/src/index.js',
    '^(.*)/signaling/signalingClient$': '$1/signaling/signalingClient.browser.js',
  },
  transformIgnorePatterns: ['/node_modules/(?!@azure/communication-chat/dist-esm/)'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'dom',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/dom/**/*.test.ts', '<rootDir>/test/dom/**/*.test.tsx'],
    },
    {
      ...shared,
      displayName: 'model',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/model/fakePorts.test.ts'],
    },
    { ...client, displayName: 'client', testMatch: ['<rootDir>/test/client/**/*.test.ts'] },
    { ...client, displayName: 'bench', testMatch: ['<rootDir>/bench/**/*.bench.ts'] },
    {
      ...shared,
      displayName: 'stories',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/stories/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'release',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/release/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts', '<rootDir>/test/model/chromium.test.ts'],
    },
  ],
  // Catches what hangs; a busy machine may take its time.
  testTimeout: 120_000,
};
