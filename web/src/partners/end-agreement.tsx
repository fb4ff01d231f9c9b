import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import layout from '../shared/layout.module.css';
import { Failure } from '../shared/notice.tsx';
import type { PartnerView } from './answers.ts';
import { WaitsForSecond } from './prepared-view.tsx';
import { pathOf, usePartnerStep } from './use-partners.ts';

type How = 'end' | 'revocation';

/** Both ways to end it, with what each does. `yes` is pressed last, and names the partner. */
const WAYS: Readonly<
  Record<
    How,
    {
      readonly title: string;
      readonly why: (id: string) => string;
      readonly yes: (id: string) => string;
      readonly does: string;
    }
  >
> = {
  end: {
    title: 'End the agreement',
    why: (id) => `Why (${id} gets this)`,
    yes: (id) => `Yes, end it with ${id}`,
    does: 'It is told. Tables and references are deleted, open requests are cancelled. It cannot be taken back.',
  },
  revocation: {
    title: 'Revoke the partner',
    why: () => 'Why (stays here)',
    yes: (id) => `Yes, refuse ${id} from now on`,
    does: 'It is not told: its key is refused at once. For a stolen key. It cannot be taken back.',
  },
};

/** The end of it: told, or, where its key is not trusted any more, not told. Asks again before it does. */
export function EndAgreement({ partner }: { readonly partner: PartnerView }) {
  const [how, setHow] = useState<How>();
  const [reason, setReason] = useState('');
  const step = usePartnerStep();
  const { id, state } = partner;
  const leave = (): void => setHow(undefined);
  return (
    <section className={layout.section} aria-label="End">
      <div className={layout.line}>
        {(['end', 'revocation'] as const)
          // What is over cannot end again; its key can still be refused.
          .filter((one) => one === 'revocation' || state !== 'ended')
          .map((one) => (
            <Button
              key={one}
              {...(one === 'revocation' && { color: 'red' })}
              variant={how === one ? 'filled' : one === 'end' ? 'default' : 'outline'}
              onClick={() => setHow(one)}
            >
              {WAYS[one].title} …
            </Button>
          ))}
      </div>
      {how && (
        <form
          className={`${layout.line} ${layout.ends}`}
          aria-label={WAYS[how].title}
          onSubmit={(event) => {
            event.preventDefault();
            step.mutate(
              { path: pathOf(partner, how), body: { reason: reason.trim() } },
              { onSuccess: leave },
            );
          }}
        >
          <TextInput
            label={WAYS[how].why(id)}
            required
            autoFocus
            w={340}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && leave()}
          />
          <Button type="submit" color="red" disabled={!reason.trim()} loading={step.isPending}>
            {WAYS[how].yes(id)}
          </Button>
          <Button variant="default" onClick={leave}>
            Leave it
          </Button>
          <span className="quiet small">{WAYS[how].does}</span>
        </form>
      )}
      {step.data && 'prepared' in step.data && <WaitsForSecond step={step.data.prepared} />}
      {step.error && <Failure error={step.error} />}
    </section>
  );
}
