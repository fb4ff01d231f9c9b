import { Button, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { FieldComparison } from '../../../src/match/index.ts';
import type { Statement } from '../../../src/model/index.ts';
import { api, type CompareResponse } from '../app/api.ts';
import { askedWith } from '../search/question.ts';
import { ErrorNote } from '../shared/error-note.tsx';
import { useKeys } from '../shared/keys.ts';
import { AGREEMENTS, country, GRADES, shortVersion } from '../shared/words.ts';
import { Judgements, useReview } from './judgements.tsx';

/** Query and record side by side: word by word, value by value, with who says each value. */
export function HitPage() {
  const { id } = useParams({ from: '/hit/$id' });
  const question = useSearch({ from: '/hit/$id' });
  const navigate = useNavigate();
  const asked = askedWith(question, 0);
  const answer = useQuery({
    queryKey: ['compare', id, asked],
    queryFn: () => api.compare(id, asked!),
    enabled: asked !== undefined,
  });
  const back = (): void => void navigate({ to: '/find', search: question });
  useKeys({ Escape: back });
  return (
    <main className="page">
      <div className="small">
        <Link to="/find" search={question}>
          ← all hits
        </Link>{' '}
        ·{' '}
        <Link to="/entity/$id" params={{ id }}>
          everything about this record
        </Link>
      </div>
      <ErrorNote error={answer.error} />
      {answer.data && <Compared answer={answer.data} />}
    </main>
  );
}

function Compared({ answer }: { readonly answer: CompareResponse }) {
  const { entity, comparison, statements, versions } = answer;
  const { explanation, score, grade } = comparison;
  const sources = [...new Set(entity.properties.sourceUrl ?? [])];
  return (
    <>
      <h1>
        <bdi>{entity.caption}</bdi> <span className="faint">{entity.schema}</span>
      </h1>
      <p style={{ margin: '2px 0 0' }}>
        <span className="score">{score.toFixed(3)}</span> resting on {GRADES[grade]} ·{' '}
        <span className="faint">
          {entity.datasets.map((name) => `${name} ${shortVersion(versions[name] ?? '')}`).join(', ')} ·{' '}
          {entity.id}
        </span>
      </p>
      <p style={{ margin: '4px 0' }}>{explanation.summary}</p>
      {sources.map((url) => (
        <a key={url} href={url} rel="noreferrer noopener" target="_blank">
          {url}
        </a>
      ))}

      <h2>Name, word by word</h2>
      <table className="dense" style={{ maxWidth: 980 }}>
        <thead>
          <tr>
            <th>
              query: <bdi>{explanation.queryName}</bdi>
            </th>
            <th>
              record: <bdi>{explanation.candidateName}</bdi> ({explanation.candidateProperty})
            </th>
            <th>why</th>
            <th className="number">similarity</th>
            <th className="number">weight</th>
          </tr>
        </thead>
        <tbody>
          {explanation.tokens.map((pair, i) => (
            <tr key={`${pair.query} ${pair.candidate} ${i}`}>
              <td>
                <bdi>{pair.query ?? '—'}</bdi>
              </td>
              <td>
                <bdi>{pair.candidate ?? '—'}</bdi>
              </td>
              <td className={pair.agreement === 'missing' ? 'contradicts' : 'agrees'}>
                {AGREEMENTS[pair.agreement]}
              </td>
              <td className="number">{pair.agreement === 'missing' ? '' : pair.similarity.toFixed(2)}</td>
              <td className="number">{pair.weight.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small faint" style={{ margin: '4px 0' }}>
        {explanation.order === 'different' ? 'The words stand in another order. ' : ''}
        {explanation.steps.join('. ')}
      </p>

      <h2>Beside the name</h2>
      <table className="dense">
        <thead>
          <tr>
            <th>what</th>
            <th>query</th>
            <th>record</th>
            <th>outcome</th>
            <th className="number">effect</th>
            <th>who says so</th>
          </tr>
        </thead>
        <tbody>
          {explanation.fields.map((field) => (
            <FieldRow key={field.field} field={field} statements={statements} />
          ))}
        </tbody>
      </table>
      <p className="small faint" style={{ margin: '4px 0' }}>
        Names {explanation.nameScore.toFixed(3)}
        {explanation.fields
          .filter(({ effect }) => effect !== 0)
          .map(({ field, effect }) => `, ${field} ${effect > 0 ? '+' : ''}${effect.toFixed(3)}`)}{' '}
        = {score.toFixed(3)}. A score is no verdict: a person decides.
      </p>
      <Judge id={entity.id} />
      <Judgements id={entity.id} />
    </>
  );
}

const PROPERTIES: Readonly<Record<FieldComparison['field'], readonly string[]>> = {
  'birth date': ['birthDate'],
  sex: ['gender'],
  country: ['nationality', 'citizenship', 'country', 'jurisdiction', 'flag'],
  'birth place': ['birthPlace'],
  document: ['passportNumber', 'idNumber', 'taxNumber', 'registrationNumber', 'imoNumber'],
};

function FieldRow({
  field,
  statements,
}: {
  readonly field: FieldComparison;
  readonly statements: readonly Statement[];
}) {
  const said = statements.filter(({ property }) => PROPERTIES[field.field].includes(property));
  const shown = (values: readonly string[]): string =>
    (field.field === 'country' ? values.map(country) : values).join(', ') || '—';
  const tone = field.outcome === 'contradicts' ? 'contradicts' : field.outcome === 'agrees' ? 'agrees' : '';
  return (
    <tr>
      <td>{field.field}</td>
      <td>
        <bdi>{shown(field.query)}</bdi>
      </td>
      <td>
        <bdi>{shown(field.candidate)}</bdi>
      </td>
      <td className={tone}>
        {field.outcome === 'contradicts' ? 'contradicts: ' : field.outcome === 'agrees' ? 'agrees: ' : ''}
        <span className={field.outcome === 'not-compared' ? 'faint' : ''}>{field.detail}</span>
      </td>
      <td className="number">
        {field.effect === 0 ? '' : `${field.effect > 0 ? '+' : ''}${field.effect.toFixed(3)}`}
      </td>
      <td className="small faint">
        {said.slice(0, 4).map((one) => (
          <div key={one.id}>
            {one.value}: {one.dataset}, since {shortVersion(one.firstSeen)}, {one.grade}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** Joins or parts this record and another one. */
function Judge({ id }: { readonly id: string }) {
  const [other, setOther] = useState('');
  const [verdict, setVerdict] = useState('same');
  const [why, setWhy] = useState('');
  const [error, setError] = useState<unknown>();
  const client = useQueryClient();
  const { reason, may } = useReview();
  if (!may || !reason) return null;
  const submit = async (): Promise<void> => {
    setError(undefined);
    try {
      await api.judge(id, other.trim(), verdict, why.trim(), reason);
      setOther('');
      setWhy('');
      await client.invalidateQueries();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <h2>Judge</h2>
      <form
        style={{ display: 'flex', gap: 8, alignItems: 'end', flexWrap: 'wrap' }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label="This record and record (id)"
          w={220}
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
          required
        />
        <Select
          label="are"
          w={200}
          allowDeselect={false}
          value={verdict}
          onChange={(value) => value && setVerdict(value)}
          data={[
            { value: 'same', label: 'the same' },
            { value: 'not-same', label: 'not the same' },
            { value: 'unsure', label: 'perhaps the same' },
          ]}
        />
        <TextInput
          label="because"
          style={{ flex: '1 1 260px' }}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          required
        />
        <Button type="submit" variant="default">
          Judge
        </Button>
      </form>
      <ErrorNote error={error} />
    </>
  );
}
