import { Badge, Menu } from 'antd';
import type { Role } from '../../protocol/roles.ts';
import { countOn, type Summons } from '../alarm/summons.ts';
import { useQueue } from '../queue/store.ts';
import { go } from '../route.ts';
import { say } from '../say.ts';
import { groupsFor } from './pages.tsx';

/** The pages that these roles may open, each with the number of what waits there; on the queue, of what nobody owns. */
export function PageMenu(props: { roles: readonly Role[]; current: string | undefined; summons: readonly Summons[] }) {
  const { roles, current } = props;
  const { queue } = useQueue();
  const unowned = [...queue.values()].filter((item) => !item.closed && !item.owner).length;
  return (
    <nav aria-label={say('console.menu')}>
      <Menu
        mode="inline"
        selectedKeys={current ? [current] : []}
        onClick={({ key }) => go(`/${key}`)}
        items={groupsFor(roles).map((group) => ({
          type: 'group',
          key: group.label,
          label: say(group.label),
          children: group.pages.map((page) => ({
            key: page.path,
            icon: page.icon,
            label: (
              <span className="menu-label">
                {say(page.label)}
                <Badge count={page.path === 'queue' ? unowned : countOn(page.path, props.summons)} />
              </span>
            ),
          })),
        }))}
      />
    </nav>
  );
}
