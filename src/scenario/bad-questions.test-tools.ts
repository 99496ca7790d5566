/** Files with one mistake in a question, an action, or what decides about them; each with the code and the place of its problem. */
import type { BadScenario } from '../testing/bad-scenarios';
import { goodScenario } from '../testing/bad-scenarios';

type Json = Record<string, unknown>;

const OS = 'Operating System';
/** Where an item that is added to the good file stands. */
const ADDED = 2;

function file(change: Json, code: string, title: string, where: string): BadScenario {
  return { title, input: JSON.stringify({ ...goodScenario(), ...change }), code, where };
}

/** Items behind those of the good file. */
function items(added: readonly Json[], code: string, title: string, where: string): BadScenario {
  return file({ timeline: [...(goodScenario()['timeline'] as Json[]), ...added] }, code, title, `/timeline/${ADDED}${where}`);
}

const ask = (change: Json, code: string, title: string, where: string): BadScenario =>
  items([{ at: '3m', do: 'ask', id: 'q', sensors: [OS], ...change }], code, title, where);
const deploy = (change: Json, code: string, title: string, where: string): BadScenario =>
  items([{ at: '3m', do: 'deploy', id: 'd', ...change }], code, title, where);
const setting = (key: string, value: unknown, code: string, title: string): BadScenario =>
  file({ settings: { [key]: value } }, code, title, `/settings/${key}`);
const client = (key: string, value: unknown, code: string, title: string): BadScenario =>
  file({ clients: [{ address: '10.0.5.3', [key]: value }] }, code, title, `/clients/0/${key}`);
const twice = (one: Json, code: string, title: string): BadScenario => {
  const bad = items([one, { ...one, at: '4m' }], code, title, '');
  return { ...bad, where: `/timeline/${ADDED + 1}/id` };
};

export const BAD_QUESTIONS: readonly BadScenario[] = [
  ask({ sensors: OS }, 'type.wrong', 'a sensor that stands in no list', '/sensors'),
  ask({ sensors: [7] }, 'type.wrong', 'a sensor that is a number', '/sensors/0'),
  ask({ sensors: [''] }, 'sensor.form', 'a sensor without a name', '/sensors/0'),
  ask({ sensors: [OS, ' \t\u3000'] }, 'sensor.form', 'a sensor whose name is white space', '/sensors/1'),
  ask({ sensors: [OS, OS] }, 'sensor.duplicate', 'a sensor twice', '/sensors/1'),
  ask({ sensors: ['Is Virtual', OS, '  is   VIRTUAL'] }, 'sensor.duplicate', 'a sensor twice in other letters', '/sensors/2'),
  ask({ sensors: ['Shoe Size', 'shoe size'] }, 'sensor.duplicate', 'a sensor twice that nobody knows', '/sensors/1'),
  ask({ sensors: ['x'.repeat(257)] }, 'limit.string', 'a sensor of 257 characters', '/sensors/0'),
  ask({ sensors: ['a\ud800b'] }, 'text.surrogate', 'a sensor with half a character', '/sensors/0'),
  ask({ sensors: Array.from({ length: 101 }, (_, i) => `Sensor ${i}`) }, 'limit.sensors', 'a question with 101 sensors', '/sensors'),
  ask({ sensors: undefined }, 'key.missing', 'a question without the key for sensors', '/sensors'),
  ask({ id: undefined }, 'key.missing', 'a question without an id', '/id'),
  ask({ id: 'question one' }, 'id.form', 'a question whose id has a space', '/id'),
  ask({ file: 'patch' }, 'key.unknown', 'a question with a file', '/file'),
  ask({ target: null }, 'target.form', 'a target of null', '/target'),
  ask({ target: {} }, 'target.form', 'a target that says nothing', '/target'),
  ask({ target: { fraction: -0.1 } }, 'number.range', 'a target of less than nobody', '/target/fraction'),
  ask({ target: { fraction: 1.000001 } }, 'number.range', 'a target of more than everybody', '/target/fraction'),
  ask({ target: { fraction: '0.5' } }, 'type.wrong', 'a fraction in quotes', '/target/fraction'),
  ask({ target: { subnet: '10.0.5.0' } }, 'cidr.form', 'a target subnet without a length', '/target/subnet'),
  ask({ target: { subnet: '10.0.5.0/25' } }, 'subnet.unknown', 'a target that is half a subnet', '/target/subnet'),
  ask({ target: { addresses: ['10.0.5.1', '172.16.0.1'] } }, 'client.unknown', 'a question to an endpoint without a client', '/target/addresses/1'),
  deploy({ sensors: [OS] }, 'key.unknown', 'a deployment with sensors', '/sensors'),
  deploy({ distribute: 'slowly' }, 'duration.form', 'a deployment that is spread in words', '/distribute'),
  deploy({ target: { site: 'brnch' } }, 'site.unknown', 'a deployment to a site that is not there', '/target/site'),
  twice({ at: '3m', do: 'ask', id: 'q', sensors: [OS] }, 'id.duplicate', 'two questions of one id'),
  twice({ at: '3m', do: 'deploy', id: 'd' }, 'id.duplicate', 'two deployments of one id'),
  setting('questionExpiry', '0s', 'number.range', 'questions that expire at once'),
  setting('questionExpiry', '401d', 'limit.duration', 'questions that expire after 401 days'),
  setting('answerHold', 'sometimes', 'duration.form', 'answers that are held sometimes'),
  setting('answerHold', 'Never', 'duration.form', 'answers that are held Never'),
  setting('answerHold', 0, 'type.wrong', 'answers that are held 0'),
  setting('actionTimeout', '1.5 m', 'duration.form', 'a time-out with a space'),
  setting('hopProcessing', '61m', 'number.range', 'a hop of more than an hour'),
  setting('sensorTime', '25h', 'number.range', 'a sensor that runs for more than a day'),
  client('sensorTime', '20', 'duration.form', 'the time of a sensor without a unit'),
  client('answer', 'x'.repeat(257), 'limit.string', 'an answer of 257 characters'),
  client('answer', 11, 'type.wrong', 'an answer that is a number'),
  client('actionLock', 'yes', 'type.wrong', 'an action lock in words'),
];
