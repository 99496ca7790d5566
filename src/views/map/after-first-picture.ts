/** What the map does without in its first picture, as one part to load. */
import type { MapExtras } from '../../render/map-extras';
import { MAP_EXTRAS } from '../../render/map-extras';
import { placeWords } from './place-words';

export const AFTER_FIRST_PICTURE: { readonly extras: MapExtras; readonly placeWords: typeof placeWords } = { extras: MAP_EXTRAS, placeWords };
