import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * The dependency directions of ARCHITECTURE.md: what each room may import besides its own files.
 * `packages` lists the only outside packages a room may import.
 */
const rooms = {
  core: { rooms: [], packages: [] },
  rules: { rooms: ['core'], packages: ['json-rules-engine'] },
  page: { rooms: ['core'], packages: [] },
  signals: { rooms: ['core', 'page'], packages: ['ua-parser-js', 'web-vitals'] },
  sdk: { rooms: ['core'], packages: [] },
  chat: { rooms: ['core'], packages: ['preact', 'adaptivecards/'] },
  inspector: { rooms: ['core'], packages: ['preact'] },
  omnichannel: { rooms: ['core'], packages: ['@microsoft/', '@azure/'] },
  analytics: { rooms: ['core'], packages: [] },
  gtm: { rooms: ['core'], packages: ['node:', '@noble/hashes', 'acorn', 'yaml'] },
  emulator: { rooms: ['core', 'gtm'], packages: ['node:', 'ws'] },
  report: { rooms: ['core'], packages: ['node:'] },
  cli: { rooms: ['core', 'rules', 'emulator', 'omnichannel', 'gtm', 'report'], packages: ['node:'] },
};

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const directionRules = Object.entries(rooms).map(([room, allowed]) => {
  const inside = ['\\./', ...allowed.rooms.map((name) => `(\\.\\./)+${name}/`)];
  const outside = allowed.packages.map(escape);
  // Inside a room, `../` may climb out of a sub-folder but not out of the room into another.
  const others = Object.keys(rooms).filter((name) => name !== room && !allowed.rooms.includes(name));
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${[...others, 'chunks', 'tag', 'tag\\.ts', 'index\\.ts', 'cli\\.ts', 'embedded\\.ts', 'gtm\\.ts'].join('|')})(/|$)`,
              message: `${room} may import only ${['itself', ...allowed.rooms].join(', ')} (ARCHITECTURE.md, directions).`,
            },
            {
              regex: `^(?!\\.{1,2}/)(?!${[...inside, ...outside].join('|')})`,
              message: `${room} may import only these packages: ${allowed.packages.join(', ') || 'none'}.`,
            },
          ],
        },
      ],
    },
  };
});

const browserRooms = [
  'src/page/**',
  'src/signals/**',
  'src/sdk/**',
  'src/chat/**',
  'src/analytics/**',
  'src/inspector/**',
  'src/tag.ts',
  // Run in a page, all of it or in part.
  'test/browser/looks/*.js',
  'scripts/{stage,scenes,screens}.mjs',
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'cdn/',
      'coverage/',
      'src/core/generated/',
      'src/rules/generated/',
      'gtm-template/src/code.js',
      'test/browser/artifacts/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals: enums leave code behind.' },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector: 'AssignmentExpression > MemberExpression[property.name=/^(innerHTML|outerHTML)$/]',
          message: 'Build nodes; no string becomes markup.',
        },
        {
          selector:
            'CallExpression[callee.property.name=/^(insertAdjacentHTML|write|writeln)$/][callee.object.name="document"]',
          message: 'Build nodes; no string becomes markup.',
        },
        {
          selector:
            "CallExpression[callee.property.name='addEventListener'] > Literal[value=/^(before)?unload$/]",
          message: 'unload handlers keep a page out of the back/forward cache.',
        },
      ],
    },
  },
  {
    files: ['src/cli.ts', 'src/cli/**', 'src/emulator/shop/**', 'src/emulator/console/**'],
    rules: { 'no-console': 'off' },
  },
  { files: browserRooms, languageOptions: { globals: globals.browser } },
  { files: ['**/*.mjs', 'test/**'], languageOptions: { globals: globals.node } },
  { files: ['test/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  ...directionRules,
);
