import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Door } from './door/door.tsx';
import './phone.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <Door />
  </StrictMode>,
);
