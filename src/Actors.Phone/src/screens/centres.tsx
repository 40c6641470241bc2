import { useEffect, useState } from 'preact/hooks';
import { keep, recall } from '../kept';
import type { Centre } from '../messages';
import type { Phone } from '../phone';
import { say } from '../texts';

/** Whom to call about one's health. The line of the country is kept on the phone, so it is there without a connection. */
export const Centres = ({ phone }: { phone: Phone }) => {
  const [found, setFound] = useState<Centre[]>(recall('centres', []));
  const [place, setPlace] = useState('');
  const [isUnknown, setUnknown] = useState(false);

  const find = async (wanted: string | null) => {
    const { centres } = await phone.ask<{ centres: Centre[] }>('FindCentres', { place: wanted });
    setFound(centres);
    setUnknown(!!wanted && centres.every(centre => centre.area === ''));
    if (!wanted) {
      keep('centres', centres);
    }
  };

  useEffect(() => {
    if (phone.isConnected) {
      find(null).catch(() => {});
    }
  }, [phone.isConnected]);

  return (
    <section class="card">
      <h2>{say('health.contact-title')}</h2>
      {found.map(centre => (
        <div key={centre.name} class="centre">
          <p><b>{centre.name}</b>{centre.area && ` (${centre.area})`}</p>
          {centre.phones.map(number => <a key={number} class="call" href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>)}
          <p class="hint">{[centre.hours, ...centre.languages].filter(Boolean).join(' · ')}</p>
        </div>
      ))}
      {found.length === 0 && <p>{say('app.no-centre')}</p>}
      {isUnknown && <p role="status" class="hint">{say('app.centre-unknown')}</p>}
      <form onSubmit={event => { event.preventDefault(); find(place.trim() || null).catch(() => {}); }}>
        <div class="entry">
          <label for="place">{say('app.centre-place')}</label>
          <input
            id="place" value={place} maxLength={100} autocomplete="address-level2"
            onInput={event => setPlace(event.currentTarget.value)} />
        </div>
        <button class="quiet" disabled={!phone.isConnected}>{say('app.centre-find')}</button>
      </form>
    </section>
  );
};
