import type { DayStatus, Home } from '../messages';
import { format, say } from '../texts';

const signs: Record<DayStatus, string> = {
  complete: '✓', partial: '◐', missed: '○', excused: '–', today: '●', ahead: '',
};
const dayMs = 86_400_000;

/** The first moment of the day of entry, as a date without a clock. */
const entryOf = (home: Home) => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: home.zone ?? 'UTC' }).format(new Date(home.at));
  return Date.parse(today) - (home.day ?? 0) * dayMs;
};

/** The date of a day of the stay, as the language writes it. */
export const dateOf = (home: Home, day: number, options: Intl.DateTimeFormatOptions) =>
  format(new Date(entryOf(home) + day * dayMs), { ...options, timeZone: 'UTC' });

/** All days of the stay: what was done, what is excused, what comes. Each day has a sign and a word, not only a colour. */
export const Calendar = ({ home }: { home: Home }) => {
  const { firstDay, days } = home.progress!;
  const shown = [...new Set(days)];
  return (
    <section>
      <h2>{say('app.calendar')}</h2>
      <ol class="calendar">
        {days.map((status, index) => (
          <li key={index} class={status} aria-current={status === 'today' ? 'date' : undefined}>
            <span class="unseen">{say(`stay.progress.${status}`)}, </span>
            <span class="date">{dateOf(home, firstDay + index, { day: 'numeric', month: 'short' })}</span>
            <span class="mark" aria-hidden="true">{signs[status]}</span>
          </li>
        ))}
      </ol>
      <ul class="legend" aria-hidden="true">
        {shown.map(status => <li key={status}><b>{signs[status]}</b> {say(`stay.progress.${status}`)}</li>)}
      </ul>
    </section>
  );
};
