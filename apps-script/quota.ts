/** Recipients Google still takes today; -1 when it does not say. */
export function quotaLeft(): number {
  try {
    return MailApp.getRemainingDailyQuota();
  } catch {
    return -1;
  }
}
