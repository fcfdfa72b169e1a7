import { expect, it } from 'vitest';
import { renderErrorsPage } from './errors-page.ts';

it('has every error code on one page, as explain describes it', async () => {
  await expect(renderErrorsPage()).toMatchFileSnapshot('../../docs/errors.md');
});
