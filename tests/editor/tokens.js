// tokens.js - what the TextMate grammars of docs/editor make of a rule file: node tokens.js GRAMMARS MODULES [LUA_GRAMMAR] < FILE
// prints "line:text<TAB>scope" for each token, the innermost scope. Without LUA_GRAMMAR a Lua of strings and comments alone stands in for it.
'use strict';
const fs = require('fs');
const path = require('path');
const [grammars, modules, luaGrammar] = process.argv.slice(2);
const oniguruma = require(path.join(modules, 'vscode-oniguruma'));
const textmate = require(path.join(modules, 'vscode-textmate'));

const plainLua = JSON.stringify({
  scopeName: 'source.lua',
  patterns: [
    { name: 'comment.line.double-dash.lua', match: '--(?!\\[\\[).*$' },
    { name: 'string.quoted.other.multiline.lua', begin: '\\[(=*)\\[', end: '\\]\\1\\]' },
    { name: 'string.quoted.double.lua', begin: '"', end: '"' },
  ],
});

const files = {
  'source.lua': () => (luaGrammar ? fs.readFileSync(luaGrammar, 'utf8') : plainLua),
  'source.lunette.pattern': () => fs.readFileSync(path.join(grammars, 'lunette-pattern.tmLanguage.json'), 'utf8'),
  'source.lua.lunette.injection': () => fs.readFileSync(path.join(grammars, 'lunette-rules.tmLanguage.json'), 'utf8'),
};

async function main() {
  await oniguruma.loadWASM(fs.readFileSync(path.join(modules, 'vscode-oniguruma/release/onig.wasm')).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => (files[scope] ? textmate.parseRawGrammar(files[scope](), scope + '.json') : null),
    getInjections: (scope) => (scope === 'source.lua' ? ['source.lua.lunette.injection'] : undefined),
  });
  const grammar = await registry.loadGrammar('source.lua');
  let stack = textmate.INITIAL;
  fs.readFileSync(0, 'utf8').split('\n').forEach((line, i) => {
    const result = grammar.tokenizeLine(line, stack);
    for (const token of result.tokens) {
      const text = line.slice(token.startIndex, token.endIndex);
      if (text.trim()) console.log(`${i + 1}:${text.trim()}\t${token.scopes[token.scopes.length - 1]}`);
    }
    stack = result.ruleStack;
  });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
