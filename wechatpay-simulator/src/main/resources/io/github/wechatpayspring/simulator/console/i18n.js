// The texts of the page in the chosen language.

import { remember, remembered } from './preferences.js';

export const LANGUAGES = [{ code: 'zh', name: '中文', tag: 'zh-CN' }, { code: 'en', name: 'English', tag: 'en' }];

let language = LANGUAGES[1];
let texts = {};

export const currentLanguage = () => language;

export const has = (key) => key in texts;

export function t(key, values = {}) {
	return (texts[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

// Of a text that the simulator sends in both languages.
export const localized = (text) => text?.[language.code] ?? text?.en ?? '';

export function preferredLanguage() {
	const wanted = [remembered('language'), ...navigator.languages].filter(Boolean);
	const found = wanted.map((tag) => LANGUAGES.find(({ code }) => tag.toLowerCase().split('-')[0] === code));
	return (found.find(Boolean) ?? LANGUAGES[1]).code;
}

export async function speak(code) {
	const response = await fetch(new URL(`texts/${code}.json`, import.meta.url));
	texts = await response.json();
	language = LANGUAGES.find((candidate) => candidate.code === code);
	document.documentElement.lang = language.tag;
}

export async function chooseLanguage(code) {
	remember('language', code);
	await speak(code);
}
