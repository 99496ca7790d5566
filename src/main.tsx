/** The page starts here. */
import { createRoot } from 'react-dom/client';
import './app/tokens.css';
import { App } from './app/App';
import { startPage } from './app/start-page';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');
startPage();
createRoot(root).render(<App />);
