import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Door } from './door.tsx';
import { link } from './link.ts';
import './console.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
link.open();
createRoot(root).render(
  <StrictMode>
    <Door />
  </StrictMode>,
);
