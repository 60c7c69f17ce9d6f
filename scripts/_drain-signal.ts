/**
 * Ctrl-C once: finish what is under way, give back the rest. Twice: leave at once; what was under way is told as unknown
 * by the next run.
 */
export function drainSignal(onDrain: () => void): AbortSignal {
  const controller = new AbortController();
  const ask = () => {
    if (controller.signal.aborted) {
      console.error('ended at once; who was on their way is unknown, the next run says so');
      process.exit(130);
    }
    controller.abort();
    onDrain();
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  return controller.signal;
}
