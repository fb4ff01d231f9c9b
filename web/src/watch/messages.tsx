import { useQuery } from '@tanstack/react-query';
import { get } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count, instant } from '../shared/time.ts';
import type { KeptMessage } from './answers.ts';
import classes from './messages.module.css';

const DROPPED = '█';

/** The messages that told of a traveller, as they are kept: what is left, and where something was dropped on arrival. */
export function Messages({ traveller }: { readonly traveller: string }) {
  const reason = useReason();
  const answer = useQuery({
    queryKey: ['watch', reason, 'messages', traveller],
    queryFn: ({ signal }) =>
      get<{ readonly messages: readonly KeptMessage[] }>(
        `/api/travel/travellers/${encodeURIComponent(traveller)}/messages`,
        {},
        signal,
      ),
  });
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <p className="quiet">Reading …</p>;
  if (answer.data.messages.length === 0) return <p className="quiet">Nothing of a message is kept.</p>;
  return answer.data.messages.map((message) => <Message key={message.format} message={message} />);
}

function Message({
  message: { format, message, receivedAt, segments, erased },
}: {
  readonly message: KeptMessage;
}) {
  const dropped = segments.filter(({ text }) => text.includes(DROPPED)).length;
  return (
    <section className={classes.message} aria-label={`Message, ${format}`}>
      <h3>
        {format} <span className="quiet small">{message}</span>
      </h3>
      <p className="quiet small">
        Received {instant(receivedAt)} UTC.{' '}
        {erased && 'The text was erased, as the law asks; what was understood of it stands above.'}
        {!erased && segments.length === 0 && 'This format has no segments; what was understood stands above.'}
        {segments.length > 0 &&
          `${count(segments.length)} segments${dropped > 0 ? `; of ${count(dropped)} the content was dropped on arrival and is nowhere` : ''}.`}
      </p>
      {segments.length > 0 && (
        <ol className={classes.segments}>
          {segments.map(({ offset, text }) => (
            <li key={offset} value={offset} data-dropped={text.includes(DROPPED)}>
              <span className={classes.offset}>{offset}</span>
              <Segment text={text} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Tag, what is understood, and black where something stood. */
function Segment({ text }: { readonly text: string }) {
  const tag = /^[^+]*/.exec(text)?.[0] ?? '';
  const pieces = text.slice(tag.length).split(DROPPED);
  return (
    <code className={classes.segment}>
      <strong>{tag}</strong>
      {pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text
        <span key={place}>
          {place > 0 && (
            <span className={classes.black} role="img" aria-label="dropped on arrival">
              ▇▇▇
            </span>
          )}
          <mark className={classes.understood}>{piece}</mark>
        </span>
      ))}
    </code>
  );
}
