import type { ReactNode } from 'react';
import type { BoxView } from '../../protocol/contracts/people.ts';
import { say } from '../say.ts';
import { Lasting } from './lasting.tsx';
import './box-sign.css';

/** How a box stands, by colour, shape and word; of one that is dark also for how long. */
export function BoxSign({ box: { state, goneSince, name } }: { box: BoxView }) {
  return (
    <StateSign state={state} title={name}>
      {say(`console.people.box.${state}`)}
      {state === 'dark' && goneSince && (
        <>
          {' '}
          <Lasting from={goneSince} until={null} />
        </>
      )}
    </StateSign>
  );
}

/** Words with the colour and the shape of a state. */
export function StateSign(props: { state: BoxView['state']; title?: string; children: ReactNode }) {
  return (
    <span className={`box-sign box-${props.state}`} title={props.title}>
      {props.children}
    </span>
  );
}
