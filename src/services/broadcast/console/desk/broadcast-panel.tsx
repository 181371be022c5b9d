import type { ItemPanelProps } from '../../../../console/service.ts';
import { FollowUpPanel } from './follow-up-panel.tsx';
import { IncidentPanel } from './incident-panel.tsx';
import '../broadcast.css';
import './panel.css';

/** What broadcasts leave in the queue: homes to be asked, and messages that boxes did not believe. */
export default function BroadcastPanel(props: ItemPanelProps) {
  return props.item.kind === 'alarm' ? <IncidentPanel {...props} /> : <FollowUpPanel {...props} />;
}
