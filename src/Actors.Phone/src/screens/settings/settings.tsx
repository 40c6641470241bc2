import type { ComponentType } from 'preact';
import { lazy } from '../../lazy';
import type { Phone } from '../../phone';
import { to } from '../../route';
import { type Language, say, type TextKey } from '../../texts';
import { LanguagePicker } from '../language';
import { Page } from '../page';
import './settings.css';

interface Props { phone: Phone; page: string; choose: (tag: Language) => void }

type Screen = ComponentType<{ phone: Phone }>;

/** The pages in groups: the route, what the list says, and the screen. */
const groups: [TextKey, [string, TextKey, Screen][]][] = [
  ['settings.group-you', [
    ['details', 'settings.details', lazy(async () => (await import('./details')).DetailsPage)],
    ['companions', 'settings.companions', lazy(async () => (await import('./companions')).CompanionsPage)],
    ['contacts', 'settings.contacts', lazy(async () => (await import('./contacts')).Contacts)],
    ['copy', 'settings.copy', lazy(async () => (await import('./copy')).Copy)],
  ]],
  ['settings.group-phone', [
    ['phone', 'settings.phone', lazy(async () => (await import('./phone')).PhoneState, 'entry')],
    ['install', 'push.install', lazy(async () => (await import('./install')).Install)],
    ['notice', 'push.try', lazy(async () => (await import('./test-notice')).TestNotice)],
    ['mode', 'settings.mode', lazy(async () => (await import('./mode')).ModePage)],
    ['other-phone', 'settings.other-phone', lazy(async () => (await import('./other-phone')).OtherPhone)],
  ]],
  ['settings.group-app', [
    ['version', 'settings.version', lazy(async () => (await import('./version')).Version)],
    ['leave', 'settings.leave', lazy(async () => (await import('./leave')).Leave)],
  ]],
];

/** What the person looks up and changes. */
export const Settings = ({ phone, page, choose }: Props) => {
  for (const [, pages] of groups) {
    for (const [route, title, Shown] of pages) {
      if (route === page) {
        return <Page title={title} back={['settings', 'app.more']}><Shown phone={phone} /></Page>;
      }
    }
  }
  if (page === 'language') {
    return (
      <Page title="app.language" back={['settings', 'app.more']}>
        <div class="in-page"><LanguagePicker choose={choose} /></div>
      </Page>
    );
  }
  return (
    <Page title="app.more">
      {groups.map(([name, pages], index) => (
        <section key={name}>
          <h2>{say(name)}</h2>
          <ul class="plain menu">
            {pages.map(([route, title]) => <Line key={route} route={`settings/${route}`} title={title} />)}
            {index === groups.length - 1 && (
              <>
                <Line route="settings/language" title="app.language" />
                <Line route="manual" title="app.manual" />
              </>
            )}
          </ul>
        </section>
      ))}
    </Page>
  );
};

const Line = ({ route, title }: { route: string; title: TextKey }) => (
  <li><a href={to(route)}><span>{say(title)}</span><span aria-hidden="true">›</span></a></li>
);
