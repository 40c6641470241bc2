import { useEffect, useRef, useState } from 'preact/hooks';
import type { Notice } from '../messages';
import { nameOf } from '../people';
import type { Phone } from '../phone';
import { to } from '../route';
import { format, say, type TextKey } from '../texts';
import { Page } from './page';
import './messages.css';

/** What to do about a message, by its kind: a screen, and what its link says. */
const actions: Record<string, [string, TextKey]> = {
  registration: ['settings/details', 'messages.registration'],
  otherPhone: ['settings/other-phone', 'messages.other-phone'],
  settings: ['manual/history', 'messages.settings'],
};

/** How long a message is in view before it counts as read. */
const readAfterMs = 1_000;

/** What the centre wrote to the person. */
export const Messages = ({ phone }: { phone: Phone }) => (
  <Page title="app.messages">
    {phone.notices.length === 0 && <p>{say('messages.empty')}</p>}
    <ol class="plain messages">
      {phone.notices.map(notice => <Message key={notice.at} phone={phone} notice={notice} />)}
    </ol>
  </Page>
);

const Message = ({ phone, notice }: { phone: Phone; notice: Notice }) => {
  const [wasNew] = useState(!notice.readAt);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!wasNew) {
      return undefined;
    }
    let timer = 0;
    const watch = new IntersectionObserver(([seen]) => {
      clearTimeout(timer);
      if (seen?.isIntersecting) {
        timer = window.setTimeout(() => { watch.disconnect(); phone.read(notice); }, readAfterMs);
      }
    }, { threshold: 0.6 });
    watch.observe(item.current!);
    return () => { clearTimeout(timer); watch.disconnect(); };
  }, []);

  const action = actions[notice.kind];
  const zone = phone.homes.find(home => home.person === notice.person)?.zone ?? undefined;
  return (
    <li ref={item} class={wasNew ? 'new' : undefined}>
      <p class="small">
        {wasNew && <strong class="mark"><span aria-hidden="true">● </span>{say('messages.new')}</strong>}
        <time dateTime={notice.at}>{format(notice.at, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })}</time>
        {notice.person !== phone.person && <span>{nameOf(phone, notice.person)}</span>}
      </p>
      <p>{notice.text}</p>
      {action && <a class="link line" href={to(action[0])}>{say(action[1])}</a>}
      {notice.kind === 'wellBeing' && <p class="good">{say('messages.well-being')}</p>}
    </li>
  );
};
