import { History, useHistory } from '../../../../console/queue/history.tsx';
import type { ItemPanelProps } from '../../../../console/service.ts';
import { IncidentPanel } from './incident-panel.tsx';
import '../broadcast.css';
import './panel.css';

/** An incident over the whole width, with what has been done about it. */
export default function AlarmPanel(props: ItemPanelProps) {
  const history = useHistory(props.item);
  return (
    <IncidentPanel {...props} wide>
      <History item={props.item} of={history} />
    </IncidentPanel>
  );
}
