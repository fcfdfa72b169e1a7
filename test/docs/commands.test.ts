import { expect, it } from 'vitest';
import { renderCommandsPage } from './commands-page.ts';

it('has every command and flag on one page, as help describes them', async () => {
  await expect(renderCommandsPage()).toMatchFileSnapshot('../../docs/commands.md');
});
