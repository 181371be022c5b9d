import { type GeoJSONSource, Map as GlMapView, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { useEffect, useRef } from 'react';
import { say } from '../say.ts';
import { sourceOf, styleOf } from './gl-style.ts';
import { type MapMark, pinsOf, viewOf } from './marks.ts';
import { TONE_COLOURS } from './palette.ts';
import type { DrawnMapProps } from './svg-map.tsx';
import 'maplibre-gl/dist/maplibre-gl.css';

// A file of our own: the page's CSP lets no worker in that was made of text.
setWorkerUrl(workerUrl);

/** The map to move and zoom. `onFail` when this browser cannot draw it after all. */
export default function GlMap(props: DrawnMapProps & { onFail(): void }) {
  const { map, marks } = props;
  const holder = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const view = useRef<GlMapView>(undefined);
  // Whoever shows a map makes its marks anew with every render.
  const marked = JSON.stringify(marks);

  useEffect(() => {
    const container = holder.current;
    if (!container) return;
    const { map: first, marks: firstMarks } = latest.current;
    let gl: GlMapView;
    try {
      gl = new GlMapView({
        container,
        style: styleOf(sourceOf(first, firstMarks)),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxZoom: 20,
        fadeDuration: 0,
        locale: {
          'NavigationControl.ZoomIn': say('console.map.zoomIn'),
          'NavigationControl.ZoomOut': say('console.map.zoomOut'),
          'Map.Title': latest.current.label,
        },
      });
    } catch {
      return latest.current.onFail();
    }
    view.current = gl;
    gl.keyboard.disableRotation();
    gl.touchZoomRotate.disableRotation();
    gl.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    // Whoever has moved the map wants it so; until then it shows what it is to show, whatever its size.
    let moved = false;
    gl.on('movestart', (event) => {
      moved ||= 'originalEvent' in event && event.originalEvent !== undefined;
    });
    gl.on('resize', () => {
      if (!moved) show(gl, latest.current);
    });
    gl.on('click', ({ lngLat }) => latest.current.onPick?.([lngLat.lng, lngLat.lat]));
    gl.on('webglcontextlost', () => latest.current.onFail());
    return () => {
      view.current = undefined;
      gl.remove();
    };
  }, []);

  useEffect(() => {
    const gl = view.current;
    if (!gl) return;
    const current = JSON.parse(marked) as MapMark[];
    const pins = pinsOf(map, current).map(({ at, words, tone }) => {
      const element = document.createElement('div');
      element.className = 'map-pin';
      element.style.setProperty('--pin', TONE_COLOURS[tone].edge);
      element.textContent = words;
      return new Marker({ element, anchor: 'bottom' }).setLngLat(at).addTo(gl);
    });
    gl.getSource<GeoJSONSource>('community')?.setData(sourceOf(map, current));
    show(gl, { map, marks: current });
    return () => {
      for (const pin of pins) pin.remove();
    };
  }, [map, marked]);

  return <div ref={holder} className="map-gl" />;
}

function show(gl: GlMapView, { map, marks }: Pick<DrawnMapProps, 'map' | 'marks'>): void {
  const view = viewOf(map, marks);
  if (!view) return;
  gl.fitBounds([view.west, view.south, view.east, view.north], { padding: 8, animate: false });
}
