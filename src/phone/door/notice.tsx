import { Button } from 'antd-mobile';
import { type PhoneTextKey, say } from '../say.ts';

/** A whole screen of words: what is, and what can be done now. */
export function Notice(props: {
  title: PhoneTextKey;
  words: PhoneTextKey;
  deed?: { label: PhoneTextKey; run(): void };
}) {
  return (
    <main className="notice">
      <h1>{say(props.title)}</h1>
      <p>{say(props.words)}</p>
      {props.deed && (
        <Button color="primary" size="large" block onClick={props.deed.run}>
          {say(props.deed.label)}
        </Button>
      )}
    </main>
  );
}
