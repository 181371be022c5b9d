/** What a merchant must put together and carry: an order as its paper shows it. `where` is null where it is fetched. */
export interface Picked {
  readonly id: string;
  readonly number: string;
  readonly where: string | null;
  readonly who: string;
  readonly lines: readonly { readonly id: string; readonly name: string; readonly count: number }[];
}

/** How many of one thing. */
export interface Total {
  readonly name: string;
  readonly count: number;
}

/** Orders that go to one place: a building; or that are fetched (`building` is then undefined). */
export interface PickGroup {
  readonly building: string | undefined;
  readonly orders: readonly Picked[];
}

/** Totals per thing over all orders, the largest first. */
export function totalsOf(orders: readonly Picked[]): Total[] {
  const totals = new Map<string, Total>();
  for (const line of orders.flatMap((order) => order.lines)) {
    const before = totals.get(line.id)?.count ?? 0;
    totals.set(line.id, { name: line.name, count: before + line.count });
  }
  return [...totals.values()].sort((a, b) => b.count - a.count);
}

/**
 * Orders by building, in the order of `buildings` (names with which an order's `where` begins); places without a known
 * building follow under their own first word, and what is fetched is last.
 */
export function groupsOf(orders: readonly Picked[], buildings: readonly string[]): PickGroup[] {
  // The longest name first, so that 楼 11 is not taken for 楼 1.
  const byLength = [...buildings].sort((a, b) => b.length - a.length);
  const groups = new Map<string | undefined, Picked[]>(buildings.map((name) => [name, []]));
  for (const order of orders) {
    const known = byLength.find((name) => order.where?.startsWith(name));
    const building = known ?? order.where?.split(' ')[0];
    groups.set(building, [...(groups.get(building) ?? []), order]);
  }
  const place = ({ where }: Picked) => where ?? '';
  return [...groups]
    .filter(([, group]) => group.length > 0)
    .map(([building, group]) => ({
      building,
      orders: group.sort((a, b) => place(a).localeCompare(place(b), 'zh-CN')),
    }))
    .sort((a, b) => Number(a.building === undefined) - Number(b.building === undefined));
}
