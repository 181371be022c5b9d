import { isAreaCode } from './area-code.ts';
import type { CapAlert, CapArea, CapInfo } from './model.ts';
import type { CapNote, Report } from './problem.ts';

const YEAR_MS = 366 * 86_400_000;

/** Reports what is wrong in how the parts of an alert fit together. Instants that were refused are '' and fit anything. */
export function checkAlert(alert: CapAlert, report: Report): void {
  const { msgType, infos } = alert;
  checkReferences(alert, report);
  if (alert.scope === 'Private' && alert.addresses.length === 0) report('addressesMissing', 'alert');
  if (alert.scope === 'Restricted' && !alert.restriction) report('restrictionMissing', 'alert');
  if ((msgType === 'Alert' || msgType === 'Update') && infos.length === 0) report('infoMissing', 'alert', { msgType });
  for (const [i, info] of infos.entries()) checkInfo(info, alert.sent, `alert/info[${i + 1}]`, report);
}

function checkReferences({ references, sender, identifier, sent }: CapAlert, report: Report): void {
  const at = 'alert/references';
  for (const reference of references) {
    const value = `${reference.sender},${reference.identifier}`;
    if (reference.sender === sender && reference.identifier === identifier) report('referenceSelf', at);
    else if (sent && reference.sent > sent) report('referenceLater', at, { value });
  }
}

function checkInfo({ effective, onset, expires, areas }: CapInfo, sent: string, at: string, report: Report): void {
  if (areas.length === 0) report('areaMissing', at);
  if (expires && expires < sent) report('expiresBeforeSent', `${at}/expires`);
  if (expires && effective && expires <= effective) report('expiresBeforeEffective', `${at}/expires`);
  if (onset && sent && Date.parse(onset) - Date.parse(sent) > YEAR_MS) report('onsetFar', `${at}/onset`);
}

/** What staff should know before they make a warning of an alert that was taken. */
export function notesOn(alert: CapAlert, had: { signature: boolean; languages: readonly boolean[] }): CapNote[] {
  const notes: CapNote[] = [];
  const note = (id: CapNote['note'], at: string, params: CapNote['params'] = {}) =>
    void notes.push({ note: id, at, params });
  if (alert.status === 'Exercise') note('drill', 'alert/status');
  else if (alert.status !== 'Actual') note('notForResidents', 'alert/status', { status: alert.status });
  if (had.signature) note('signatureUnchecked', 'alert/Signature');
  for (const [i, { onset, expires, areas }] of alert.infos.entries()) {
    const at = `alert/info[${i + 1}]`;
    if (!had.languages[i]) note('noLanguage', at);
    if (!expires) note('noExpires', at);
    if (onset && expires && onset > expires) note('onsetAfterExpires', `${at}/onset`);
    for (const [j, area] of areas.entries()) {
      if (!isLocated(area)) note('areaWordsOnly', `${at}/area[${j + 1}]`, { area: area.areaDesc });
    }
  }
  return notes;
}

/** Whether an area can be laid over a map of the community, or compared with its codes. */
export function isLocated({ polygons, circles, geocodes }: CapArea): boolean {
  return polygons.length > 0 || circles.length > 0 || geocodes.some(isAreaCode);
}
