/** What the importers take and give: enough for a preview in which people can reassign columns and see every row's fate. */
import type { SiteKind } from '../defaults';
import type { Problem, Scenario } from '../types';

export type ImportFormat = 'csv' | 'ad' | 'netbox';

export const COLUMN_ROLES = [
  'cidr',
  'mask',
  'start',
  'end',
  'site',
  'clients',
  'kind',
  'wanDown',
  'wanUp',
  'latencyMs',
  'vrf',
  'status',
  'country',
  'region',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Which column plays which role: a 0-based index or a header name; null = none, even if one would be recognised. */
export type ColumnAssignment = { readonly [Role in ColumnRole]?: number | string | null };

export interface ImportOptions {
  /** Default: recognised from the header. */
  readonly format?: ImportFormat;
  /** Share of a subnet's host addresses that get a client where no count is given. */
  readonly fill?: number;
  readonly columns?: ColumnAssignment;
  /** Whether the first row is a header; default: recognised. */
  readonly header?: boolean;
  /** Most clients a subnet gets where no count is given. */
  readonly maxPerSubnet?: number;
  /** Name of the scenario. */
  readonly name?: string;
}

export interface ColumnsFound {
  /** Whether a header was found, and in which line. */
  readonly header: boolean;
  readonly headerLine: number | null;
  /** Header names; "Column 1", … where there is no header. */
  readonly names: readonly string[];
  /** One role a column, or null: the column is not used. */
  readonly roles: readonly (ColumnRole | null)[];
  /** Why these columns were taken, in one sentence. */
  readonly why: string;
  readonly separator: ',' | ';' | '\t' | '|';
  /** The first rows below the header, as cells. */
  readonly samples: readonly (readonly string[])[];
}

export interface SkippedRow {
  readonly line: number;
  readonly text: string;
  readonly cidr: string;
  readonly code: 'container' | 'duplicate';
  readonly reason: string;
}

export interface RejectedRow {
  readonly line: number;
  readonly text: string;
  readonly code: string;
  readonly reason: string;
}

export interface ImportedSite {
  readonly id: string;
  readonly name: string;
  readonly kind: SiteKind;
  /** Whether the kind was guessed from the name, and not given in a column. */
  readonly kindGuessed: boolean;
  readonly subnets: number;
  readonly clients: number;
}

export interface ImportLimit {
  readonly exceeded: boolean;
  /** Largest share, in steps of 0.1 %, with which the clients fit; null where no share helps or nothing is exceeded. */
  readonly fillThatFits: number | null;
}

export interface ImportResult {
  /** null when nothing can be loaded; then `problems` says why. */
  readonly scenario: Scenario | null;
  readonly format: ImportFormat;
  readonly columns: ColumnsFound;
  readonly sites: number;
  readonly subnets: number;
  readonly clients: number;
  readonly siteList: readonly ImportedSite[];
  /** Rows below the header without blank lines and comments. rows = taken + skipped.length + rejected.length. */
  readonly rows: number;
  readonly taken: number;
  readonly skipped: readonly SkippedRow[];
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly Problem[];
  readonly problems: readonly Problem[];
  readonly limit: ImportLimit;
}
