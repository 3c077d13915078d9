import { writeFileSync } from 'node:fs';

// Writes a program as the console shows it: by the module that its page is given, for a merchant as that page sees it.
const [baseUrl, kind, id, file] = process.argv.slice(2);

const module = await (await fetch(`${baseUrl}/_simulator/console/snippets.js`)).text();
const { SNIPPETS } = await import(`data:text/javascript,${encodeURIComponent(module)}`);
const { merchants } = await (await fetch(`${baseUrl}/_simulator/merchants`)).json();

writeFileSync(file, SNIPPETS[kind](merchants.find(({ mchid }) => mchid === id), baseUrl));
