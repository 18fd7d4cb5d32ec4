/** Bundles Microsoft's client for a page as npm has it, nothing taken out and nothing changed, for tests that hold it against the service. */
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import { rollup } from 'rollup';

const entry = '\0client';
const absent = '\0absent';
const code = `
export { default as OmnichannelChatSDK } from '@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK';
export { ACSConversation } from '@microsoft/omnichannel-chat-sdk/lib/core/messaging/ACSClient';
export { ChatClient } from '@azure/communication-chat';
export { AzureCommunicationTokenCredential } from '@azure/communication-common';
`;
const texts = { [entry]: code, [absent]: 'export {}' };
const adapter = '@microsoft/botframework-webchat-adapter-azure-communication-chat';

const plugin = (module) => module.default ?? module;

/** An ES module with what docs/embedded-service.md needs of the packages. */
export async function bundleClientFromNpm() {
  const bundle = await rollup({
    input: entry,
    context: 'globalThis',
    onwarn: () => undefined,
    plugins: [
      {
        name: 'client-from-npm',
        resolveId(id, importer) {
          if (id === entry) return entry;
          // Not for the web, and not installed.
          if (id === 'react-native') return absent;
          // What its package.json names as a module is not there, and as the main file it names one without its ending.
          if (id === adapter) return this.resolve(`${adapter}/dist/chat-adapter.js`, importer);
          return null;
        },
        load: (id) => texts[id] ?? null,
      },
      plugin(nodeResolve)({
        browser: true,
        mainFields: ['browser', 'module', 'main'],
        preferBuiltins: false,
      }),
      plugin(replace)({ preventAssignment: true, values: { 'process.env': '({})' } }),
      plugin(commonjs)({ transformMixedEsModules: true, sourceMap: false }),
      plugin(json)(),
    ],
  });
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
  await bundle.close();
  return output[0].code;
}
