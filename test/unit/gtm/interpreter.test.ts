import { runProgram } from '../../../src/gtm/interpreter.ts';
import { parseCode } from '../../../src/gtm/syntaxTree.ts';
import { toPage } from '../../../src/gtm/boundary.ts';

const run = (code: string, globals: Readonly<Record<string, unknown>> = {}): unknown =>
  toPage(runProgram(parseCode(code), { name: 'template', globals }));

describe('the interpreter: what ordinary JavaScript does too', () => {
  it.each<[string, string, unknown]>([
    ['closures', 'let n = 0; const add = (k) => { n += k; return n; }; add(2); return add(3);', 5],
    ['hoisting', 'const r = f(); function f() { return x; } var x = 1; return [r, x];', [undefined, 1]],
    ['recursion', 'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); } return f(12);', 144],
    [
      'named function expressions',
      'const f = function g(n) { return n ? g(n - 1) : "end"; }; return f(3);',
      'end',
    ],
    ['arguments', 'function f() { return arguments.length + arguments[1]; } return f(1, 5);', 7],
    [
      'let per round',
      'const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f());',
      [0, 1, 2],
    ],
    [
      'var shared',
      'const fs = []; for (var i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f());',
      [3, 3, 3],
    ],
    [
      'continue and break',
      'let s = ""; for (const c of "abcdef") { if (c === "b") continue; if (c === "e") break; s += c; } return s;',
      'acd',
    ],
    ['for-in', 'const k = []; for (const key in {a: 1, b: 2}) k.push(key); return k;', ['a', 'b']],
    ['while and do', 'let i = 0; while (i < 3) { i++; } do { i += 10; } while (i < 20); return i;', 23],
    [
      'return out of loops',
      'const f = () => { for (const x of [1, 2]) { while (true) { return x; } } }; return f();',
      1,
    ],
    [
      'switch falls through',
      'const r = []; switch (2) { case 1: r.push(1); case 2: r.push(2); case 3: r.push(3); break; default: r.push(4); } return r;',
      [2, 3],
    ],
    ['switch default', 'switch (9) { case 1: return 1; default: return "d"; }', 'd'],
    [
      'short circuit',
      'let n = 0; const f = () => { n++; return true; }; false && f(); true || f(); return n;',
      0,
    ],
    ['shadowing', 'const x = 1; { const x = 2; } const f = (x) => x; return [x, f(3)];', [1, 3]],
    [
      'operators',
      'return [7 % 4, 1 << 3, -1 >>> 28, 5 & 3, 5 | 3, 5 ^ 3, ~0, "2" * "3", +"4", 1 + "1"];',
      [3, 8, 15, 1, 7, 6, -1, 6, 4, '11'],
    ],
    ['equality', 'return [1 == "1", null == undefined, 1 === "1", [1] == "1"];', [true, true, false, true]],
    [
      'updates',
      'const o = {n: 1}; const a = o.n++; const b = ++o.n; o.n -= 2; return [a, b, o.n];',
      [1, 3, 1],
    ],
    [
      'array methods',
      'return [[3, 1, 2].sort(), [1, 2].concat([3]).reverse(), [1, [2]].join("-"), [10, 9].sort((a, b) => a - b)];',
      [[1, 2, 3], [3, 2, 1], '1-2', [9, 10]],
    ],
    [
      'text methods',
      'return ["a,b".split(","), " x ".trim(), "abc".slice(1), "aXbX".replace("X", "-"), "abc".length];',
      [['a', 'b'], 'x', 'bc', 'a-bX', 3],
    ],
  ])('%s', (_, code, expected) => {
    expect(run(code)).toEqual(expected);
  });
});

describe('the interpreter: what the sandbox does its own way', () => {
  it.each<[string, string, unknown]>([
    [
      'an unknown name reads as undefined',
      'return [typeof JSON, window, Array];',
      ['undefined', undefined, undefined],
    ],
    ['an assignment to a constant is ignored', 'const x = 1; x = 2; return x;', 1],
    ['patterns are texts', 'return "a-12-b".match("[0-9]+")[0] + "abc".search("c");', '122'],
    [
      'no prototype is in reach',
      'const o = {}; return [o.constructor, o.__proto__, [].constructor, "".constructor, (() => 1).constructor, (() => 1).call];',
      Array(6).fill(undefined),
    ],
    [
      'a key named __proto__ is a key',
      'const o = {}; o.__proto__ = {x: 1}; return [o.x, o.hasOwnProperty("__proto__")];',
      [undefined, true],
    ],
    ['records have a text', 'return "" + {} + {}.toString();', '[object Object][object Object]'],
    [
      'functions hold properties',
      'const f = () => 1; f.a = 2; return [f.a, f.length, f.name];',
      [2, undefined, undefined],
    ],
  ])('%s', (_, code, expected) => {
    expect(run(code)).toEqual(expected);
  });

  it.each([
    ['a write to an undeclared name', 'x = 1;', 'x is not declared'],
    ['a member of nothing', 'const x = undefined;\nreturn x.name;', 'line 2: cannot read name of undefined'],
    [
      'a member of what nothing declares',
      'return missing.name;',
      'cannot read name of missing, which is not declared and so undefined; the sandbox has no globals',
    ],
    ['a name of the sandbox that was not required', 'JSON.parse("1");', "is require('JSON') meant?"],
    ['a name like one of the sandbox', 'encodeURIComponent("1");', "is require('encodeUriComponent') meant?"],
    ['a method that is not in the table', '["a"].includes("a");', '["a"].includes is not a function'],
    ['a call of nothing', 'parseInt("1");', 'cannot call parseInt, which is not declared'],
    ['a call of something else', 'const x = 1; x();', 'x is not a function'],
    ['for-of over a record', 'for (const x of {}) {}', 'for-of takes arrays and strings, not object'],
    ['an endless loop', 'while (true) {}', 'runs too long'],
    ['endless recursion', 'const f = () => f(); f();', 'too deeply'],
  ])('%s ends the run', (_, code, message) => {
    expect(() => run(code)).toThrow(message.replace('["a"]', 'the value'));
  });

  it('names the line also for a function that the page calls later', () => {
    let later: (() => unknown) | undefined;
    run('keep(() => {\n  return [][0].name;\n});', {
      keep: (call: () => unknown) => {
        later = call;
      },
    });
    expect(() => later?.()).toThrow('template line 2: cannot read name of undefined');
  });
});
