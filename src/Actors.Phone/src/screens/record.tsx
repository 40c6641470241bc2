import type { Phone } from '../phone';
import { say } from '../texts';

/** What was recorded of the person, and what counted. */
export const Record = ({ phone: _ }: { phone: Phone }) => <h1>{say('app.record')}</h1>;
