// The texts, of the server's catalogue: one language is loaded, and each text that is named here must exist.
type Catalogue = typeof import('../../Actors.Notifications/Texts/Catalogue/en.json');

/** The key of a text. */
export type TextKey = keyof Catalogue;

const files = import.meta.glob<Partial<Catalogue>>('../../Actors.Notifications/Texts/Catalogue/*.json', { import: 'default' });
const kept = 'actors.language';

/** The name of each language in itself, in the order of the server. */
export const languageNames = {
  en: 'English', ja: '日本語', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', ko: '한국어', vi: 'Tiếng Việt', pt: 'Português',
  es: 'Español', ne: 'नेपाली', tl: 'Tagalog',
};

/** The tag of a language. */
export type Language = keyof typeof languageNames;

/** The tags of all languages. */
export const languages = Object.keys(languageNames) as Language[];

let current: Language = 'en';
let texts: Partial<Catalogue> = {};

/** The language that is shown. */
export const language = () => current;

/** The text with a key, with values in its places. */
export const say = (key: TextKey, values: Record<string, string | number> = {}) =>
  (texts[key] ?? key).replace(/\{([\w-]+)\}/g, (place, name: string) => String(values[name] ?? place));

/** Loads a language, and keeps the choice if the person made it. */
export const loadLanguage = async (tag: Language, isChosen = false) => {
  texts = await files[`../../Actors.Notifications/Texts/Catalogue/${tag}.json`]!();
  current = tag;
  document.documentElement.lang = tag;
  document.title = say('centre.name');
  if (isChosen) {
    localStorage.setItem(kept, tag);
  }
};

/** The language that was chosen, otherwise the first of the browser that there is. */
export const preferredLanguage = (): Language => {
  const wishes = [localStorage.getItem(kept), new URLSearchParams(location.search).get('language'), ...navigator.languages];
  return wishes.map(wish => wish && match(wish)).find(tag => tag) || 'en';
};

const match = (wish: string): Language | undefined => {
  const tag = new Intl.Locale(wish).maximize();
  const name = tag.language === 'fil' ? 'tl' : tag.language === 'zh' ? `zh-${tag.script}` : tag.language;
  return languages.find(known => known === name);
};
