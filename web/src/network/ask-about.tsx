import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { PrepareRequest } from '../ask/prepare-request.tsx';
import { useAskable } from '../requests/use-requests.ts';
import { type Reason, useReason } from '../shared/reason.ts';
import { useMe } from '../shared/session.ts';
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
  const liaison = useMe().data?.roles.includes('liaison-officer') === true;
  const [preparing, setPreparing] = useState<string>();
  const terms = useAskable().data ?? [];
  const askable = terms.map(({ id }) => id);
  const wanted = partners.length > 0 ? partners.filter((name) => askable.includes(name)) : askable;
  const silent = partners.filter((name) => !askable.includes(name));
  const answers = desk.answers.get(person) ?? [];
  const hits = answers.flatMap((answer) =>
    answer.outcome === 'failed' ? [] : answer.hits.map((hit) => ({ answer, hit })),
  );
  const hitTerms = (name: string): Reason => under(name) ?? { purpose: '', legalBasis: '' };
  const chosen = hits.find(({ hit }) => hit.reference === preparing);
  /** Under which terms of the agreement: those of this look where they are in it. */
  const under = (name: string): Reason | undefined => {
    const purposes = terms.find(({ id }) => id === name)?.purposes ?? [];
    const purpose = purposes.find((one) => one.name === reason?.purpose) ?? purposes[0];
    const legalBasis =
      purpose?.legalBases.find((one) => one === reason?.legalBasis) ?? purpose?.legalBases[0];
    return purpose && legalBasis !== undefined ? { purpose: purpose.name, legalBasis } : undefined;
  };
  return (
    <div className={classes.asking}>
      {wanted.length > 0 && (
        <span className={classes.line}>
          <input
            aria-label="Case number"
            placeholder="Case number"
            size={11}
            maxLength={300}
            value={desk.caseNumber}
            onChange={(event) => desk.setCaseNumber(event.currentTarget.value)}
          />
          {wanted.map((name) => (
            <Button
              key={name}
              size="compact-xs"
              variant="default"
              disabled={desk.busy || desk.caseNumber.trim() === ''}
              title={
                desk.caseNumber.trim() === ''
                  ? 'Write the case number first'
                  : 'The blind question: a partner that does not know this person learns nothing'
              }
              onClick={() => {
                const terms = under(name);
                if (terms)
                  desk.ask({ person, partners: [name], caseNumber: desk.caseNumber.trim(), ...terms });
              }}
            >
              Ask {name} about {desk.caption(person)}
            </Button>
          ))}
        </span>
      )}
      {silent.length > 0 && (
        <span className="quiet small">
          {listed(silent)} {silent.length > 1 ? 'have' : 'has'} no agreement with this service: ask by other
          ways.
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
                    {liaison ? (
                      <Button size="compact-xs" variant="default" onClick={() => setPreparing(hit.reference)}>
                        Prepare a request …
                      </Button>
                    ) : (
                      <span className="quiet">a liaison officer prepares the request</span>
                    )}
                  </span>
                ))}
        </div>
      ))}
      {chosen && (
        <Modal
          opened
          size="lg"
          onClose={() => setPreparing(undefined)}
          title={`What ${chosen.answer.partner} holds`}
        >
          <PrepareRequest
            partner={chosen.answer.partner}
            epoch={chosen.answer.epoch}
            hit={chosen.hit}
            question={{
              subject: { entityId: person },
              partners: [chosen.answer.partner],
              ...hitTerms(chosen.answer.partner),
              caseNumber: desk.caseNumber,
            }}
            onClose={() => setPreparing(undefined)}
          />
        </Modal>
      )}
    </div>
  );
}
