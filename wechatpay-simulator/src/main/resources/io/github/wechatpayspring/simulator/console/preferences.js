// What the developer chose, kept by the browser if it keeps anything.

const PREFIX = 'wechatpay-simulator.';

export const THEMES = ['auto', 'light', 'dark'];

export function remembered(name) {
	try {
		return localStorage.getItem(PREFIX + name);
	}
	catch {
		return null;
	}
}

export function remember(name, value) {
	try {
		localStorage.setItem(PREFIX + name, value);
	}
	catch {
		// Then it holds until the page is left.
	}
}

export function theme() {
	return document.documentElement.dataset.theme ?? 'auto';
}

export function applyTheme(name) {
	if (name === 'light' || name === 'dark') {
		document.documentElement.dataset.theme = name;
	}
	else {
		delete document.documentElement.dataset.theme;
	}
}
