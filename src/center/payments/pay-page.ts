import { yuan } from '../../protocol/money.ts';
import { say, type TextKey } from '../../protocol/texts.ts';

/** What stands on the pay page besides the trade: what can be done, or why nothing can. */
export type PayState = 'open' | 'paid' | 'used' | 'expired' | 'unknown' | 'cancelled';

const text = (key: TextKey) => escaped(say('zh-CN', key));
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (raw: string) => raw.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
body{margin:0;font:20px/1.5 system-ui,"PingFang SC","Noto Sans SC",sans-serif;background:#f3efe8;color:#1d1a14}
main{max-width:480px;margin:0 auto;padding:32px 20px;box-sizing:border-box;min-height:100vh;display:flex;flex-direction:column}
section{background:#fff;border-radius:16px;padding:28px 22px;text-align:center}
h1{font-size:26px;margin:0 0 12px}.sum{font-size:52px;font-weight:700;margin:8px 0 16px}.quiet{color:#5d564a}
form{display:grid;gap:14px;margin-top:28px}
button{font:inherit;font-size:22px;min-height:60px;border-radius:14px;border:2px solid #1d6b3f;background:#fff;color:#1d6b3f}
button[value=pay]{background:#1d6b3f;color:#fff;font-weight:700}
button:focus-visible{outline:4px solid #c77700;outline-offset:3px}
footer{margin-top:auto;padding-top:28px;font-size:16px;text-align:center;color:#5d564a}`;

/** The sample gateway's page for a phone: payee, sum, one button to pay and one to leave it. */
export function payPage(state: PayState, trade?: { payee: string; what: string; fen: number }): string {
  const body =
    state === 'open' && trade
      ? `<section><h1>${escaped(trade.payee)}</h1><div class="quiet">${escaped(trade.what)}</div>
<div class="sum">¥${yuan(trade.fen)}</div></section>
<form method="post"><button name="deed" value="pay">${text('payments.pay.confirm')}</button>
<button name="deed" value="cancel">${text('payments.pay.cancel')}</button></form>`
      : `<section role="status"><h1>${text(`payments.pay.${state === 'open' ? 'unknown' : state}`)}</h1>
${trade ? `<div class="sum">¥${yuan(trade.fen)}</div>` : ''}
<div class="quiet">${text(`payments.pay.${state === 'open' ? 'unknown' : state}Help`)}</div></section>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${text('payments.pay.title')}</title>
<style>${STYLE}</style></head><body><main>${body}<footer>${text('payments.pay.sample')}</footer></main></body></html>`;
}
