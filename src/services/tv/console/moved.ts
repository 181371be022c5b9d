/** A list with one of its things a place further up (-1) or down (1). */
export function moved<Thing>(list: readonly Thing[], index: number, by: 1 | -1): Thing[] {
  const [one, other] = [list[index], list[index + by]];
  if (one === undefined || other === undefined) return [...list];
  return list.map((thing, place) => (place === index ? other : place === index + by ? one : thing));
}
