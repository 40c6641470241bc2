// Finds words however they are written: full width or half width, upper or lower case, with or without diacritics, in hiragana
// or katakana. Words are found inside of others, too: Japanese and Chinese have no spaces.

/** Folds one character to those by which it is found. Marks of scripts such as Devanagari are letters and stay. */
const foldOne = (character: string) => character.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFKC').toLowerCase()
  .replace('đ', 'd').replace(/[\u30a1-\u30f6]/g, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60));

const fold = (text: string) => [...text].map(foldOne).join('');

/** The query, folded: as it stands if one of the texts has it, otherwise its words. */
export const wordsOf = (query: string, texts: string[]) => {
  const words = fold(query.normalize('NFKC')).split(/\s+/).filter(word => word !== '');
  const phrase = words.join(' ');
  return words.length > 1 && texts.some(text => placesOf(fold(text), phrase).length > 0) ? [phrase] : words;
};

/** Whether each word is in a text. */
export const isFound = (words: string[], text: string) => {
  const folded = fold(text);
  return words.every(word => placesOf(folded, word).length > 0);
};

/** How long a word must be to be found inside of another one, in scripts that have spaces between words. */
const longWord = 4;

/** Where a word is in a text; both are folded. */
const placesOf = (text: string, word: string) => {
  const isInside = word.length >= longWord || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word);
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (isInside || !/[\p{L}\p{M}]/u.test(text[at - 1] ?? '')) {
      places.push(at);
    }
  }
  return places;
};

/** Cuts a text into pieces that are a hit and pieces that are not. */
export const cut = (text: string, words: string[]) => {
  const characters = [...text];
  const origins: number[] = []; // Of each folded character.
  const folded = characters.map((character, at) => {
    const one = foldOne(character);
    origins.push(...Array.from({ length: one.length }, () => at));
    return one;
  }).join('');
  const hits = new Set<number>();
  for (const word of words) {
    for (const at of placesOf(folded, word)) {
      origins.slice(at, at + word.length).forEach(origin => hits.add(origin));
    }
  }
  const pieces: { text: string; isHit: boolean }[] = [];
  characters.forEach((character, at) => {
    const last = pieces.at(-1);
    if (last?.isHit === hits.has(at)) {
      last.text += character;
    } else {
      pieces.push({ text: character, isHit: hits.has(at) });
    }
  });
  return pieces;
};
