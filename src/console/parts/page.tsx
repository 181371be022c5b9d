import type { ReactNode } from 'react';
import './page.css';

/** A page's frame: its name on the left, its deeds on the right, the content filling the rest. */
export function Page(props: { title: string; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="page" aria-label={props.title}>
      <header className="page-head">
        <h1>{props.title}</h1>
        <div className="page-extra">{props.extra}</div>
      </header>
      <div className="page-body">{props.children}</div>
    </section>
  );
}

/** Two columns: a list on the left, what was chosen on the right; each scrolls by itself. */
export function Split(props: { list: ReactNode; detail: ReactNode | null; detailLabel: string }) {
  return (
    <div className={props.detail ? 'split split-open' : 'split'}>
      <div className="split-list">{props.list}</div>
      {props.detail && (
        <aside className="split-detail" aria-label={props.detailLabel}>
          {props.detail}
        </aside>
      )}
    </div>
  );
}
