import { Alert, Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { say, sayRefusal } from '../say.ts';
import type { Asked } from '../use-ask.ts';

/** Shows an answer, or in words why there is none yet: loading, failed with a way to try again, stale. */
export function Asking<Value>(props: { of: Asked<Value>; children(value: Value): ReactNode }) {
  const { of } = props;
  if (of.value === undefined) {
    if (of.refusal) return <Failed words={sayRefusal(of.refusal)} onRetry={of.reload} />;
    return of.loading ? <Skeleton active paragraph={{ rows: 6 }} aria-label={say('console.state.loading')} /> : null;
  }
  return (
    <>
      {of.stale && <Stale onRetry={of.reload} />}
      {props.children(of.value)}
    </>
  );
}

/** Nothing came, and why; the retry button is the way on. */
export function Failed(props: { words: string; onRetry(): void }) {
  return (
    <Result
      status="warning"
      title={say('console.state.failed')}
      subTitle={props.words}
      extra={<Button onClick={props.onRetry}>{say('console.do.retry')}</Button>}
    />
  );
}

/** What is shown may be out of date. */
export function Stale({ onRetry }: { onRetry(): void }) {
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={say('console.state.stale')}
      action={
        <Button size="small" onClick={onRetry}>
          {say('console.do.retry')}
        </Button>
      }
    />
  );
}

/** Everything is well, there is just nothing here; `words` says what would be. */
export function Nothing({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words}>
      {children}
    </Empty>
  );
}
