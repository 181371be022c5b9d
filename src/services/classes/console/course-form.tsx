import { Checkbox, Form, Input, Select } from 'antd';
import { FormDialog, required } from '../../../console/parts/form-dialog.tsx';
import { say } from '../../../console/say.ts';
import { useMe } from '../../../console/shell/me.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { AskInput } from '../../../protocol/services.ts';
import { SHELVES, type StaffCourse } from '../protocol/model.ts';

type Fields = Omit<AskInput<'classes:saveCourse'>, 'id'>;

/** Names of the TV's sprite that fit a course. */
const PICTURES = [
  'classes',
  'phone',
  'tv',
  'old-man',
  'old-woman',
  'health',
  'doctor',
  'tea',
  'activities',
  'map',
  'wallet',
];

/** Makes or changes a course. */
export function CourseForm(props: {
  course: StaffCourse | undefined;
  onSaved(course: StaffCourse): void;
  onBack(): void;
}) {
  const { course } = props;
  const { staff: me } = useMe();
  const save = useDeed('classes:saveCourse');
  const blank: Fields = { title: '', teacher: me.name, about: '', picture: 'classes', shelf: 'phone', hidden: false };
  return (
    <FormDialog<Fields>
      title={course?.title ?? say('classesStaff.newCourse')}
      busy={save.busy}
      initial={course ?? blank}
      onFinish={(fields) => void save.run({ id: course?.id, ...fields }).then((saved) => saved && props.onSaved(saved))}
      onBack={props.onBack}
    >
      <div className="form-pair">
        <Form.Item name="title" label={say('classesStaff.course')} rules={required()}>
          <Input maxLength={14} showCount />
        </Form.Item>
        <Form.Item name="teacher" label={say('classesStaff.teacher')} rules={required()}>
          <Input maxLength={12} />
        </Form.Item>
      </div>
      <Form.Item name="about" label={say('classesStaff.about')}>
        <Input.TextArea maxLength={80} showCount rows={2} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="shelf" label={say('classesStaff.shelf')}>
          <Select options={SHELVES.map((value) => ({ value, label: say(`classesStaff.shelf.${value}`) }))} />
        </Form.Item>
        <Form.Item name="picture" label={say('classesStaff.picture')}>
          <Select
            options={PICTURES.map((value) => ({ value, label: say(`classesStaff.picture.${value as 'classes'}`) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="hidden" valuePropName="checked">
        <Checkbox>{say('classesStaff.hide')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
