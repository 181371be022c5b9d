import { defineText } from '../text.ts';

/** Sentences that the center itself makes, for the history of a request and the lines of an account. */
export const houseText = defineText(
  {
    'deed.note': '备注',
    'ledger.payIn': '柜台充值',
    'box.firstBrowser.tv': '浏览器里的电视',
    'box.firstBrowser.screen': '浏览器里的公告屏',
    'watch.box': '机顶盒断线',
    'watch.building': '{n} 台机顶盒断线',
  },
  {
    'deed.note': 'Note',
    'ledger.payIn': 'Paid in at the counter',
    'box.firstBrowser.tv': 'TV in the browser',
    'box.firstBrowser.screen': 'Screen in the browser',
    'watch.box': 'Box is dark',
    'watch.building': '{n} boxes are dark',
  },
);
