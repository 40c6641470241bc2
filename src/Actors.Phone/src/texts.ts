// The texts, of the server's catalogue: parts of one language are loaded, and each text that is named here must exist.
import { keep, recall } from './kept';

type Catalogue = typeof import('../../Actors.Notifications/Texts/Catalogue/en.json');
type Texts = Partial<Catalogue>;

/** The key of a text. */
export type TextKey = keyof Catalogue;

const directory = '../../Actors.Notifications/Texts/Catalogue';
const files = {
  core: import.meta.glob<Texts>('../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=core', import: 'default' }),
  call: import.meta.glob<Texts>('../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=call', import: 'default' }),
  entry: import.meta.glob<Texts>(
    '../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=entry', import: 'default' }),
  health: import.meta.glob<Texts>(
    '../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=health', import: 'default' }),
  manual: import.meta.glob<Texts>(
    '../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=manual', import: 'default' }),
  own: import.meta.glob<Texts>('../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=own', import: 'default' }),
  trial: import.meta.glob<Texts>(
    '../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=trial', import: 'default' }),
  push: import.meta.glob<Texts>('../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=push', import: 'default' }),
};

/** A part of the texts, which is loaded when a screen needs it. */
export type Part = keyof typeof files;

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
let texts: Texts = {};
const loaded = new Set<Part>(['core']);

/** The language that is shown. */
export const language = () => current;

/** The text with a key, with values in its places. `{n, plural, one {…} other {…}}` chooses by the rules of the language. */
export const say = (key: TextKey, values: Record<string, string | number> = {}) => fill(texts[key] ?? key, values);

const fill = (text: string, values: Record<string, string | number>): string => text
  .replace(/\{([\w-]+), plural, ((?:[=\w]+ \{(?:[^{}]|\{[^{}]*\})*\}\s*)+)\}/g, (_, name: string, cases: string) => {
    const forms = new Map(Array.from(
      cases.matchAll(/([=\w]+) \{((?:[^{}]|\{[^{}]*\})*)\}/g), ([, form, value]) => [form!, value!]));
    const count = Number(values[name]);
    return forms.get(`=${count}`) ?? forms.get(new Intl.PluralRules(current).select(count)) ?? forms.get('other')!;
  })
  .replace(/\{([\w-]+)\}/g, (place, name: string) => String(values[name] ?? place));

/** Loads a language, and keeps the choice if the person made it. */
export const loadLanguage = async (tag: Language, isChosen = false) => {
  texts = Object.assign({}, ...await Promise.all([...loaded].map(part => read(part, tag))));
  current = tag;
  document.documentElement.lang = tag;
  document.title = say('centre.name');
  if (isChosen) {
    keep('language', tag);
  }
};

/** Loads a part of the texts in the language that is shown, if it is not there yet. */
export const loadPart = async (part: Part) => {
  if (!loaded.has(part)) {
    const more = await read(part, current);
    loaded.add(part);
    texts = { ...texts, ...more };
  }
};

const read = (part: Part, tag: Language) => files[part][`${directory}/${tag}.json`]!();

/** The locale for dates: those of the server's English texts have the day first. */
export const locale = () => current === 'en' ? 'en-GB' : current;

/** A moment as a time of day (from 0 to 24 hours, as in the server's texts) or as a day, as the language writes it. */
export const format = (moment: Date | string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { hourCycle: 'h23', ...options }).format(new Date(moment));

/** The language that was chosen, otherwise the first of the browser that there is. */
export const preferredLanguage = (): Language => {
  const wishes = [
    recall<string | null>('language', null), new URLSearchParams(location.search).get('language'), ...navigator.languages,
  ];
  return wishes.map(wish => wish && match(wish)).find(tag => tag) || 'en';
};

const match = (wish: string): Language | undefined => {
  const tag = new Intl.Locale(wish).maximize();
  const name = tag.language === 'fil' ? 'tl' : tag.language === 'zh' ? `zh-${tag.script}` : tag.language;
  return languages.find(known => known === name);
};
