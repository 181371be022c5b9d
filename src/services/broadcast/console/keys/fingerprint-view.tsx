import { useEffect, useState } from 'react';
import { fingerprintOf } from './fingerprint.ts';

/** A key's fingerprint, to be read out and compared; the key itself on hover. */
export function Fingerprint({ of }: { of: string }) {
  const [print, setPrint] = useState('');
  useEffect(() => {
    let current = true;
    // Without https there is no hash, and the first letters of the key must do.
    if (!window.isSecureContext) setPrint(of.slice(0, 20));
    else void fingerprintOf(of).then((made) => current && setPrint(made));
    return () => {
      current = false;
    };
  }, [of]);
  return (
    <span className="fingerprint" title={of}>
      {print}
    </span>
  );
}
