import { useEffect, useState } from 'preact/hooks';
import { lazy } from '../lazy';
import type { Home as HomeScreen } from '../messages';
import { type Phone, placeOf } from '../phone';
import { to } from '../route';
import { format, say } from '../texts';
import { isTrial, Officer } from '../trial';
import { Banners } from './banners';
import { Before } from './before';
import { CallMe, Coming } from './call/coming';
import { Calendar, dateOf } from './calendar';
import { People } from './people';
import { Distance } from './position';
import { Today } from './today';

const Centres = lazy(async () => (await import('./centres')).Centres);

/** Texts that the screen says in its own way. */
const ends = ['stay.end-date', 'stay.remaining'];
const own = [...ends, 'refusal.no-stay', 'stay.day', 'check-in.not-yet'];

const redrawMs = 15_000;

/** What the person does today, and how the stay goes. */
export const Home = ({ phone }: { phone: Phone }) => {
  const [, draw] = useState(0);
  useEffect(() => {
    const look = () => {
      draw(time => time + 1); // The minutes that are left.
      phone.refresh();
    };
    const timer = setInterval(look, redrawMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [phone]);

  const { home } = phone;
  if (!home || phone.problem) {
    return <div role="status"><h1>{phone.problem?.message ?? say('call.page.one-moment')}</h1></div>;
  }
  return (
    <>
      <People phone={phone} />
      <Banners phone={phone} home={home} />
      <Received phone={phone} home={home} />
      {home.progress && home.day !== null && <Stay home={home} />}
      {home.state === 'ended' && <h1>{say('app.over')}</h1>}
      {home.texts.filter(text => !own.includes(text.key) && !text.key.startsWith('phone.'))
        .map(text => <p key={text.key} class="text">{text.text}</p>)}
      {home.state === 'none' && isTrial && <Officer phone={phone} />}
      {home.state === 'none' && <Before phone={phone} />}
      <Coming phone={phone} />
      {home.checklist && home.state !== 'ended' && <Today phone={phone} home={home} />}
      {home.checklist && home.state !== 'ended' && <CallMe phone={phone} />}
      {home.progress && <Calendar home={home} />}
      <ul class="links">
        {home.state === 'ended' && <li><a href={to('record')}>{say('app.record')}</a></li>}
        <li><a href={to('manual')}>{say('app.manual')}</a></li>
      </ul>
    </>
  );
};

/** The day as a ring, and the date of release with the reason why it is that date. */
const Stay = ({ home }: { home: HomeScreen }) => {
  const [day, last, first] = [home.day!, home.lastDay!, home.progress!.firstDay];
  const date: Intl.DateTimeFormatOptions = { dateStyle: 'full' };
  return (
    <section class="stay">
      <Ring day={day} last={last} />
      <div>
        <h1>{say('stay.day', { day, last })}</h1>
        {home.endDate && (
          <>
            {home.texts.filter(text => ends.includes(text.key)).map(text => <p key={text.key}>{text.text}</p>)}
            <details>
              <summary>{say('app.why-date')}</summary>
              <p>{say('app.why-date-text', { entry: dateOf(home, first, date), first, last, date: dateOf(home, last, date) })}</p>
              <p>{say('app.free-at', {
                time: format(home.endsAt!, { dateStyle: 'full', timeStyle: 'short', timeZone: home.zone ?? 'UTC' }),
              })}</p>
            </details>
          </>
        )}
      </div>
    </section>
  );
};

/** What the server said to the last answer of the person, with the time of the answer. */
const Received = ({ phone, home }: { phone: Phone; home: HomeScreen }) => {
  const { received } = phone;
  if (!received || received.person !== home.person) {
    return null;
  }
  const { receipt, fix, at } = received;
  const isAskedAgain = receipt.code === 'secondFixWanted' || receipt.code === 'positionUnusable';
  const place = placeOf(home.person);
  return (
    <>
      <div class={`banner ${receipt.error ? 'wrong' : isAskedAgain ? '' : 'good'}`} role="status">
        <p class="said">{receipt.text}</p>
        {!receipt.error && (
          <p class="hint">✓ {say('app.sent-at', { time: format(at, { timeStyle: 'short', timeZone: home.zone ?? 'UTC' }) })}</p>
        )}
      </div>
      {receipt.code === 'secondFixWanted' && place && fix && <Distance place={place} fix={fix} />}
      {receipt.code === 'symptomsReceived' && <Centres phone={phone} />}
    </>
  );
};

/** The days of the stay as a ring: how much of it is over. The text beside it says the same. */
const Ring = ({ day, last }: { day: number; last: number }) => {
  const length = 2 * Math.PI * 44;
  return (
    <svg class="ring" viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="44" class="ahead" />
      <circle cx="50" cy="50" r="44" class="over" stroke-dasharray={`${length * Math.min(1, day / last)} ${length}`} />
      <text x="50" y="59">{day}</text>
    </svg>
  );
};
