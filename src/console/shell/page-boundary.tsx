import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { say } from '../say.ts';

/**
 * Keeps a page that cannot be shown from taking the alarms along: its code did not come over a dead line, or it has
 * failed. Give it the page's path as `key`, so that another page starts afresh.
 */
export class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Result
        status="warning"
        title={say('console.state.pageFailed')}
        extra={<Button onClick={() => window.location.reload()}>{say('console.do.reload')}</Button>}
      />
    );
  }
}
