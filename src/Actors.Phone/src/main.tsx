import { render } from 'preact';
import { App } from './app';
import { loadLanguage, preferredLanguage } from './texts';
import './style.css';

await loadLanguage(preferredLanguage());
render(<App />, document.getElementById('app')!);
