import { useEffect, useState } from 'preact/hooks';
import { recall } from '../../kept';
import type { Phone } from '../../phone';
import { say } from '../../texts';
import { type Contacts as Kept, useStatus } from './use-status';

interface Centre { name: string; area: string; hours: string; phones: string[] }

/** Whom to write to about what, and whom to call about one's health. */
export const Contacts = ({ phone }: { phone: Phone }) => {
  const { status, problem } = useStatus(phone);
  const [centres, setCentres] = useState<Centre[]>([]);
  useEffect(() => {
    if (phone.isConnected) {
      phone.ask<{ centres: Centre[] }>('FindCentres', { place: null }).then(found => setCentres(found.centres), () => {});
    }
  }, [phone.isConnected]);

  const contacts = status ?? recall<Kept | null>('contacts', null);
  return (
    <>
      {!contacts && <p role="status">{problem ?? say('call.page.one-moment')}</p>}
      {contacts && (
        <>
          <h2>{say('settings.contact-app')}</h2>
          <Mail address={contacts.appContact} />
          <h2>{say('settings.contact-details')}</h2>
          <Mail address={contacts.detailsContact} />
        </>
      )}
      <h2>{say('settings.contact-health')}</h2>
      <p>{say('settings.contact-health-hint')}</p>
      {centres.map(centre => (
        <div key={centre.name}>
          <p><strong>{centre.name}</strong> {centre.area}</p>
          {centre.hours && <p class="small">{centre.hours}</p>}
          {centre.phones.map(number => (
            <a key={number} class="link line" href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
          ))}
        </div>
      ))}
    </>
  );
};

const Mail = ({ address }: { address: string }) => <a class="link line" href={`mailto:${address}`}>{address}</a>;
