import { expect, test } from 'vitest';
import { threeServices } from './three-services.ts';

// Three services on one machine, as three processes of the built program, and two people at two of them: a question, a
// request, an answer with a marking, a correction, a withdrawal, and what the ledgers of both say of it. Nobody presses
// "Look again": pages hear of what partners do. Refusals and endings stand in cooperation-endings.test.ts.

const DVORNIKOV = { name: ['Arkady Dvornikov'], birthDate: ['1979-03-14'] };
const { tocsin, cli, at, by, purpose, picture, overflows } = threeServices({
  lists: {
    north: { 'n-1': DVORNIKOV },
    south: {
      's-1': {
        ...DVORNIKOV,
        alias: ['Arkadi Dwornikow'],
        passportNumber: ['T9914402'],
        nationality: ['md'],
        birthPlace: ['Bender'],
      },
    },
    west: { 'w-1': { name: ['Torben Vestergaard'], birthDate: ['1971-10-30'] } },
  },
  people: [
    ['north', 'administrator'],
    ['north', 'second'],
    ['south', 'administrator'],
    ['south', 'second'],
  ],
});

test('an agreement is written at one, read and signed at the other; others by commands', async () => {
  const commands = (async () => {
    for (const [a, b] of [
      ['north', 'west'],
      ['south', 'west'],
    ] as const) {
      const file = tocsin.at(`${a}-${b}.json`);
      await cli('--name', a, 'partner', 'invite', b, '--out', file);
      await cli('--name', b, 'partner', 'accept', file, '--yes');
    }
  })();
  const [north, south] = [by('north'), by('south')];
  await purpose(north, 'Partnership');
  // Open while both sign: it hears of the new partner.
  await north.goto(`${at('north').url}/find`);
  // By the keys, from another page.
  await north.locator('#page').focus();
  await north.keyboard.press('g');
  await north.keyboard.press('p');
  await north
    .getByText('There is no partner yet.')
    .or(north.getByRole('table', { name: 'Partners' }))
    .waitFor();
  await north.keyboard.press('2');
  await north.getByLabel('Name of the service').fill('south');
  await north.getByRole('checkbox', { name: 'Cooperation on information-exchange' }).waitFor();
  await north.getByLabel('Questions a day').fill('50');
  await north.getByLabel('Both learn when they work on the same person').check();
  await picture(north, 'partners-invite');
  await north.getByRole('button', { name: 'Sign, and write the invitation' }).click();
  const text = await north.getByLabel('Text of the invitation').inputValue();

  await purpose(south, 'Partnership');
  await south.goto(`${at('south').url}/partners?view=accept`);
  await south.getByLabel('Text of the invitation').fill('{"form": "tocsin"}');
  await south.getByText('This is no invitation.').waitFor();
  await south.getByLabel('Text of the invitation').fill(text);
  await south.getByText('Each may ask 50 questions a day, and 10 a minute.').waitFor();
  await picture(south, 'partners-accept');
  await south.getByRole('button', { name: 'Sign it' }).click();
  await south.getByText('agreement in force').waitFor();
  await south.getByText('Both learn when they work on the same person, and whom to call.').waitFor();
  await south.getByRole('button', { name: 'Is it there?' }).click();
  await south.getByText('It has the same agreement').waitFor();
  expect(await overflows(south)).toBe(false);
  await picture(south, 'partners-one');
  await commands;
  await north.goto(`${at('north').url}/partners`);
  await north.getByRole('row', { name: /south.*in force.*just now/ }).waitFor();
  await north.getByRole('row', { name: /west.*in force/ }).waitFor();
  await picture(north, 'partners');
});

