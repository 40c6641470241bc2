import { render } from 'preact';
import { App } from './app';
import { loadLanguage, preferredLanguage } from './texts';
import './style.css';

await loadLanguage(preferredLanguage());
const root = document.getElementById('app')!;
root.replaceChildren(); // What was shown before the app ran.
render(<App />, root);
