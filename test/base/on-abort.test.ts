import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onAbort } from '../../src/base/on-abort.ts';

describe('onAbort', () => {
  it('calls all listeners, in order, once, over one listener on the signal', () => {
    const controller = new AbortController();
    const called: number[] = [];
    for (let index = 0; index < 50; index++) onAbort(controller.signal, () => called.push(index));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort();
    expect(called).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('calls no removed listener, and leaves nothing on the signal without listeners', () => {
    const controller = new AbortController();
    const called: string[] = [];
    const leave = onAbort(controller.signal, () => called.push('left'));
    const leaveToo = onAbort(controller.signal, () => called.push('left too'));
    leave();
    leave();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    leaveToo();
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    onAbort(controller.signal, () => called.push('stayed'));
    leaveToo();
    controller.abort();
    expect(called).toEqual(['stayed']);
  });

  it('lets a listener remove others', () => {
    const controller = new AbortController();
    const called: string[] = [];
    onAbort(controller.signal, () => {
      called.push('first');
      leave();
    });
    const leave = onAbort(controller.signal, () => called.push('second'));
    controller.abort();
    expect(called).toEqual(['first']);
  });
});
