import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Checks a page as it is drawn now against what a machine can tell of WCAG 2.2 AA. */
export async function keepsTheRules(page: Page, where: string): Promise<void> {
  // Axe reads colours: what is still moving in has not its own yet.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html ?? ''}`);
  expect(told).toEqual([]);
}
