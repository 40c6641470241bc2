import { nameOf } from '../people';
import type { Phone } from '../phone';
import { say } from '../texts';

/** Chooses whose screens are shown, if the phone answers for several people. */
export const PeoplePicker = ({ phone }: { phone: Phone }) => phone.homes.length < 2 ? null : (
  <div class="entry">
    <label for="whose">{say('record.whose')}</label>
    <select id="whose" value={phone.home?.person} onChange={event => phone.look(event.currentTarget.value)}>
      {phone.homes.map(({ person }) => <option key={person} value={person}>{nameOf(phone, person)}</option>)}
    </select>
  </div>
);
