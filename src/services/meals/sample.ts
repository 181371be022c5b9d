import { and, eq } from 'drizzle-orm';
import { listMerchants } from '../../center/merchants/merchants.ts';
import type { Work } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import { addDays, dayOf } from '../../protocol/time.ts';
import { saveMenu } from './center/planning.ts';
import type { AllergenName, MarkName, MealName } from './protocol.ts';
import { dish, menu, subsidyRule } from './schema.ts';

/** Days ahead, today included, that the sample canteens have menus for. */
const PLANNED_DAYS = 4;

const TIMES: Readonly<Record<MealName, { cutoff: string; from: string; to: string }>> = {
  breakfast: { cutoff: '06:30', from: '07:00', to: '08:30' },
  lunch: { cutoff: '10:30', from: '11:30', to: '12:30' },
  supper: { cutoff: '16:30', from: '17:30', to: '18:30' },
};

type SampleDish = [
  name: string,
  picture: string,
  priceFen: number,
  meals: MealName[],
  portions: number,
  marks: MarkName[],
  allergens: AllergenName[],
];

const L: MealName[] = ['lunch', 'supper'];
const B: MealName[] = ['breakfast'];

const CANTEENS: readonly { name: string; dishes: readonly SampleDish[] }[] = [
  {
    name: '昔阳里食堂',
    dishes: [
      ['小米粥', 'porridge', 200, B, 60, ['low-salt', 'low-sugar', 'soft', 'halal'], []],
      ['鸡蛋羹', 'egg', 300, B, 40, ['low-sugar', 'soft', 'halal'], ['egg']],
      ['豆腐脑', 'tofu', 300, B, 40, ['soft', 'low-sugar', 'halal'], ['soy']],
      ['肉包子', 'bun', 250, B, 50, [], ['wheat']],
      ['清蒸鲈鱼', 'fish', 1800, L, 20, ['low-salt', 'low-sugar', 'soft', 'halal'], ['fish']],
      ['红烧肉', 'meat', 1600, ['lunch'], 30, ['soft'], ['soy']],
      ['番茄炒蛋', 'egg', 1000, L, 40, ['low-salt', 'soft', 'halal'], ['egg']],
      ['素炒时蔬', 'vegetables', 800, L, 50, ['low-salt', 'low-sugar', 'halal'], []],
      ['家常豆腐', 'tofu', 900, L, 30, ['low-sugar', 'soft', 'halal'], ['soy']],
      ['打卤面', 'noodles', 1200, ['lunch'], 30, ['soft'], ['wheat', 'egg']],
      ['三鲜水饺', 'dumpling', 1400, ['supper'], 30, [], ['wheat', 'egg', 'shellfish']],
      ['冬瓜汤', 'soup', 400, L, 50, ['low-salt', 'low-sugar', 'soft', 'halal'], []],
      ['米饭', 'rice', 150, L, 120, ['low-salt', 'soft', 'halal'], []],
    ],
  },
  {
    name: '清真助餐点',
    dishes: [
      ['牛肉面', 'noodles', 1500, L, 30, ['halal'], ['wheat']],
      ['炖羊肉', 'meat', 2200, ['supper'], 15, ['halal', 'soft', 'low-sugar'], []],
      ['炖牛肉', 'meat', 2000, ['lunch'], 15, ['halal', 'soft', 'low-sugar'], []],
      ['烧茄子', 'vegetables', 900, L, 30, ['halal', 'soft'], []],
      ['芝麻烧饼', 'bun', 200, [...B, ...L], 80, ['halal'], ['wheat', 'sesame']],
      ['豆浆', 'milk', 200, B, 50, ['halal', 'soft', 'low-salt'], ['soy']],
    ],
  },
];

/** The dishes of the sample's two canteens, and what the district pays towards a meal by age. */
export async function sampleMeals(work: Work): Promise<void> {
  const { communityId, tx } = work;
  await tx.insert(subsidyRule).values([
    { communityId, fromAge: 60, percent: 10, maxFen: 200 },
    { communityId, fromAge: 70, percent: 20, maxFen: 400 },
    { communityId, fromAge: 80, percent: 30, maxFen: 600 },
  ]);
  const canteens = await listMerchants(tx, communityId, { kind: 'canteen' });
  for (const { name, dishes } of CANTEENS) {
    const merchantId = canteens.find((one) => one.name === name)?.id;
    if (!merchantId) continue;
    await tx.insert(dish).values(
      dishes.map(([dishName, picture, priceFen, , , marks, allergens]) => ({
        communityId,
        id: newId(),
        merchantId,
        name: dishName,
        picture,
        priceFen,
        marks,
        allergens,
        retired: false,
      })),
    );
  }
}

/** Plans the coming days where nobody has planned them: a sample community has lunch every day. */
export async function sampleMenus(work: Work): Promise<void> {
  const today = dayOf(work.now);
  for (let ahead = 0; ahead < PLANNED_DAYS; ahead++) await planDay(work, addDays(today, ahead));
}

async function planDay(work: Work, day: string): Promise<void> {
  const { communityId, tx } = work;
  const planned = await tx
    .select({ id: menu.id })
    .from(menu)
    .where(and(eq(menu.communityId, communityId), eq(menu.day, day)));
  if (planned.length > 0) return;
  const canteens = await listMerchants(tx, communityId, { kind: 'canteen' });
  const dishes = await tx.select().from(dish).where(eq(dish.communityId, communityId));
  for (const { id: merchantId, name } of canteens) {
    const sample = CANTEENS.find((c) => c.name === name)?.dishes ?? [];
    for (const meal of ['breakfast', 'lunch', 'supper'] as const) {
      const items = sample
        .filter(([, , , served]) => served.includes(meal))
        .flatMap(([dishName, , priceFen, , portions]) => {
          const found = dishes.find((d) => d.merchantId === merchantId && d.name === dishName && !d.retired);
          return found ? [{ dishId: found.id, priceFen, portions }] : [];
        });
      if (items.length > 0) await saveMenu(work, { merchantId, day, meal, ...TIMES[meal], items });
    }
  }
}
