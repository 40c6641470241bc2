import type { TextKey } from '../../texts';

/** A page: its part of the address, and the keys of its name and its text. */
export interface ManualPage { id: string; name: TextKey; text: TextKey }

/** The pages under their headings, in reading order. */
export const groups: { name: TextKey; pages: ManualPage[] }[] = [
  {
    name: 'manual.group-arrival',
    pages: [
      { id: 'duties', name: 'manual.duties.name', text: 'manual.duties.text' },
      { id: 'before', name: 'manual.before.name', text: 'manual.before.text' },
      { id: 'install', name: 'manual.install.name', text: 'manual.install.text' },
      { id: 'register', name: 'manual.register.name', text: 'manual.register.text' },
      { id: 'again', name: 'manual.again.name', text: 'manual.again.text' },
      { id: 'settings', name: 'manual.settings.name', text: 'manual.settings.text' },
      { id: 'details', name: 'manual.details.name', text: 'manual.details.text' },
    ],
  },
  {
    name: 'manual.group-days',
    pages: [
      { id: 'home', name: 'manual.home.name', text: 'manual.home.text' },
      { id: 'check-in', name: 'manual.check-in.name', text: 'manual.check-in.text' },
      { id: 'location', name: 'manual.location.name', text: 'manual.location.text' },
      { id: 'health', name: 'manual.health.name', text: 'manual.health.text' },
      { id: 'calls', name: 'manual.calls.name', text: 'manual.calls.text' },
      { id: 'call-help', name: 'manual.call-help.name', text: 'manual.call-help.text' },
      { id: 'messages', name: 'manual.messages.name', text: 'manual.messages.text' },
    ],
  },
  {
    name: 'manual.group-good',
    pages: [
      { id: 'record', name: 'manual.record.name', text: 'manual.record.text' },
      { id: 'leaving', name: 'manual.leaving.name', text: 'manual.leaving.text' },
      { id: 'history', name: 'manual.history.name', text: 'manual.history.text' },
      { id: 'exposure', name: 'manual.exposure.name', text: 'manual.exposure.text' },
      { id: 'after', name: 'manual.after.name', text: 'manual.after.text' },
    ],
  },
  {
    name: 'manual.group-help',
    pages: [
      { id: 'trouble', name: 'manual.trouble.name', text: 'manual.trouble.text' },
      { id: 'contacts', name: 'manual.contacts.name', text: 'manual.contacts.text' },
    ],
  },
];

/** All pages, in reading order. */
export const pages = groups.flatMap(group => group.pages);

/** A part of a page: a heading, a paragraph, or steps. */
export type Block = { kind: 'heading' | 'paragraph'; text: string } | { kind: 'steps'; lines: string[] };

/** The lines of a text that can be shown: not those with a value that is not known yet. */
export const linesOf = (text: string) => text.split('\n').filter(line => !/\{\w+\}/.test(line));

/** Reads a text: a line with "= " is a heading, one with "- " a step, any other a paragraph. */
export const blocksOf = (text: string) => {
  const blocks: Block[] = [];
  for (const line of linesOf(text)) {
    const last = blocks.at(-1);
    if (line.startsWith('= ')) {
      blocks.push({ kind: 'heading', text: line.slice(2) });
    } else if (!line.startsWith('- ')) {
      blocks.push({ kind: 'paragraph', text: line });
    } else if (last?.kind === 'steps') {
      last.lines.push(line.slice(2));
    } else {
      blocks.push({ kind: 'steps', lines: [line.slice(2)] });
    }
  }
  return blocks;
};
