import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { FormDialog, required } from '../parts/form-dialog.tsx';
import { say } from '../say.ts';
import { useDeed } from '../use-deed.ts';

/** Ends a ticket whose box is still gone, with words that say why. */
export function DoneForm({ id }: { id: string }) {
  const advance = useDeed('watch:advance');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('watch.step.done')}</Button>
      {open && (
        <FormDialog<{ words: string }>
          title={say('watch.done.title')}
          okText={say('watch.done.do')}
          busy={advance.busy}
          initial={{ words: '' }}
          onBack={() => setOpen(false)}
          onFinish={({ words }) => void advance.run({ id, to: 'done', words }).then((done) => done && setOpen(false))}
        >
          <Form.Item name="words" rules={required()}>
            <Input.TextArea rows={3} maxLength={500} showCount placeholder={say('watch.done.hint')} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
