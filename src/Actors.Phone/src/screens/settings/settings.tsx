import type { Phone } from '../../phone';
import { say } from '../../texts';

/** What the person looks up and changes. */
export const Settings = ({ phone: _ }: { phone: Phone; page: string }) => <h1>{say('app.more')}</h1>;
