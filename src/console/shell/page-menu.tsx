import { Badge, Menu } from 'antd';
import type { Role } from '../../protocol/roles.ts';
import { useQueue } from '../queue/store.ts';
import { go } from '../route.ts';
import { say } from '../say.ts';
import { groupsFor } from './pages.tsx';

/** The pages that these roles may open; the queue with the number of what nobody owns. */
export function PageMenu({ roles, current }: { roles: readonly Role[]; current: string | undefined }) {
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
                {page.path === 'queue' && <Badge count={unowned} />}
              </span>
            ),
          })),
        }))}
      />
    </nav>
  );
}
