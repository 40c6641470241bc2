import { useEffect, useState } from 'preact/hooks';
import { keep, recall } from '../kept';
import type { TimelineEntry, TimelinePage } from '../messages';
import { HubRefusal, type Phone } from '../phone';
import { format, language, say, type TextKey } from '../texts';
import { Page } from './page';
import { People } from './people';
import './record.css';

interface Read { entries: TimelineEntry[]; next: string | null; at: string }

/** Each fate has a sign and a word: colour alone would not be seen by everyone. */
const signs = { open: '…', answered: '✓', late: '△', missed: '✕', excused: '–' } as const;

type Fate = keyof typeof signs;

const fates = Object.keys(signs) as Fate[];

const noRecords: Record<string, Read> = {};

/** Everything that was recorded of the person, newest first, and what counted (SPEC Q10). */
export const Record = ({ phone }: { phone: Phone }) => {
  const person = phone.home?.person ?? phone.person;
  const [records, setRecords] = useState(() => recall('records', noRecords));
  const [isReading, setReading] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const read = records[person];

  const ask = async (before: string | null) => {
    setReading(true);
    setWrong(null);
    try {
      const page = await phone.ask<TimelinePage>('GetTimeline', { person: person === phone.person ? null : person, before });
      setRecords(known => {
        const former = before === null ? [] : known[person]?.entries ?? [];
        const all = {
          ...known, [person]: { entries: [...former, ...page.entries], next: page.next, at: phone.now().toISOString() },
        };
        if (before === null) {
          keep('records', all); // The newest page is enough without a connection.
        }
        return all;
      });
    } catch (error) {
      setWrong(error instanceof HubRefusal && error.message || null);
    } finally {
      setReading(false);
    }
  };
  const [hasMore, setHasMore] = useState(false);
  useEffect(() => setHasMore(false), [person, language()]);
  useEffect(() => {
    if (phone.isConnected && !hasMore) {
      ask(null); // A person who looks at earlier pages keeps them.
    }
  }, [person, phone.isConnected, phone.home?.at, language(), hasMore]);

  const zone = phone.home?.zone ?? undefined;
  const open = new Set(phone.home?.prompts.filter(prompt => prompt.state === 'open').map(prompt => Date.parse(prompt.issuedAt)));
  return (
    <Page title="app.record">
      <People phone={phone} />
      <p>{say('record.intro')}</p>
      <Counts />
      {!phone.isConnected && read && (
        <p class="banner" role="status">
          {say('record.kept', {
            date: format(read.at, { dateStyle: 'medium', timeZone: zone }),
            time: format(read.at, { timeStyle: 'short', timeZone: zone }),
          })}
        </p>
      )}
      {!phone.isConnected && !read && <p class="banner" role="status">{say('app.offline')}</p>}
      {wrong && <p class="wrong" role="alert">{wrong}</p>}
      {read?.entries.length === 0 && <p>{say('record.empty')}</p>}
      {read && days(read.entries, zone).map(([day, entries]) => (
        <section key={day}>
          <h2>{dayName(entries[0]!.at, phone.now(), zone)}</h2>
          <ol class="plain record">
            {entries.map((entry, index) => (
              <Entry key={index} entry={entry} zone={zone} isOpen={open.has(Date.parse(entry.at))} />
            ))}
          </ol>
        </section>
      ))}
      {isReading && <p role="status">{say('call.page.one-moment')}</p>}
      {read?.next && phone.isConnected && (
        <button type="button" class="quiet" disabled={isReading} onClick={() => { setHasMore(true); ask(read.next); }}>
          {say('record.more')}
        </button>
      )}
    </Page>
  );
};

interface EntryProps {
  entry: TimelineEntry;
  zone: string | undefined;
  /** Whether a request that was sent then is still open. */
  isOpen: boolean;
}

const Entry = ({ entry, zone, isOpen }: EntryProps) => {
  const fate = fates.find(one => one === entry.fate && (one !== 'open' || isOpen));
  return (
    <li data-code={entry.code}>
      <time dateTime={entry.at}>{format(entry.at, { timeStyle: 'short', timeZone: zone })}</time>
      <div>
        <p>{entry.text}</p>
        {fate && <p class="fate" data-fate={fate}><Sign fate={fate} />{say(`prompt.fate.${fate}`)}</p>}
        {entry.excuse && <p class="small">{entry.excuse}</p>}
      </div>
    </li>
  );
};

const Sign = ({ fate }: { fate: Fate }) => <span class="fate-sign" aria-hidden="true">{signs[fate]}</span>;

const Counts = () => (
  <details>
    <summary>{say('record.what-counts')}</summary>
    <dl>
      {fates.map(fate => (
        <div key={fate}>
          <dt class="fate" data-fate={fate}><Sign fate={fate} />{say(`prompt.fate.${fate}`)}</dt>
          <dd class="count-text">{say(`record.count.${fate}` satisfies TextKey)}</dd>
        </div>
      ))}
    </dl>
    <p>{say('record.decide')}</p>
  </details>
);

/** The entries by day, in the zone of the stay. */
const days = (entries: TimelineEntry[], zone: string | undefined) => {
  const found = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at, zone);
    found.set(day, [...(found.get(day) ?? []), entry]);
  }
  return [...found];
};

const dayOf = (moment: string | Date, zone: string | undefined) =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone })
    .format(new Date(moment));

/** The day with its name, and "today" or "yesterday" as the language says it. */
const dayName = (moment: string, now: Date, zone: string | undefined) => {
  const ago = Math.round((Date.parse(dayOf(moment, zone)) - Date.parse(dayOf(now, zone))) / 86_400_000);
  const name = format(moment, { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone });
  const near = ago === 0 || ago === -1
    ? new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(ago, 'day') : '';
  return near ? `${near.charAt(0).toLocaleUpperCase(language())}${near.slice(1)} · ${name}` : name;
};
