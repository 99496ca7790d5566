/** What is needed only when somebody brings a file, in one late piece. */
export { decodeText } from '../scenario/decode-text';
export { detectInput } from '../scenario/import/detect';
export { LIMITS } from '../scenario/limits';
export { predictionText } from '../store/prediction';
export { expectedClients } from './expected-clients';
