import { beforeAll, expect, test } from 'vitest';
import { localActor } from '../../src/screening/index.ts';
import { agreeRunning, roomsOf, until } from '../share/services.ts';
import { type Name, threeServices } from './three-services.ts';

// What else may come of a hit and of an agreement, between three processes, each step by a person at a page: a hit of medium
// strength, refusal, "not now", "not the same person" and back, an originator that is asked, changed terms, an end, a
// revocation. What only has to be there before (agreements, a request) is made through the rooms of the processes.

const DVORNIKOV = { name: ['Arkady Dvornikov'], birthDate: ['1979-03-14'] };
const VESTERGAARD = { name: ['Torben Vestergaard'], birthDate: ['1971-10-30'] };
const OYELARAN = { name: ['Folasade Oyelaran'], birthDate: ['1984-06-02'], passportNumber: ['A5512087'] };

const { at, by, purpose, picture, overflows, tocsin } = threeServices({
  lists: {
    north: { 'n-1': { name: ['Nobody Atall'], birthDate: ['1950-01-01'] } },
    south: { 's-1': DVORNIKOV, 's-2': VESTERGAARD, 's-3': OYELARAN },
    west: { 'w-1': OYELARAN },
  },
  people: [
    ['north', 'administrator'],
    ['south', 'administrator'],
    ['west', 'administrator'],
  ],
  // One person is enough for a strong hit, and for what is told to everybody.
  settings: { TOCSIN_REQUEST_TWO_PERSONS: 'medium', TOCSIN_ANSWER_TWO_PERSONS: 'marked' },
});

const rooms = (name: Name) => roomsOf(tocsin.at(`data/instances/${name}`));
const officer = localActor('officer', 'cooperation', 'public-task');
const colleague = localActor('colleague', 'cooperation', 'public-task');
const WHY = { purpose: 'review', legalBasis: 'public-task', caseNumber: 'C-1' };
type Properties = Readonly<Record<string, readonly string[]>>;

