import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** Prints a sheet that is not on the screen: `print(sheet)` opens the browser's print window with nothing but it. Put `outlet` into the page. */
export function usePrint(): { print(sheet: ReactNode): void; outlet: ReactNode } {
  const [sheet, setSheet] = useState<ReactNode>(null);
  useEffect(() => {
    if (!sheet) return;
    const done = () => setSheet(null);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [sheet]);
  return {
    print: setSheet,
    outlet: sheet && createPortal(<div className="print-sheet">{sheet}</div>, document.body),
  };
}
