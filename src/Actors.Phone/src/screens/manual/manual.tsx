import './manual.css';
import { useEffect, useState } from 'preact/hooks';
import { keep, recall } from '../../kept';
import type { Phone } from '../../phone';
import { readStatus } from '../../registration';
import { to } from '../../route';
import { format, loadPart, say } from '../../texts';
import { Page } from '../page';
import type { Contacts } from '../settings/use-status';
import { drawings } from './drawings';
import { blocksOf, groups, type ManualPage, linesOf, pages } from './pages';
import { cut, isFound, wordsOf } from './search';

type Values = Record<string, string | number>;

/** What was searched for: it stays while the person looks at a page that was found. */
let sought = '';

/** Loads what the manual needs, so that it is there off line. */
export const prepareManual = async () => { await Promise.all([loadPart('manual'), readContacts()]); };

const readContacts = async () => {
  const { appContact, detailsContact } = await readStatus(recall('token', ''));
  keep('contacts', { appContact, detailsContact } satisfies Contacts);
};

/** The values that the texts name, as far as they are known. */
const valuesOf = ({ home }: Phone): Values => {
  const time = (moment: string) => format(
    moment, { hour: 'numeric', minute: '2-digit', ...(home?.zone && { timeZone: home.zone }) });
  const contacts = recall<Contacts | null>('contacts', null);
  return {
    ...(contacts && { contact: contacts.appContact, details: contacts.detailsContact }),
    ...(home?.lastDay && { days: home.lastDay }),
    ...(home?.checklist && { from: time(home.checklist.healthFrom), until: time(home.checklist.healthUntil) }),
  };
};

const textOf = (page: ManualPage, values: Values) => [say(page.name), ...linesOf(say(page.text, values))].join('\n');

/** The words to look for. */
const seek = (query: string, values: Values) => wordsOf(query, pages.map(page => textOf(page, values)));

/** The manual: the list of pages with a search, or one page. */
export const Manual = ({ phone, page }: { phone: Phone; page: string }) => {
  const [, draw] = useState(0);
  useEffect(() => { readContacts().then(() => draw(time => time + 1), () => {}); }, []);
  const values = valuesOf(phone);
  const shown = pages.find(one => one.id === page);
  return <div class="manual">{shown ? <Reading page={shown} values={values} /> : <List values={values} />}</div>;
};

const List = ({ values }: { values: Values }) => {
  const [query, setQuery] = useState(sought);
  const words = seek(query, values);
  const found = pages.filter(page => isFound(words, textOf(page, values)));
  const search = (text: string) => {
    sought = text;
    setQuery(text);
  };
  return (
    <Page title="app.manual" back={['settings', 'app.more']}>
      <form role="search" onSubmit={event => event.preventDefault()}>
        <label for="search">{say('manual.search')}</label>
        <input
          id="search" type="search" autocomplete="off" enterkeyhint="search" value={query}
          onInput={event => search(event.currentTarget.value)} />
      </form>
      <p class="hint" role="status">
        {words.length > 0 && say(found.length > 0 ? 'manual.found' : 'manual.none', { count: found.length })}
      </p>
      {words.length === 0 && groups.map(group => (
        <section key={group.name}>
          <h2>{say(group.name)}</h2>
          <ul>{group.pages.map(page => <li key={page.id}><a href={to(`manual/${page.id}`)}>{say(page.name)}</a></li>)}</ul>
        </section>
      ))}
      {words.length > 0 && (
        <ul>
          {found.map(page => <Hit key={page.id} page={page} words={words} values={values} />)}
          {found.length === 0 && <li><a href={to('manual/contacts')}>{say('manual.contacts.name')}</a></li>}
        </ul>
      )}
    </Page>
  );
};

/** A page that was found, with the first line that has a word of the search. */
const Hit = ({ page, words, values }: { page: ManualPage; words: string[]; values: Values }) => {
  const line = linesOf(say(page.text, values)).find(one => words.some(word => isFound([word], one)));
  return (
    <li>
      <a href={to(`manual/${page.id}`)}><span><Marked text={say(page.name)} words={words} /></span></a>
      {line && <p><Marked text={line.replace(/^[=-] /, '')} words={words} /></p>}
    </li>
  );
};

const Reading = ({ page, values }: { page: ManualPage; values: Values }) => {
  const words = seek(sought, values);
  const Drawing = drawings[page.id];
  const at = pages.indexOf(page);
  const [previous, next] = [pages[at - 1], pages[at + 1]];
  return (
    <Page title={page.name} back={['manual', 'manual.all']}>
      {Drawing && <Drawing />}
      {blocksOf(say(page.text, values)).map((block, number) => block.kind === 'steps'
        ? <ol key={number}>{block.lines.map(line => <li key={line}><Marked text={line} words={words} /></li>)}</ol>
        : block.kind === 'heading'
          ? <h2 key={number}><Marked text={block.text} words={words} /></h2>
          : <p key={number}><Linked text={block.text} words={words} /></p>)}
      <div class="turn">
        {previous && <a href={to(`manual/${previous.id}`)}><span>{say('manual.previous')}</span> {say(previous.name)}</a>}
        {next && <a class="next" href={to(`manual/${next.id}`)}><span>{say('manual.next')}</span> {say(next.name)}</a>}
      </div>
    </Page>
  );
};

/** A paragraph whose address for e-mails can be tapped. */
const Linked = ({ text, words }: { text: string; words: string[] }) => {
  const [, before, address, after] = /^(.*?)([\w.+-]+@[\w.-]+\w)(.*)$/.exec(text) ?? [];
  return address
    ? <>{before}<a href={`mailto:${address}`}>{address}</a>{after}</>
    : <Marked text={text} words={words} />;
};

const Marked = ({ text, words }: { text: string; words: string[] }) => (
  <>{cut(text, words).map(piece => piece.isHit ? <mark>{piece.text}</mark> : piece.text)}</>
);
