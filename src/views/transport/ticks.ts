/** Round times for the timeline's axis: 1, 2, 5, 10, 15, 30 of seconds, minutes or hours, at most eight of them. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000, 8_640_000].map(
  (seconds) => seconds * 1e6,
);

export function tickTimes(end: number): number[] {
  const step = STEPS.find((candidate) => end / candidate <= 8) ?? end;
  const ticks: number[] = [];
  for (let t = 0; t <= end; t += step) ticks.push(t);
  return ticks;
}
