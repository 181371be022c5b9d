import { App, ConfigProvider } from 'antd';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

let layers = 0;
let cameFrom: Element | null = null;

/** Raises a layer; the returned function lowers it, and after the last one gives the focus back to the page. */
function raise(dialog: HTMLDialogElement): () => void {
  if (layers === 0) cameFrom = document.activeElement;
  layers += 1;
  dialog.showModal();
  // Not on a button: whoever is typing must not press one unseen.
  dialog.focus();
  return () => {
    layers -= 1;
    dialog.close();
    if (layers === 0 && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true });
  };
}

/**
 * Covers the console while `open`, dialogs and all. The browser's own modal dialog keeps the keyboard inside; what lies
 * below stays as it was and gets the focus back. Escape does not close it.
 * `turn` brings it to the front again when its value changes: of two layers the one that was raised last is on top.
 */
export function TopLayer(props: {
  open: boolean;
  role: 'dialog' | 'alertdialog';
  label: string;
  className: string;
  turn?: string | undefined;
  children: ReactNode;
}) {
  const { open, turn } = props;
  const dialog = useRef<HTMLDialogElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is a reason to come to the front
  useLayoutEffect(() => {
    if (open && dialog.current) return raise(dialog.current);
  }, [open, turn]);

  useEffect(() => {
    if (!open) return;
    // Ant Design listens on the window and would close a form that is open below.
    const keep = (event: KeyboardEvent) => {
      const inside = event.target instanceof Element && event.target.closest('.ant-modal-wrap');
      if (event.key !== 'Escape' || (inside && dialog.current?.contains(inside))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', keep);
    return () => document.removeEventListener('keydown', keep);
  }, [open]);

  return (
    <dialog
      ref={dialog}
      role={props.role}
      aria-label={props.label}
      className={`top-layer ${props.className}`}
      tabIndex={-1}
      onCancel={(event) => event.preventDefault()}
    >
      <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>
        <App component={false}>{open && props.children}</App>
      </ConfigProvider>
    </dialog>
  );
}
