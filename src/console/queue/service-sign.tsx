import { QuestionCircleOutlined } from '@ant-design/icons';
import { sayService } from '../say.ts';
import { consoleService } from '../services.ts';

/** What kind of thing it is: colour, picture and word together; `words` stand under the service's name. */
export function ServiceSign({ service, words }: { service: string; words?: string }) {
  const known = consoleService(service);
  const name = sayService(service);
  return (
    <span className="sign">
      <span className="sign-dot" style={{ background: known?.color ?? '#5b6b70' }} aria-hidden="true">
        {known?.icon ?? <QuestionCircleOutlined />}
      </span>
      <span>
        <strong>{name}</strong>
        {words && words !== name && <span className="sign-words">{words}</span>}
      </span>
    </span>
  );
}
