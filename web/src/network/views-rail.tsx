import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '../shared/notice.tsx';
import type { SavedView } from './answers.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { openView, useViewChange, useViews } from './use-network.ts';
import { viewOf } from './work.ts';

/** Saved views: ids and places only, so that whoever opens one sees what they may see. */
export function ViewsRail({
  desk,
  open,
  onOpen,
}: {
  readonly desk: Desk;
  readonly open: SavedView | undefined;
  readonly onOpen: (view: SavedView | undefined) => void;
}) {
  const views = useViews();
  const change = useViewChange();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<unknown>();
  const state = viewOf(desk.work);
  const rows = views.data ?? [];
  const current = rows.find(({ id }) => id === open?.id);
  const show = async (id: string): Promise<void> => {
    try {
      setTrouble(undefined);
      const view = await openView(id);
      desk.openView(view);
      onOpen(view);
    } catch (error) {
      setTrouble(error);
    }
  };
  return (
    <>
      <h2>Views</h2>
      {(trouble ?? change.error ?? views.error) !== null &&
        (trouble ?? change.error ?? views.error) !== undefined && (
          <Failure error={trouble ?? change.error ?? views.error} />
        )}
      {views.data?.length === 0 && <p className="quiet small">None is saved yet.</p>}
      <ul className={classes.rows}>
        {rows.map((view) => (
          <li key={view.id}>
            <button
              type="button"
              className={classes.row}
              aria-current={view.id === open?.id}
              onClick={() => void show(view.id)}
            >
              {view.name}
              <span className="quiet small">
                {view.persons} persons · {view.own ? (view.shared ? 'shared' : 'own') : view.owner}
                {view.comments > 0 && ` · ${view.comments} comments`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <div className={classes.view}>
          {current?.own && (
            <span className={classes.buttons}>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() =>
                  change.mutate(
                    {
                      what: 'save',
                      id: open.id,
                      revision: open.revision,
                      view: { name: open.name, shared: open.shared, state },
                    },
                    { onSuccess: (saved) => onOpen(saved) },
                  )
                }
              >
                Save “{open.name}”
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() =>
                  change.mutate({ what: 'end', id: open.id }, { onSuccess: () => onOpen(undefined) })
                }
              >
                Delete it
              </Button>
            </span>
          )}
          {open.said.map(({ id, by, at, text: said }) => (
            <p key={id} className="small">
              <strong>{by}</strong> <span className="quiet">{at.slice(0, 10)}</span> {said}
            </p>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              change.mutate(
                { what: 'comment', id: open.id, text: text.trim() },
                {
                  onSuccess: (saved) => {
                    setText('');
                    onOpen(saved);
                  },
                },
              );
            }}
          >
            <TextInput
              label="Comment"
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </form>
        </div>
      )}
      {desk.persons.length > 0 && (
        <form
          className={classes.view}
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(
              { what: 'new', view: { name: name.trim(), shared, state } },
              {
                onSuccess: (saved) => {
                  setName('');
                  onOpen(saved);
                },
              },
            );
          }}
        >
          <TextInput
            label="Save as"
            placeholder="Name of the view"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <label className="small">
            <input
              type="checkbox"
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />{' '}
            shared with all analysts here
          </label>
          <Button
            type="submit"
            size="compact-xs"
            variant="default"
            disabled={name.trim() === ''}
            loading={change.isPending}
          >
            Save
          </Button>
        </form>
      )}
    </>
  );
}
