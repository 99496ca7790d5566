/** The table's columns: what the map shows, as words. */
import type { TableColumn } from '../../engine/contract';

export interface ColumnSpec {
  readonly id: TableColumn;
  readonly title: string;
  readonly width: number;
}

export const COLUMNS: readonly ColumnSpec[] = [
  { id: 'address', title: 'Address', width: 112 },
  { id: 'name', title: 'Name', width: 100 },
  { id: 'site', title: 'Site', width: 112 },
  { id: 'subnet', title: 'Subnet', width: 116 },
  { id: 'server', title: 'Server', width: 64 },
  { id: 'status', title: 'Status', width: 86 },
  { id: 'send', title: 'Send', width: 106 },
  { id: 'receive', title: 'Receive', width: 106 },
  { id: 'roles', title: 'Roles', width: 150 },
  { id: 'forwardPeer', title: 'Forward peer', width: 124 },
  { id: 'backwardPeer', title: 'Backward peer', width: 124 },
  { id: 'previous', title: 'Previous', width: 124 },
  { id: 'next', title: 'Next', width: 124 },
  { id: 'initial', title: 'Initial reg.', width: 92 },
  { id: 'normal', title: 'Normal reg.', width: 96 },
  { id: 'reported', title: 'Reported status', width: 150 },
  { id: 'answer', title: 'Latest answer', width: 160 },
];
