import { Anchor } from '@mantine/core';

/** Asks the frame of the pages to open the choice of purpose. */
export const CHANGE_REASON = 'tocsin:change-reason';

export const changeReason = (): void => {
  window.dispatchEvent(new Event(CHANGE_REASON));
};

export function ChangeReason() {
  return (
    <Anchor component="button" type="button" inherit onClick={changeReason}>
      Choose another purpose
    </Anchor>
  );
}
