/** Pictures that are drawn over several frames: while one is unfinished, the page is not idle. */
const unfinished = new Set<object>();

export function setUnfinished(picture: object, isUnfinished: boolean): void {
  if (isUnfinished) unfinished.add(picture);
  else unfinished.delete(picture);
}
export const unfinishedPictures = (): number => unfinished.size;
