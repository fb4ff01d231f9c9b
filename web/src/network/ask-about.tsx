import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { PrepareRequest } from '../ask/prepare-request.tsx';
import { useReason } from '../shared/reason.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { listed } from './words.ts';

/** The way from something that is not told here to whoever holds it: the blind question, and a request after a hit. */
export function AskAbout({
  person,
  partners,
  desk,
}: {
  readonly person: string;
  /** Who holds something here; where it is empty, all who can be asked. */
  readonly partners: readonly string[];
  readonly desk: Desk;
}) {
  const reason = useReason();
  const [preparing, setPreparing] = useState<string>();
  const askable = desk.services.filter(({ partner }) => partner).map(({ name }) => name);
  const wanted = partners.length > 0 ? partners.filter((name) => askable.includes(name)) : askable;
  const silent = partners.filter((name) => !askable.includes(name));
  const answers = desk.answers.get(person) ?? [];
  const hits = answers.flatMap((answer) =>
    answer.outcome === 'failed' ? [] : answer.hits.map((hit) => ({ answer, hit })),
  );
  const chosen = hits.find(({ hit }) => hit.reference === preparing);
  return (
    <div className={classes.asking}>
      {wanted.map((name) => (
        <Button
          key={name}
          size="compact-xs"
          variant="default"
          disabled={desk.busy}
          onClick={() => desk.ask(person, [name])}
        >
          Ask {name} about {desk.caption(person)}
        </Button>
      ))}
      {silent.length > 0 && (
        <span className="quiet small">
          {listed(silent)} {silent.length > 1 ? 'have' : 'has'} no agreement with this service: ask by other ways.
        </span>
      )}
      {answers.map((answer) => (
        <div key={answer.partner} className="small" role="status">
          <strong>{answer.partner}</strong>{' '}
          {answer.outcome === 'failed'
            ? `did not answer: ${answer.reason}`
            : answer.hits.length === 0
              ? 'no hit'
              : answer.hits.map((hit) => (
                  <span key={hit.reference}>
                    hit, {hit.strength}{' '}
                    <Button size="compact-xs" variant="default" onClick={() => setPreparing(hit.reference)}>
                      Prepare a request …
                    </Button>
                  </span>
                ))}
        </div>
      ))}
      {chosen && reason && (
        <Modal opened size="lg" onClose={() => setPreparing(undefined)} title={`What ${chosen.answer.partner} holds`}>
          <PrepareRequest
            partner={chosen.answer.partner}
            epoch={chosen.answer.epoch}
            hit={chosen.hit}
            question={{
              subject: { entityId: person },
              partners: [chosen.answer.partner],
              ...reason,
              caseNumber: '',
            }}
            onClose={() => setPreparing(undefined)}
          />
        </Modal>
      )}
    </div>
  );
}
