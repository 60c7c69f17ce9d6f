// react-email brings Prism along, which takes every message to a worker for its own unless it is told not to before it
// is loaded. The build leaves Prism out; the studio does not.
Object.assign(globalThis, { Prism: { disableWorkerMessageHandler: true } });
