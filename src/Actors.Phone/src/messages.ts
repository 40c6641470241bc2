// The messages of the protocol (docs/PROTOCOL.md), as far as this app reads them.

export interface Prompt {
  handle: string; kind: 'location' | 'health' | 'secondFix'; issuedAt: string; closesAt: string; state: 'open' | 'late';
  text: string;
}

export interface Checklist {
  checkedIn: boolean; locationAnswered: number; locationDue: number;
  health: 'notAsked' | 'notYet' | 'open' | 'done' | 'overdue' | 'late'; healthFrom: string; healthUntil: string;
}

export type DayStatus = 'complete' | 'partial' | 'missed' | 'excused' | 'today' | 'ahead';

export interface ShownText { key: string; text: string }

export interface Home {
  person: string;
  at: string;
  state: 'none' | 'unconfirmed' | 'confirmed' | 'ended';
  endDate: string | null;
  endsAt: string | null;
  day: number | null;
  lastDay: number | null;
  zone: string | null;
  checklist: Checklist | null;
  progress: { firstDay: number; days: DayStatus[] } | null;
  prompts: Prompt[];
  texts: ShownText[];
}

export interface Fix { latitude: number; longitude: number; accuracyMetres: number; takenAt: string; isMock: boolean }

export interface Receipt {
  code: string | null; text: string; error: { code: string; field: string | null; message: string } | null;
}

/** A message to read; when it came and was read is of this phone. */
export interface Notice { person: string; kind: string; text: string; at: string; readAt?: string }

export interface VideoCall {
  person: string;
  number: number;
  stage: 'announced' | 'ringing' | 'waiting' | 'checking' | 'queued' | 'ended';
  at: string;
  next: string | null;
  nextSeconds: number | null;
  persons: { person: string; face: 'passed' | 'failed' | 'unknown' | null }[];
  isPlaceKnown: boolean;
  queue: { place: number; waitSeconds: number } | null;
  outcome: string | null;
  title: string;
  text: string;
  callBackAt: string | null;
}

export interface CallFeedback {
  number: number; person: string; code: string; text: string; progress: number;
  face: { left: number; top: number; width: number; height: number } | null;
}

export interface PhoneTests { number: number; text: string }

export interface Welcome {
  serverTime: string; speed: number; person: string; homes: Home[]; call: VideoCall | null; pushKey: string | null;
}

export interface TimelineEntry { at: string; code: string; text: string; fate: string | null; excuse: string | null }

export interface TimelinePage { person: string; entries: TimelineEntry[]; next: string | null }

export interface Centre { name: string; area: string; hours: string; phones: string[]; languages: string[] }
