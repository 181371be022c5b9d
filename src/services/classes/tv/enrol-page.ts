import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage } from '../../../tv/components/live-page.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, lineHeight } from '../../../tv/theme.ts';
import { catalogue } from './catalogue.ts';
import { enrolment } from './enrolment.ts';

/** Who of the home takes part: OK puts a name down, or takes it off again. */
export default class ClassesEnrolPage extends LivePage {
  #course = '';

  override get title(): string {
    return t('classes.enrolTitle', { course: catalogue.page(this.#course)?.course.title ?? '' });
  }

  override begin(params: PageParams): void {
    this.#course = String(params.course ?? '');
    super.begin(params);
  }

  protected override listen(): (() => void)[] {
    const changed = () => this.redraw();
    return [catalogue.changed.on(changed), enrolment.changed.on(changed), kit.home.changed.on(changed)];
  }

  protected override draw(): Template[] {
    const { w } = bodyBox();
    const course = catalogue.page(this.#course)?.course;
    const enrolled = course ? enrolment.of(course) : [];
    const top = 2 * lineHeight('hint') + ROW_GAP;
    const rows = (kit.home.current?.residents ?? []).map(({ id, name }, index) => {
      const on = enrolled.includes(id);
      return listRow({
        ...{ key: id, w, y: top + index * (rowHeight() + ROW_GAP), text: name, picture: on ? 'ok' : 'old-woman' },
        value: t(on ? 'classes.enrolOn' : 'classes.enrolOff'),
        valueColor: on ? 'good' : 'quiet',
        onPress: () => course && enrolment.set(course, id, !on),
      });
    });
    return [label({ text: t('classes.enrolHelp'), size: 'hint', color: 'quiet', w, lines: 2 }), ...rows];
  }
}
