import type { Page } from 'playwright-core';
import type { RunningTocsin } from './tocsin.ts';

export const PASSWORD = 'seven quiet bells at noon';

/** The first sign-in of an account, or of all: the printed code, then a password. */
export async function signInFirst(
  page: Page,
  { url, code }: Pick<RunningTocsin, 'url' | 'code'>,
  account = 'administrator',
): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'First time here, or a new code?' }).click();
  await page.getByLabel('Account').fill(account);
  await page.getByLabel('One-time code').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel(`New password for ${account}`).fill(PASSWORD);
  await page.getByLabel('The same again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByRole('heading', { name: 'Why do you look?' }).waitFor();
}

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Account').fill('administrator');
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Chooses a purpose by its title, with its first legal basis. */
export async function chooseReason(page: Page, purpose: string): Promise<void> {
  await page.getByRole('radio', { name: purpose }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}
