import { Component, lazy, type ReactNode, Suspense, useState } from 'react';
import { say } from '../say.ts';
import { type DrawnMapProps, SvgMap } from './svg-map.tsx';
import './map.css';

const GlMap = lazy(() => import('./gl-map.tsx'));

/**
 * The community's map, filling its parent. Where the browser has no WebGL, or the code does not come over a dead line,
 * it is a plain drawing of the same; where there is no map, words say so.
 */
export function CommunityMapView(props: DrawnMapProps) {
  const [drawn, setDrawn] = useState(() => !hasWebGl());
  if (props.map.features.length === 0) return <p className="map-none quiet">{say('console.map.none')}</p>;
  const plain = <SvgMap {...props} />;
  return (
    <div className="map">
      {drawn ? (
        plain
      ) : (
        <Fallback to={plain}>
          <Suspense fallback={plain}>
            <GlMap {...props} onFail={() => setDrawn(true)} />
          </Suspense>
        </Fallback>
      )}
    </div>
  );
}

class Fallback extends Component<{ to: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.to : this.props.children;
  }
}

function hasWebGl(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2');
  // Browsers keep few contexts alive at once: this one is given back.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
