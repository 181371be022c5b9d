import { RELATIONS, type Relation } from '../../../protocol/contracts/relatives.ts';
import { facePicture } from '../../../tv/calls/faces.ts';
import { Page } from '../../../tv/components/page.ts';
import type { Template } from '../../../tv/components/template.ts';
import { tile } from '../../../tv/components/tile.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';

const COLUMNS = 4;
const GAP = 28;

/** Whom to invite: one big button each. */
export default class CallInvite extends Page {
  override get title(): string {
    return t('call.tv.relation.title');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
  }

  protected override draw(): Template[] {
    const { w, h } = bodyBox();
    const tileW = (w - GAP * (COLUMNS - 1)) / COLUMNS;
    const tileH = (h - GAP) / 2;
    return RELATIONS.map((relation: Relation, index) =>
      tile({
        key: relation,
        x: (index % COLUMNS) * (tileW + GAP),
        y: Math.floor(index / COLUMNS) * (tileH + GAP),
        w: tileW,
        h: tileH,
        picture: facePicture(relation),
        text: t(`call.tv.relation.${relation}`),
        onPress: () => go('call/invitation', { relation }),
      }),
    );
  }
}
