/** What is needed only when somebody brings a file, in one late piece. */
export { decodeText } from '../scenario/decode-text';
export { detectInput } from '../scenario/import/detect';
export { LIMITS } from '../scenario/limits';
export { warningFor, warningForText } from '../views/import/prediction';
export { builtIn } from '../scenario/library/index';
