// Whatever a text holds, it stays text in each format.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from 'yaml';
import { registryMultiString, shellWord, systemdEnvironment, tomlString, xmlText, yamlString } from './quote.ts';

const awkward = ['plain', `"'\\`, 'a b', '$(id) `id`', '%i', '<&>', 'line\nline', 'naïve \u{1f600}', '\u007f'];

test('JSON strings are strings of YAML and TOML', () => {
  for (const text of awkward) {
    assert.equal(parse(yamlString(text)), text);
    assert.equal(JSON.parse(tomlString(text)), text);
    assert.doesNotMatch(tomlString(text), /[\u0000-\u001f\u007f]/); // toml.io/en/v1.0.0#string
  }
});

test('quotes, backslashes and per cent signs of a systemd variable are escaped', () => {
  assert.equal(systemdEnvironment('NAME', 'a"b\\c%i'), 'Environment="NAME=a\\"b\\\\c%%i"');
});

test('a shell word is plain or in single quotes', () => {
  assert.equal(shellWord('http://proxy.example.com:3128'), 'http://proxy.example.com:3128');
  assert.equal(shellWord(`it's $(id)`), `'it'\\''s $(id)'`);
  assert.equal(shellWord(''), "''");
});

test('markup in XML is escaped', () => {
  assert.equal(xmlText(`<a href="x">'&'</a>`), '&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;');
});

test('REG_MULTI_SZ ends every text and the list', () => {
  assert.equal(registryMultiString(['ab']), 'hex(7):61,00,62,00,00,00,00,00');
});