/** Asks until the partner's first table is there. */
async function hitOf(asker: Name, partner: Name, properties: Properties) {
  const subject = { query: { properties } };
  for (;;) {
    const [answer] = await rooms(asker).question.all(officer, { ...WHY, subject, partners: [partner] });
    if (answer?.outcome === 'hits' && answer.hits[0]) return { answer, subject, hit: answer.hits[0] };
    // Seconds, not turns: each question is paid for.
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

/** A request that is on its way; gives its id, which both sides have. */
async function requested(asker: Name, partner: Name, properties: Properties): Promise<string> {
  const { answer, subject, hit } = await hitOf(asker, partner, properties);
  const { id } = await rooms(asker).requests.prepare(officer, {
    ...WHY,
    partner,
    subject,
    reference: hit.reference,
    strength: hit.strength,
    epoch: answer.epoch,
    handling: 'TLP:AMBER//ORCON//H1,H2',
    question: 'What do you hold?',
  });
  await until(async () => (await rooms(partner).requests.list(officer)).some((one) => one.id === id));
  return id;
}

const page = async (name: Name, path: string) => {
  await by(name).goto(`${at(name).url}${path}`);
  return by(name);
};

beforeAll(async () => {
  for (const [a, b] of [
    ['north', 'south'],
    ['south', 'west'],
    ['north', 'west'],
  ] as const)
    await agreeRunning(rooms(a), rooms(b), b);
  await Promise.all((['north', 'south', 'west'] as const).map((name) => purpose(by(name), 'Cooperation')));
}, 120_000);

test('a hit of medium strength is shown as such, and a second person sends what follows', async () => {
  await hitOf('north', 'south', DVORNIKOV);
  const north = await page('north', '/ask');
  await north.getByLabel('Name', { exact: true }).fill('Torben Vestergaard');
  await north.getByLabel('Born').fill('1971');
  await north.getByLabel('Case number').fill('N-7');
  await north.getByRole('checkbox', { name: 'west' }).uncheck();
  await north.getByRole('button', { name: 'Ask 1 partner' }).click();
  const hit = north.getByRole('row', { name: /south hit, medium/ });
  await hit.getByText('about one in 100,000 other persons has the same').waitFor();
  await hit.getByRole('button', { name: 'Prepare a request' }).click();
  const form = north.getByRole('form', { name: 'Request to south' });
  await form.getByLabel('What is wanted').fill('Is it the person of your case of May?');
  await picture(north, 'ask-medium');
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await north.getByText('you prepared it, so it is not you').waitFor();
  await north.getByText('medium: about one in 100,000').waitFor();
  // The answers are still there: a question that was sent is spent.
  await north.goBack();
  await hit.getByText('Waits for a second person').waitFor();
  await hit.getByRole('link', { name: 'Request' }).click();
  await north.keyboard.press('c');
  await north.getByRole('button', { name: 'Take it back', exact: true }).click();
  await north.getByText('Cancelled').first().waitFor();
});

test('a refusal and a "not now" say why, and the asker sees both come', async () => {
  const first = await requested('north', 'south', DVORNIKOV);
  const north = await page('north', `/requests/${first}`);
  const south = await page('south', '/requests');
  await south.getByRole('link', { name: 'Request', exact: true }).click();
  await south.getByText('What may go of the own record').waitFor();
  await south.keyboard.press('x');
  await south.getByLabel('Why', { exact: true }).selectOption('ongoing-work');
  await south.getByLabel('Note (the partner gets this)').fill('until the hearing');
  await south.getByRole('button', { name: 'Refuse it' }).click();
  await north.getByText('Refused: It would harm work that goes on.').waitFor();
  await north.getByText('until the hearing').first().waitFor();
  await picture(north, 'requests-refused');

  await page('north', '/requests?side=sent');
  await page('south', '/requests');
  const second = await requested('north', 'south', DVORNIKOV);
  // Both lists are open while it comes.
  await north.getByRole('row', { name: /Delivered/ }).waitFor();
  await south.getByRole('row', { name: /Open/ }).click();
  await south.getByText('What may go of the own record').waitFor();
  await south.keyboard.press('n');
  await south.getByLabel('Note (the partner gets this)').fill('after the holidays');
  await south.getByRole('button', { name: 'Put it off' }).click();
  await north.getByRole('row', { name: /Not now/ }).waitFor();
  await page('north', `/requests/${second}`);
  await north.getByText('after the holidays').first().waitFor();

  // What was put off is answered all the same: by one person, for it may be told to everybody.
  const advice = south.getByRole('table', { name: 'What policy says of each statement' });
  await advice.getByRole('checkbox', { name: 'Birth date 1979-03-14' }).check();
  const marking = south.getByRole('group', { name: /Marking of the answer/ });
  await marking.getByLabel('TLP:CLEAR', { exact: true }).check();
  for (const part of ['ORCON', 'H1', 'H2']) await marking.getByLabel(part, { exact: true }).uncheck();
  await south.getByRole('button', { name: 'Answer with 1 statement' }).click();
  await north.getByRole('table', { name: 'Received statements' }).getByText('1979-03-14').waitFor();
});

test('"not the same person" is known on both sides, and taken back on both', async () => {
  const [north, south] = [by('north'), by('south')];
  await north.keyboard.press('f');
  await north.getByRole('group', { name: 'The same person' }).getByLabel('no').check();
  await north.getByRole('group', { name: 'Of use' }).getByLabel('no').check();
  await north.getByRole('button', { name: 'Tell the owner' }).click();
  for (const one of [north, south])
    await one.getByText('People found that it is not the same person.').waitFor();
  await north.keyboard.press('o');
  await north.getByLabel('Why (the partner gets this)').fill('a second document says so');
  await north.getByRole('button', { name: 'Take it back on both sides' }).click();
  for (const one of [north, south]) await one.getByText('took “not the same person” back').first().waitFor();
  expect(await south.getByText('People found that it is not the same person.').count()).toBe(0);
});

test('what came from a third service goes further only when that service agrees', async () => {
  // South holds what West gave under originator control, of a person that is on its own list, too.
  const first = await requested('south', 'west', OYELARAN);
  const { advice } = await rooms('west').requests.show(officer, first);
  await rooms('west').requests.answer(officer, first, {
    statements: advice.map(({ id }) => id),
    marking: 'TLP:GREEN//ORCON//H2',
    note: '',
  });
  await rooms('west').requests.approve(colleague, first, true, '');
  await until(async () => (await rooms('south').requests.show(officer, first)).answer !== undefined);
  const { answer } = await rooms('south').requests.show(officer, first);
  await rooms('south').screening.judge(localActor('officer', 'review', 'public-task'), {
    left: 's-3',
    right: answer?.entity ?? '',
    verdict: 'same',
    reason: 'the same passport',
  });

  const west = await page('west', '/requests?kind=consent');
  const request = await requested('north', 'south', OYELARAN);
  const south = await page('south', `/requests/${request}`);
  const rows = south.getByRole('table', { name: 'What policy says of each statement' });
  await rows.getByText('west is asked first').first().waitFor();
  await rows
    .getByRole('row', { name: /west is asked first/ })
    .first()
    .getByRole('checkbox')
    .check();
  await picture(south, 'requests-originator');
  await south.getByRole('button', { name: 'Answer with 1 statement' }).click();
  await south.getByText('you prepared it, so it is not you').waitFor();
  await rooms('south').requests.approve(colleague, request, true, '');
  await south.getByText('asked, no answer yet').waitFor();

  await west.getByRole('link', { name: 'Asks us as originator' }).click();
  await west.getByText('May south pass the statements below on to').waitFor();
  await picture(west, 'requests-consent');
  await west.getByRole('checkbox', { name: 'north may know that we said it' }).check();
  await west.getByRole('button', { name: 'Agree', exact: true }).click();
  await west.getByText('prepared a yes').waitFor();
  const [consent] = await rooms('west').requests.list(officer, { kind: 'consent' });
  await rooms('west').requests.approve(colleague, consent?.id ?? '', true, '');
  await west.getByText('Agreed').first().waitFor();
  await south.getByRole('table', { name: 'Given statements' }).waitFor();
  const north = await page('north', `/requests/${request}`);
  await north.getByRole('table', { name: 'Received statements' }).getByText('west').waitFor();
});

test('changed terms are proposed at one, read and signed at the other, whole', async () => {
  await Promise.all([purpose(by('north'), 'Partnership'), purpose(by('south'), 'Partnership')]);
  const south = await page('south', '/partners/north');
  const north = await page('north', '/partners/south');
  await north.getByRole('button', { name: 'Propose a change' }).click();
  const form = north.getByRole('form', { name: 'Change of the agreement' });
  await form.getByRole('checkbox', { name: 'Cooperation on information-exchange' }).waitFor();
  await form.getByLabel('Questions a day').fill('80');
  await form.getByLabel('What came by answers stays').check();
  await form.getByLabel('Sharing groups of north').fill('river, Delta,');
  await form.getByLabel('Sharing groups of south').fill('ri_ver');
  await form.getByText('is no name of a sharing group').waitFor();
  await form.getByLabel('Sharing groups of south').fill('river');
  await picture(north, 'partners-change');
  await form.getByRole('button', { name: 'Sign it, and send it' }).click();
  await north.getByText('the partner has not signed yet').waitFor();
  await south.getByText('north proposes other terms').waitFor();
  await south
    .getByRole('table', { name: 'What changes' })
    .getByRole('row', {
      name: 'Neither belongs to a sharing group. north belongs to river, delta. south belongs to river.',
    })
    .waitFor();
  expect(await overflows(south)).toBe(false);
  await picture(south, 'partners-proposal');
  await south.getByRole('button', { name: 'Sign the changed terms' }).click();
  for (const one of [north, south]) {
    await one.getByText('Version 2, signed by').waitFor();
    await one.getByText('What came by answers stays with who got it').waitFor();
    await one.getByText('north belongs to river, delta. south belongs to river.').waitFor();
    await one.getByText('Each may ask 80 questions a day').waitFor();
  }
});

test('a change that waits for its second person is shown in words, beside what is agreed', async () => {
  // What waits comes from a service where two sign; the page is the same.
  const [step] = [
    {
      id: '0197f3d2-0000-7000-8000-000000000001',
      what: 'propose-change',
      name: 'south',
      terms: { questionsPerDay: 120, deconfliction: true, groups: { north: ['river', 'delta', 'lake'] } },
      by: 'lena',
      at: '2026-03-02T08:00:00.000Z',
      until: '2027-04-01T08:00:00.000Z',
    },
  ];
  await by('north').route('**/api/prepared-steps', (route) => route.fulfill({ json: { steps: [step] } }));
  const north = await page('north', '/partners');
  await north.getByRole('button', { name: 'Show the terms' }).click();
  const changes = north.getByRole('table', { name: 'What changes' });
  await changes
    .getByRole('row', {
      name: 'Each may ask 80 questions a day, and 10 a minute. Each may ask 120 questions a day, and 10 a minute.',
    })
    .waitFor();
  await changes.getByText('north belongs to river, delta, lake.').waitFor();
  await north.getByText('What stays as it is').click();
  await north.getByText('Keys and tables are new every 7 days.').waitFor();
  expect(await north.getByText('questionsPerDay').count()).toBe(0);
  expect(await overflows(north)).toBe(false);
  await picture(north, 'partners-prepared');
  await north.unroute('**/api/prepared-steps');
});

test('who asks more than was agreed is told of on every page, until it was seen', async () => {
  const subject = { query: { properties: DVORNIKOV } };
  for (let questions = 0; questions < 12; questions++)
    await rooms('north').question.all(officer, { ...WHY, subject, partners: ['south'] });
  const south = await page('south', '/law');
  const alarms = south.getByRole('region', { name: 'Alarms' });
  await alarms.getByText('north asked more in a minute than was agreed.').waitFor();
  expect(await overflows(south)).toBe(false);
  await picture(south, 'alarms');
  await alarms.getByRole('link', { name: 'What is agreed with north' }).click();
  await south.getByRole('heading', { name: /north/ }).first().waitFor();
  await alarms.getByRole('link', { name: /^Entry \d+$/ }).click();
  await south.getByRole('row', { name: /partner:north alarm/ }).waitFor();
  await alarms.getByRole('button', { name: 'Seen' }).click();
  await alarms.waitFor({ state: 'detached' });
  await south.reload();
  await south.getByRole('row', { name: /partner:north alarm/ }).waitFor();
  expect(await alarms.count()).toBe(0);

  // Many at once leave the page its place.
  const many = Array.from({ length: 14 }, (_, i) => ({
    entry: 100 + i,
    at: '2026-03-02T08:00:00.000Z',
    about: i % 3 === 0 ? 'ledger' : 'questions',
    service: `service-of-a-very-long-name-for-the-protection-of-the-${i}`,
    why: i % 3 === 0 ? 'fork' : 'decoy',
  }));
  await south.route('**/api/alarms', (route) =>
    route.fulfill({
      json: {
        alarms: many,
        unreachable: [{ partner: 'west', title: 'west', since: '2026-03-01T08:00:00.000Z', waiting: 3 }],
        mayReadLedger: true,
        mayKeepLinks: true,
      },
    }),
  );
  await south.reload();
  await alarms.getByRole('button', { name: '12 more' }).click();
  await alarms.getByText('west cannot be reached since').waitFor();
  expect(await overflows(south)).toBe(false);
  await picture(south, 'alarms-many');
  await alarms
    .getByRole('listitem')
    .filter({ hasText: 'west cannot be reached' })
    .getByRole('button', { name: 'Seen' })
    .click();
  await alarms.getByText('west cannot be reached since').waitFor({ state: 'detached' });
  await south.reload();
  await alarms.getByRole('button', { name: '11 more' }).waitFor();
  await south.unroute('**/api/alarms');
  await Promise.all([page('south', '/partners/north'), page('north', '/partners/south')]);
});

test('an end is told, with its reason; a revocation is not', async () => {
  const [north, south] = [by('north'), by('south')];
  await south.getByRole('button', { name: 'End the agreement' }).click();
  await south.getByLabel('Why (north gets this)').fill('the law has changed');
  await south.getByRole('button', { name: 'Yes, end it with north' }).click();
  await north.getByText('by south.').waitFor();
  await north.getByText('the law has changed').waitFor();
  await picture(north, 'partners-ended');

  await purpose(by('west'), 'Partnership');
  const west = await page('west', '/partners/north');
  await west.getByRole('button', { name: 'Revoke the partner' }).click();
  await west.getByLabel('Why (stays here)').fill('its key was stolen');
  await west.getByRole('button', { name: 'Yes, refuse north from now on' }).click();
  await west.getByText('agreement revoked').waitFor();
  await page('north', '/partners/west');
  await north.getByText('agreement in force').waitFor();
  await north.getByRole('button', { name: 'Is it there?' }).click();
  await north.getByText('Try again in a minute.').waitFor();
  // Why, in words, and the list says whom to call.
  await north.getByRole('link', { name: 'All partners' }).click();
  await north.getByRole('row', { name: /west.*call it/ }).waitFor();
  await north.getByRole('checkbox', { name: /only those with something to do/ }).check();
  await north.getByText('1 of 2').waitFor();
  await picture(north, 'partners-attention');
});
