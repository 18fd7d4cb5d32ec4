import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());
beforeEach(async () => {
  harness = startHarness();
  await settle();
  harness.log.length = 0;
});

const invite = (invitationId = 'i1'): void =>
  harness.sdk.startProactiveChat({ message: 'Need a hand?', invitationId }, false);

/** Lets the configuration wait. */
function holdConfig(): () => void {
  const { hold, letGo } = createHold();
  const { config } = harness.availability;
  harness.availability.readConfig = async () => {
    await hold;
    return config;
  };
  return letGo;
}

describe('where the administrator has switched proactive chat off', () => {
  beforeEach(() => {
    harness.availability.config = { operatingHours: 'open', allowsProactiveChat: false };
  });

  it('nobody is invited: a warning for the page, and the outcome refused', async () => {
    invite();
    await settle();
    expect(harness.log).toEqual(['invitation refused i1']);
    expect(harness.find('.card')).toBeNull();
    expect(harness.warnings).toHaveLength(1);
    expect(harness.installed.chatState()).toBe('closed');
  });

  it('each call is answered, also when the configuration is known', async () => {
    invite('i1');
    await settle();
    invite('i2');
    await settle();
    expect(harness.log).toEqual(['invitation refused i1', 'invitation refused i2']);
  });

  it('an ordinary chat starts all the same', async () => {
    harness.sdk.startChat();
    await settle();
    expect(harness.installed.chatState()).toBe('active');
  });
});

it.each([undefined, true])('with allowsProactiveChat %p the visitor is invited', async (given) => {
  harness.availability.config = {
    operatingHours: 'open',
    ...(given === undefined ? {} : { allowsProactiveChat: given }),
  };
  invite();
  await settle();
  expect(harness.log).toEqual(['invitation shown i1']);
  expect(harness.warnings).toEqual([]);
});

it('is not kept back by operating hours', async () => {
  harness.availability.config = { operatingHours: 'closed' };
  invite();
  await settle();
  expect(harness.log).toEqual(['invitation shown i1']);
});

it('the configuration is asked for once', async () => {
  const readConfig = jest.spyOn(harness.availability, 'readConfig');
  for (const id of ['i1', 'i2', 'i3']) {
    invite(id);
    await settle();
    harness.press('No thanks');
  }
  expect(readConfig).toHaveBeenCalledTimes(1);
});

describe('while the configuration is being asked for', () => {
  it('nothing is on the screen, and a second invitation is refused', async () => {
    const letGo = holdConfig();
    invite('i1');
    invite('i2');
    await settle();
    expect(harness.log).toEqual(['invitation refused i2']);
    letGo();
    await settle();
    expect(harness.log).toEqual(['invitation refused i2', 'invitation shown i1']);
  });

  it('a chat that starts comes before it', async () => {
    const letGo = holdConfig();
    invite();
    harness.sdk.startChat();
    letGo();
    await settle();
    expect(harness.log.filter((line) => line.startsWith('invitation'))).toEqual(['invitation refused i1']);
    expect(harness.installed.chatState()).toBe('active');
  });

  it.each([
    ['closeChat', () => harness.sdk.closeChat()],
    ['the tag', () => harness.installed.withdrawInvitation()],
  ])('%s can take it back: it has one outcome, and never shows', async (_, takeBack) => {
    const letGo = holdConfig();
    invite();
    takeBack();
    letGo();
    await settle();
    expect(harness.find('.card')).toBeNull();
    expect(harness.log).toHaveLength(1);
    expect(harness.log[0]).toMatch(/^invitation (withdrawn|refused) i1$/);
    invite('i2');
    await settle();
    expect(harness.log[1]).toBe('invitation shown i2');
  });

  it('destroy forgets it', async () => {
    const letGo = holdConfig();
    invite();
    harness.installed.destroy();
    letGo();
    await settle();
    expect(harness.log).toEqual([]);
    expect(document.body.childElementCount).toBe(0);
  });
});

it('every invitation has one outcome after it was shown', async () => {
  invite();
  await settle();
  harness.sdk.startChat();
  harness.installed.withdrawInvitation();
  harness.sdk.closeChat();
  await jest.advanceTimersByTimeAsync(120_000);
  const outcomes = harness.log.filter((line) => line.startsWith('invitation'));
  expect(outcomes).toEqual(['invitation shown i1', 'invitation withdrawn i1']);
});
