/**
 * For a Node that lives for seconds: to optimise the WebAssembly of PGlite takes longer than running it as it was first
 * compiled.
 */
export const SHORT_LIVED = ['--liftoff-only'] as const;
