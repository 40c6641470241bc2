// Drawings of our own. They repeat what the text beside them says, so screen readers skip them.

/** A phone that asks a question with two answers, of which the upper one is marked. */
export const PhoneAsks = () => (
  <svg class="drawing" viewBox="0 0 120 132" aria-hidden="true">
    <rect class="case" x="26" y="2" width="68" height="128" rx="10" />
    <rect class="fill" x="34" y="34" width="52" height="60" rx="6" />
    <path class="line" d="M44 46h32M44 54h22" />
    <rect class="mark" x="40" y="62" width="40" height="12" rx="6" />
    <path class="tick" d="M55 68l4 4 7-8" />
    <rect class="case" x="40" y="78" width="40" height="10" rx="5" />
  </svg>
);

/** The address bar of a browser with its sign marked. */
export const AddressBar = () => (
  <svg class="drawing" viewBox="0 0 160 100" aria-hidden="true">
    <path class="case" d="M2 98V14a12 12 0 0 1 12-12h132a12 12 0 0 1 12 12v84" />
    <rect class="fill" x="14" y="18" width="132" height="28" rx="14" />
    <path class="line" d="M58 32h70" />
    <circle class="round" cx="32" cy="32" r="16" />
    <path class="line" d="M24 28h10M24 36h6M34 36h6" />
    <circle class="dot" cx="38" cy="28" r="3" />
    <circle class="dot" cx="27" cy="36" r="3" />
    <path class="line" d="M16 66h128M16 82h96" />
  </svg>
);

/** A line of the settings with its switch on. */
export const SettingsSwitch = ({ name }: { name: string }) => (
  <svg class="drawing" viewBox="0 0 160 100" aria-hidden="true">
    <path class="case" d="M2 98V14a12 12 0 0 1 12-12h132a12 12 0 0 1 12 12v84" />
    <path class="line" d="M16 22h60" />
    <rect class="fill" x="12" y="38" width="136" height="30" rx="6" />
    <text x="20" y="57">{name}</text>
    <rect class="mark" x="114" y="45" width="28" height="16" rx="8" />
    <circle class="knob" cx="134" cy="53" r="6" />
    <circle class="round" cx="128" cy="53" r="20" />
    <path class="line" d="M16 84h96" />
  </svg>
);

/** The page of a passport, with the number, the date of birth and the two lines at its foot marked. */
export const PassportPage = () => (
  <svg class="drawing wide" viewBox="0 0 240 168" aria-hidden="true">
    <rect class="case" x="2" y="2" width="236" height="164" rx="8" />
    <rect class="fill" x="14" y="26" width="56" height="72" rx="4" />
    <circle class="line" cx="42" cy="52" r="12" />
    <path class="line" d="M22 94c2-22 38-22 40 0" />
    <path class="line" d="M84 30h32M84 56h90M84 72h70M84 110h60" />
    <rect class="round" x="140" y="18" width="90" height="24" rx="6" />
    <text x="148" y="35">TK1234567</text>
    <rect class="round" x="80" y="80" width="92" height="22" rx="6" />
    <text x="88" y="95">03 FEB 1990</text>
    <rect class="fill" x="10" y="124" width="220" height="36" rx="4" />
    <text class="zone" x="14" y="139">{'P<UTOTESTER<<ANNA<<<<<<<<<<<<'}</text>
    <text class="zone" x="14" y="154">{'TK12345671UTO9002030F3001019<'}</text>
    <text class="number" x="128" y="35">1</text>
    <text class="number" x="70" y="95">2</text>
  </svg>
);
