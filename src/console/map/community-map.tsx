import { Component, lazy, type ReactNode, Suspense, useState } from 'react';
import { say } from '../say.ts';
import { type DrawnMapProps, SvgMap } from './svg-map.tsx';
import './map.css';

const GlMap = lazy(() => import('./gl-map.tsx'));

/**
 * The community's map, filling its parent. Where the browser has no WebGL, or the code does not come over a dead line,
 * it is a plain drawing of the same; where there is no map, words say so. `plain` asks for the drawing for now.
 */
export function CommunityMapView({ plain = false, ...props }: DrawnMapProps & { plain?: boolean }) {
  if (props.map.features.length === 0) return <p className="map-none quiet">{say('console.map.none')}</p>;
  return <div className="map">{plain ? <SvgMap {...props} /> : <LiveMap {...props} />}</div>;
}

function LiveMap(props: DrawnMapProps) {
  const [drawn, setDrawn] = useState(() => !hasWebGl());
  const plain = <SvgMap {...props} />;
  if (drawn) return plain;
  return (
    <Fallback to={plain}>
      <Suspense fallback={plain}>
        <GlMap {...props} onFail={() => setDrawn(true)} />
      </Suspense>
    </Fallback>
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
