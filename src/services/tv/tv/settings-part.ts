import type { SettingsPart } from '../../../tv/service.ts';
import { t } from '../../../tv/text.ts';
import { channels } from './channels.ts';

/** Whether the box starts with television: one switch for all boxes of the household, here as in the guide. */
const part: SettingsPart = {
  open() {
    channels.open();
    void channels.refresh();
  },
  changed: channels.changed,
  switches: () => [
    {
      key: 'startWithTv',
      picture: 'tv',
      text: t('tv.start.name'),
      more: t('tv.start.help'),
      on: channels.startWithTv,
      onPress: () => void channels.setStart(!channels.startWithTv),
    },
  ],
};

export default part;
