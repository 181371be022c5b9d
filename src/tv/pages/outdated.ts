import { Page } from '../components/page.ts';
import { stateView } from '../components/states.ts';
import type { Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import { t } from '../text.ts';

/** The center cannot read this build, and loading it again has not helped. */
export default class OutdatedPage extends Page {
  override get title(): string {
    return t('app.name');
  }

  override get hint(): string {
    return '';
  }

  protected override draw(): Template[] {
    const phone = kit.home.helpPhone;
    const more = phone ? t('app.message.outdatedHelp', { phone }) : t('app.message.outdatedHelpNoPhone');
    return stateView({ picture: 'warning', text: t('app.message.outdated'), more });
  }

  override _handleBack(): boolean {
    return true;
  }
}