test('one question to two partners: one knows the person; a request is prepared and sent by a second person', async () => {
  const [north, second] = [by('north'), by('north', 'second')];
  await purpose(north, 'Cooperation');
  await north.goto(`${at('north').url}/entity/n-1`);
  await north.getByRole('link', { name: 'Ask partners' }).click();
  await north.getByText('No independent audit of this protocol has been made').waitFor();
  await north.getByLabel('Case number').fill('N-2026-17');
  const answers = north.getByRole('table', { name: 'Answers of partners' });
  const hit = answers.getByRole('row', { name: /south hit, strong/ });
  const none = answers.getByRole('row', { name: /west no hit/ });
  // A partner that is at its first table says that it has none yet; then it is asked again.
  await expect
    .poll(
      async () => {
        await north.getByRole('button', { name: 'Ask 2 partners' }).click();
        await north.getByText(/may know this person|None of those/).waitFor();
        return (await hit.count()) + (await none.count());
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(2);
  expect(await overflows(north)).toBe(false);
  await hit.getByRole('button', { name: 'Prepare a request' }).click();
  const form = north.getByRole('form', { name: 'Request to south' });
  await form.getByLabel('What is wanted').fill('What do you hold on Dvornikov?');
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await form.getByText('the text names the person').waitFor();
  await form.getByLabel('What is wanted').fill('Which travel documents do you hold, and since when?');
  await picture(north, 'ask');
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await north.getByText('you prepared it, so it is not you').waitFor();
  expect(await north.getByRole('button', { name: 'Approve it' }).count()).toBe(0);

  await second.goto(`${at('north').url}/requests?side=sent`);
  await second.getByText('1 wait for your approval').waitFor();
  await second.locator('#page').focus();
  await second.keyboard.press('a');
  await second.getByText('prepared this request').waitFor();
  await second.keyboard.press('a');
  await second.getByRole('heading', { name: 'Request to south' }).waitFor();
  await second.getByText('Answer of use under').waitFor();
  await second.getByText('Delivered').first().waitFor();
});

test('the owner sees what may go, answers under a marking, and a second person lets it go', async () => {
  const [south, second] = [by('south'), by('south', 'second')];
  await purpose(south, 'Cooperation');
  await south.goto(`${at('south').url}/requests`);
  await south.getByText('Which travel documents do you hold').first().waitFor();
  await picture(south, 'requests');
  await south.locator('#page').focus();
  await south.keyboard.press('Enter');
  await south.getByText('What may go of the own record').waitFor();
  const advice = south.getByRole('table', { name: 'What policy says of each statement' });
  expect(await advice.getByText('may go').count()).toBeGreaterThan(3);
  await advice.getByRole('checkbox', { name: 'Passport number T9914402' }).check();
  await advice.getByRole('checkbox', { name: 'Birth place Bender' }).check();
  const marking = south.getByRole('group', { name: /Marking of the answer/ });
  await marking.getByLabel('TLP:AMBER', { exact: true }).check();
  await marking.getByText(/^TLP:AMBER\/\//).waitFor();
  // Its own keys, while it has the focus: the letters of the page do not act.
  await marking.getByLabel('TLP:AMBER', { exact: true }).focus();
  await south.keyboard.press('5');
  await marking.getByText(/^TLP:RED\/\//).waitFor();
  await south.keyboard.press('o');
  // TLP:RED goes to whom it names: whoever is answered, until that is taken away.
  await marking.getByText('TLP:RED//H1,H2//FOR:north', { exact: true }).waitFor();
  const answer = south.getByRole('button', { name: 'Answer with 2 statements' });
  const named = marking.getByRole('checkbox', { name: 'For north' });
  await south.keyboard.press('f');
  await named.and(south.locator(':focus')).waitFor();
  await picture(south, 'requests-red');
  await south.keyboard.press('Space');
  await marking.getByText('It names nobody').waitFor();
  await marking.getByText('TLP:RED//H1,H2', { exact: true }).waitFor();
  await south.getByText('north is not named').waitFor();
  expect(await answer.isDisabled()).toBe(true);
  await picture(south, 'requests-red-nobody');
  await south.keyboard.press('Space');
  await marking.getByText('TLP:RED//H1,H2//FOR:north', { exact: true }).waitFor();
  expect(await answer.isEnabled()).toBe(true);
  await south.keyboard.press('o');
  await south.keyboard.press('3');
  await marking.getByText(/^TLP:AMBER\/\/ORCON/).waitFor();
  expect(await overflows(south)).toBe(false);
  await picture(south, 'requests-answer');
  await answer.click();
  await south.getByText('you prepared it, so it is not you').waitFor();

  await second.goto(`${at('south').url}/requests`);
  await second.getByRole('link', { name: 'Request', exact: true }).click();
  await second.getByText('✓ goes').first().waitFor();
  await second.getByRole('button', { name: 'Approve it' }).click();
  await second.getByRole('table', { name: 'Given statements' }).getByText('T9914402').waitFor();
});

const received = (page: ReturnType<typeof by>, value: string, state: string) =>
  page
    .getByRole('table', { name: 'Received statements' })
    .getByRole('row')
    .filter({ hasText: value })
    .filter({ hasText: state });

test('the answer is at the asker with its marking; a correction and a withdrawal follow it there', async () => {
  const [north, south] = [by('north'), by('south')];
  await north.getByText('What south gave').first().waitFor();
  const passport = received(north, 'T9914402', 'current');
  expect(await passport.textContent()).toContain('TLP:AMBER//ORCON//H1,H2');
  expect(await passport.textContent()).toContain('not passed on before its originator has agreed');

  await south.getByText('What north got').first().waitFor();
  const given = south.getByRole('table', { name: 'Given statements' });
  await given
    .getByRole('row', { name: /Passport number/ })
    .getByRole('button', { name: 'Correct' })
    .click();
  await south.getByLabel('Correct value').fill('T9914408');
  await south.getByLabel('Why (every holder').fill('misread in the file');
  await south.getByRole('button', { name: 'Correct it everywhere' }).click();
  await given.getByText('T9914408').waitFor();
  await north.getByText('T9914408').first().waitFor();
  expect(await received(north, 'T9914402', 'corrected').textContent()).toContain('misread in the file');
  await picture(north, 'requests-received');

  await given
    .getByRole('row', { name: /T9914408/ })
    .getByRole('button', { name: 'Withdraw' })
    .click();
  await south.getByLabel('Why (every holder').fill('of another person');
  await south.getByRole('button', { name: 'Withdraw it everywhere' }).click();
  await south.getByText('gone at north').first().waitFor();
  await received(north, 'T9914408', 'withdrawn').waitFor();
  await picture(south, 'requests-withdrawn');
  await north.keyboard.press('f');
  await north.getByRole('group', { name: 'The same person' }).getByLabel('yes').check();
  await north.getByRole('group', { name: 'Of use' }).getByLabel('yes').check();
  await north.getByRole('button', { name: 'Tell the owner' }).click();
  await north.getByText('Feedback: the same person, of use').waitFor();
  // It is a record like any other; what was withdrawn is not in it any more.
  await north.getByRole('link', { name: 'The record as south gave it' }).click();
  await north.getByText('Bender').first().waitFor();
  expect(await north.getByText(/T99144/).count()).toBe(0);
  await north.goto(`${at('north').url}/partners?view=figures`);
  await north.getByRole('table', { name: 'Cooperation by partner' }).getByText('south').waitFor();
  expect(await overflows(north)).toBe(false);
  await picture(north, 'partners-figures');
  const download = north.waitForEvent('download');
  await north.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('cooperation.csv');
});

test('both ledgers show every step', async () => {
  const steps = async (name: 'north' | 'south'): Promise<readonly string[]> => {
    const page = by(name, 'second');
    await purpose(page, 'Audit');
    await page.goto(`${at(name).url}/ledger`);
    await page.getByText('nothing was changed or cut out').waitFor();
    const rows = await page
      .locator('tbody tr[id^="entry-"]')
      .evaluateAll((all) =>
        all.map((row) =>
          [2, 3]
            .map(
              (cell) =>
                (row as { children: { textContent: string }[] } & typeof row).children[cell]?.textContent,
            )
            .join(' '),
        ),
      );
    return rows;
  };
  const [north, south] = [await steps('north'), await steps('south')];
  expect(north).toEqual(
    expect.arrayContaining([
      'administrator ask-partners',
      'administrator send-request',
      'second decide-request',
      'partner:south receive-answer',
      'partner:south correct-statement',
      'partner:south withdraw-statement',
    ]),
  );
  expect(south).toEqual(
    expect.arrayContaining([
      'partner:north receive-request',
      'administrator send-request',
      'second decide-request',
      'partner:north receive-receipt',
      'partner:north receive-feedback',
    ]),
  );
});
