/** Bits of the per-client `state` column, shared by the simulation, frames, the table and the map. */
export const ONLINE = 1 << 0;
/** The client has had an answer to an initial registration since it came online. */
export const REGISTERED = 1 << 1;
export const BACKWARD_LEADER = 1 << 2;
export const FORWARD_LEADER = 1 << 3;
/** Outgoing links stand. */
export const HAS_FORWARD = 1 << 4;
export const HAS_BACKWARD = 1 << 5;
/** Incoming links stand. */
export const HAS_PREVIOUS = 1 << 6;
export const HAS_NEXT = 1 << 7;
/** A registration is under way (initial or repeated). */
export const REGISTERING = 1 << 8;
/** A connection attempt is under way. */
export const SEEKING_FORWARD = 1 << 9;
export const SEEKING_BACKWARD = 1 << 10;
/** No server answers this client at present (REG-10). */
export const LOST_CONTACT = 1 << 11;
/** The place is empty: its client has moved to another address. */
export const VACATED = 1 << 12;
/** The client knows that it is isolated (CHAIN-4). */
export const ISOLATED = 1 << 13;
/** The client skips unreachable candidates (LINK-4). */
export const SKIPS = 1 << 14;
/** Its normal registrations are events at present, because its server cannot be reached. */
export const WATCHED = 1 << 15;
