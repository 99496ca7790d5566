/** Epochs of a new worker begin at 1 again; to the page they go on from where the old one stopped. */
import type { EngineReport } from './contract';

export function shiftEpoch(report: EngineReport, by: number): EngineReport {
  switch (report.kind) {
    case 'frame':
      return { ...report, frame: { ...report.frame, epoch: report.frame.epoch + by } };
    case 'layout':
      return { ...report, epoch: report.epoch + by };
    case 'status':
      return { ...report, status: { ...report.status, epoch: report.status.epoch + by } };
    case 'loaded':
      return { ...report, loaded: { ...report.loaded, epoch: report.loaded.epoch + by } };
    case 'crashed':
      return report;
  }
}
