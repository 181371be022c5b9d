export { Signal } from '../media/signal.ts';
