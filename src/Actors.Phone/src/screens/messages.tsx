import type { Phone } from '../phone';

/** What the centre wrote to the person. */
export const Messages = ({ phone }: { phone: Phone }) => <>{phone.notices.map(notice => <p key={notice.at}>{notice.text}</p>)}</>;
