import type { WIRE_SKEW, WIRE_VERSION } from '../src/delivery/wire.ts';

// Written out, because importing them would bring a whole validation library along; the types say when they drift.
export const VERSION: typeof WIRE_VERSION = 3;
export const SKEW: typeof WIRE_SKEW = 300_000;
