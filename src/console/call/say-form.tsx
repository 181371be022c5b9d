import { Button, Input } from 'antd';
import { useState } from 'react';
import type { LiveCall } from '../../media/calls/live-call.ts';
import { say, sayRefusal } from '../say.ts';

const MOST_LETTERS = 120;
const QUICK = ['1', '2', '3', '4', '5', '6'] as const;

/** Words for the other side's screen: whoever hears badly reads them. */
export function SayForm({ call }: { call: LiveCall }) {
  const [words, setWords] = useState('');
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);

  async function show(text: string): Promise<void> {
    if (!text.trim()) return;
    setBusy(true);
    const refusal = await call.say(text.trim());
    setBusy(false);
    setTold(refusal ? sayRefusal(refusal) : `${say('console.call.said')}：${text.trim()}`);
    if (!refusal) setWords('');
  }

  return (
    <div className="call-say">
      <div className="call-quick">
        {QUICK.map((n) => {
          const text = say(`console.call.quick.${n}`);
          return (
            <Button key={n} size="small" disabled={busy || call.stage !== 'talking'} onClick={() => void show(text)}>
              {text}
            </Button>
          );
        })}
      </div>
      <form
        className="call-free"
        onSubmit={(event) => {
          event.preventDefault();
          void show(words);
        }}
      >
        <Input
          value={words}
          maxLength={MOST_LETTERS}
          placeholder={say('console.call.words')}
          aria-label={say('console.call.words')}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button htmlType="submit" loading={busy} disabled={!words.trim() || call.stage !== 'talking'}>
          {say('console.call.send')}
        </Button>
      </form>
      {told && (
        <p className="quiet small" role="status">
          {told}
        </p>
      )}
    </div>
  );
}
