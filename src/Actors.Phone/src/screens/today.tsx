import { useEffect, useState } from 'preact/hooks';
import type { Checklist, Home, Prompt } from '../messages';
import { type Phone, placeOf } from '../phone';
import { go } from '../route';
import { format, locale, say, type TextKey } from '../texts';
import { PlaceOfToday, ReportPosition } from './position';

/** What the person does today: the most urgent as the one big button. */
export const Today = ({ phone, home }: { phone: Phone; home: Home }) => {
  const list = home.checklist!;
  const zone = home.zone ?? 'UTC';
  const place = placeOf(home.person);
  const [isMoving, setMoving] = useState(false);
  const prompts = home.prompts.filter(prompt => prompt.kind !== 'health');
  const health = home.prompts.find(prompt => prompt.kind === 'health');
  const isHealthOpen = !!health || list.health === 'open' || list.health === 'overdue';
  useOpened(phone, home);

  return (
    <section>
      <h2>{say('app.today')}</h2>
      {!list.checkedIn && (
        <div class="card now">
          <p>{say('check-in.not-yet')}</p>
          <ReportPosition phone={phone} label={say('action.check-in')} isMain report={fix => phone.checkIn(home.person, fix)} />
        </div>
      )}
      {prompts.map(prompt => (
        <div class="card now" key={prompt.handle} data-prompt={prompt.handle}>
          <p>{prompt.kind === 'secondFix' ? say('prompt.location.second-fix') : prompt.text}</p>
          <Due phone={phone} prompt={prompt} zone={zone} />
          <ReportPosition
            phone={phone} label={say('action.report-location')} isMain
            report={fix => phone.reportLocation(home.person, fix, prompt.handle)} />
        </div>
      ))}
      <ul class="tasks">
        <Task isDone={list.locationDue > 0 && list.locationAnswered >= list.locationDue} name="action.report-location">
          <p>
            {list.locationDue === 0
              ? say('app.no-location-due')
              : say('app.location-count', { answered: list.locationAnswered, due: list.locationDue })}
          </p>
          {prompts.length === 0 && list.checkedIn && (
            <ReportPosition
              phone={phone} label={say('action.report-location')} isMain={false}
              report={fix => phone.reportLocation(home.person, fix, null)} />
          )}
        </Task>
        <Task isDone={list.health === 'done' || list.health === 'late'} name="action.report-health">
          <p>{healthText(list, zone)}</p>
          {health && <Due phone={phone} prompt={health} zone={zone} />}
          {(isHealthOpen || list.health === 'notYet' || list.health === 'notAsked') && (
            <button
              type="button" class={isHealthOpen && prompts.length === 0 && list.checkedIn ? '' : 'quiet'}
              onClick={() => go('health')}>
              {say('action.report-health')}
            </button>
          )}
        </Task>
      </ul>
      {list.checkedIn && (
        <div class="card">
          {place ? <PlaceOfToday place={place} zone={zone} /> : <p class="place-name">{say('check-in.place-label')}: ✓</p>}
          {!isMoving && <button type="button" class="quiet" onClick={() => setMoving(true)}>{say('app.moved')}</button>}
          {isMoving && (
            <>
              <p>{say('app.moved-hint')}</p>
              <ReportPosition
                phone={phone} label={say('action.check-in')} isMain={false}
                report={fix => { phone.checkIn(home.person, fix); setMoving(false); }} />
            </>
          )}
        </div>
      )}
    </section>
  );
};

const Task = ({ isDone, name, children }: { isDone: boolean; name: TextKey; children: preact.ComponentChildren }) => (
  <li>
    <h3><span class="sign" aria-hidden="true">{isDone ? '✓' : '○'}</span>{say(name)}</h3>
    {children}
  </li>
);

/** Tells the server that the person has seen what is asked. */
const useOpened = (phone: Phone, home: Home) => {
  const handles = home.prompts.map(prompt => prompt.handle).join(' ');
  useEffect(() => {
    if (phone.isConnected && document.visibilityState === 'visible') {
      home.prompts.forEach(prompt => phone.open(home.person, prompt.handle));
    }
  }, [handles, phone.isConnected]);
};

const healthText = (list: Checklist, zone: string) => {
  const time = (moment: string) => format(moment, { timeStyle: 'short', timeZone: zone });
  return say(`app.health-${healthKeys[list.health]}`, { from: time(list.healthFrom), until: time(list.healthUntil) });
};

const healthKeys = {
  notAsked: 'not-asked', notYet: 'not-yet', open: 'due', overdue: 'overdue', done: 'done', late: 'late',
} as const;

/** Until when an answer is in time, and how long that is from now. */
const Due = ({ phone, prompt, zone }: { phone: Phone; prompt: Prompt; zone: string }) => {
  const time = format(prompt.closesAt, { timeStyle: 'short', timeZone: zone });
  const minutes = Math.round((Date.parse(prompt.closesAt) - phone.now().getTime()) / 60_000);
  if (prompt.state === 'late' || minutes <= 0) {
    return <p class="due">{say('app.late-is-fine')}</p>;
  }
  const relative = new Intl.RelativeTimeFormat(locale(), { style: 'short' });
  const left = minutes < 60 ? relative.format(minutes, 'minute') : relative.format(Math.round(minutes / 60), 'hour');
  return <p class="due">{say('app.due', { time, left })}</p>;
};
