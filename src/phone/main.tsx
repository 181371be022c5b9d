import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ringer } from './call/ringer.ts';
import { Door } from './door/door.tsx';
import './phone.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
// Each tap may be the one that the browser takes for leave to ring.
window.addEventListener('pointerup', () => ringer.arm());
createRoot(root).render(
  <StrictMode>
    <Door />
  </StrictMode>,
);
