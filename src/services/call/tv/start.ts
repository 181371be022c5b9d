import { Page } from '../../../tv/components/page.ts';
import type { Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';

/** The page that the tile and the number open. */
export default class CallStart extends Page {
  override get title(): string {
    return t('call.name');
  }

  protected override draw(): Template[] {
    return [];
  }
}
