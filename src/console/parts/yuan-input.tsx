import { InputNumber } from 'antd';

/** Takes yuan, gives whole fen; null while it is empty. */
export function YuanInput(props: {
  value?: number | null;
  onChange?(fen: number | null): void;
  maxFen?: number;
  id?: string;
  label?: string;
}) {
  return (
    <InputNumber<number>
      id={props.id}
      aria-label={props.label}
      value={props.value == null ? null : props.value / 100}
      min={0}
      max={(props.maxFen ?? 1_000_000) / 100}
      step={0.5}
      precision={2}
      controls={false}
      style={{ width: '100%' }}
      onChange={(yuan) => props.onChange?.(yuan === null ? null : Math.round(yuan * 100))}
    />
  );
}
